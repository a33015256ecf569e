"""Announcements as they were stored, read back."""

import json
from dataclasses import dataclass

from domain.announcement import AnnouncementType
from domain.identifiers import AddressId, Crn
from domain.ports.outbox import StoredAnnouncement

STATUSES = {"M": "Main Address", "P": "Previous Address"}


@dataclass(frozen=True, slots=True)
class Announced:
    """The content of an announcement; `status` is the description of the address's status."""

    type: AnnouncementType
    crn: Crn
    address: AddressId
    status: str


def announced(stored: StoredAnnouncement) -> Announced:
    """Return what the stored message says."""
    message = json.loads(stored.body)
    about = message["additionalInformation"]
    assert message["eventType"] == stored.event_type
    return Announced(
        AnnouncementType(stored.event_type),
        Crn(stored.person),
        AddressId(about["addressId"]),
        about["addressStatus"],
    )
