"""The view that a practitioner has of a person in Delius: what is committed and not deleted.

The one model of it that terminal, JSON, page and tests read.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from domain.address import Address
from domain.contact import Contact
from domain.event import ContactCode
from domain.identifiers import Crn
from domain.london import WallTime, instant, wall_time


@dataclass(frozen=True, slots=True, kw_only=True)
class DiaryEntry:
    """One contact with the codes of its owner."""

    contact: Contact
    code: ContactCode
    provider: str
    team: str
    staff: str
    sensitive: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonView:
    """A person's diary in order of date and time, and their addresses in order of their starts."""

    crn: Crn
    diary: Sequence[DiaryEntry]
    addresses: Sequence[Address]

    @classmethod
    def of(cls, crn: Crn, diary: Iterable[DiaryEntry], addresses: Iterable[Address]) -> "PersonView":
        """Return the view with entries and addresses in order."""
        return cls(
            crn=crn,
            diary=sorted(diary, key=lambda entry: (entry.contact.time, entry.contact.id)),
            addresses=sorted(
                addresses,
                key=lambda address: (address.start or date.min, address.end or date.max, address.id),
            ),
        )

    def entry(self, reference: str) -> DiaryEntry:
        """Return the entry with that external reference; LookupError if there is not exactly one."""
        found = [entry for entry in self.diary if entry.contact.reference.value == reference]
        if len(found) != 1:
            raise LookupError(f"{self.crn} has {len(found)} contacts with the reference {reference}")
        return found[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class AddressAnnouncement:
    """An announcement as it was sent: `document` is the message, `at` when the change was decided."""

    document: Mapping[str, Any]
    at: WallTime
    event_type: str
    crn: str
    status: str
    address_id: int

    @classmethod
    def read(cls, message: str) -> "AddressAnnouncement":
        """Return the announcement that a message of the service holds."""
        document = json.loads(message)
        address = document["additionalInformation"]
        return cls(
            document=document,
            at=wall_time(instant(datetime.fromisoformat(document["occurredAt"]))),
            event_type=document["eventType"],
            crn=document["personReference"]["identifiers"][0]["value"],
            status=address["addressStatus"],
            address_id=address["addressId"],
        )
