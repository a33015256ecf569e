"""All that there is to see once events were played: the same for terminal, JSON and tests."""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from domain.address import Address
from entrypoints.sandbox.person_view import AddressAnnouncement, DiaryEntry, PersonView

STILL_QUEUED: Final = "StillQueued"
"""The outcome of an event whose message is left in the queue: during an outage it is not to blame."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlayedEvent:
    """The result for one event. Type and CRN are None where its message does not name them."""

    name: str
    event_type: str | None
    crn: str | None
    outcome: str
    reason: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Results:
    """The people, the events in the order in which they were played, the announcements as they were sent."""

    people: Sequence[PersonView]
    events: Sequence[PlayedEvent]
    announcements: Sequence[AddressAnnouncement]

    @property
    def outcomes(self) -> Mapping[str, int]:
        """Return how many events had each outcome."""
        return Counter(event.outcome for event in self.events)

    def as_json(self) -> str:
        """Return all of it as one JSON object, in ASCII so that it can be written to any output."""
        document = {
            "people": [_person(person) for person in self.people],
            "announcements": [each.document for each in self.announcements],
            "events": [_event(event) for event in self.events],
        }
        return json.dumps(document, indent=2)


def _person(person: PersonView) -> Mapping[str, Any]:
    return {
        "crn": person.crn.value,
        "contacts": [_contact(entry) for entry in person.diary],
        "addresses": [_address(address) for address in person.addresses],
    }


def _contact(entry: DiaryEntry) -> Mapping[str, Any]:
    contact = entry.contact
    return {
        "externalReference": contact.reference.value,
        "type": entry.code.value,
        "date": contact.time.date().isoformat(),
        "startTime": contact.time.time().isoformat(timespec="seconds"),
        "provider": entry.provider,
        "team": entry.team,
        "staff": entry.staff,
        "sensitive": "Y" if entry.sensitive else "N",
        "notes": contact.notes,
    }


def _address(address: Address) -> Mapping[str, Any]:
    lines = address.lines
    return {
        "type": address.type,
        "status": address.status,
        "startDate": address.start.isoformat() if address.start else None,
        "endDate": address.end.isoformat() if address.end else None,
        "buildingName": lines.building,
        "streetName": lines.street,
        "district": lines.district,
        "town": lines.town,
        "county": lines.county,
        "postcode": lines.postcode,
    }


def _event(event: PlayedEvent) -> Mapping[str, Any]:
    return {
        "name": event.name,
        "eventType": event.event_type,
        "crn": event.crn,
        "outcome": event.outcome,
        "reason": event.reason,
    }
