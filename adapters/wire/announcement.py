"""Write an announcement as other services read it (rule 4)."""

import json

from domain.announcement import Announcement, AnnouncementType
from domain.london import LONDON


def write_announcement(announcement: Announcement) -> str:
    """The JSON to publish. Its time is London's, to the second, with the offset.

    ValueError without an address: its readers fetch that address at once.
    """
    if announcement.address is None:
        raise ValueError("an announcement names the address that it is about")
    return json.dumps(
        {
            "eventType": announcement.type.value,
            "version": 1,
            "description": announcement.type.description,
            "occurredAt": announcement.occurred_at.astimezone(LONDON).isoformat(timespec="seconds"),
            "additionalInformation": {
                **({"addressStatus": announcement.status} if announcement.status else {}),
                "addressId": announcement.address,
            },
            "personReference": {"identifiers": [{"type": "CRN", "value": announcement.crn.value}]},
        }
    )


def problem_with(event_type: str, body: str | None) -> str | None:
    """Return why a stored announcement cannot be sent; None if it can.

    Another version of this service, or somebody's own hand, may have stored what this one does not know.
    """
    if event_type not in set(AnnouncementType):
        return "it is of a type that this version does not know"
    try:
        is_object = isinstance(json.loads(body or ""), dict)
    except ValueError:
        is_object = False
    return None if is_object else "it is not a JSON object"
