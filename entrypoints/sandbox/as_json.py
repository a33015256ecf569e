"""The view as one JSON object."""

import json
from collections.abc import Mapping

from entrypoints.sandbox.model import AddressView, ContactView, EventView, PersonView, Picture


def as_json(picture: Picture) -> str:
    """The object as text, in ASCII so that it can be written wherever output goes."""
    document = {
        "people": [_person(person) for person in picture.people],
        "announcements": list(picture.announcements),
        "events": [_event(event) for event in picture.events],
    }
    return json.dumps(document, indent=2)


def _person(person: PersonView) -> Mapping[str, object]:
    return {
        "crn": person.crn,
        "contacts": [_contact(contact) for contact in person.contacts],
        "addresses": [_address(address) for address in person.addresses],
    }


def _contact(contact: ContactView) -> Mapping[str, object]:
    return {
        "externalReference": contact.reference,
        "type": contact.type,
        "date": contact.time.date().isoformat(),
        "startTime": contact.time.time().isoformat(timespec="seconds"),
        "provider": contact.provider,
        "team": contact.team,
        "staff": contact.staff,
        "sensitive": "Y" if contact.sensitive else "N",
        "notes": contact.notes,
    }


def _address(address: AddressView) -> Mapping[str, object]:
    return {
        "type": address.type,
        "status": address.status,
        "startDate": address.start.isoformat(),
        "endDate": address.end.isoformat() if address.end else None,
        "buildingName": address.building,
        "streetName": address.street,
        "district": address.district,
        "town": address.town,
        "county": address.county,
        "postcode": address.postcode,
    }


def _event(event: EventView) -> Mapping[str, object]:
    return {
        "name": event.name,
        "eventType": event.event_type,
        "crn": event.crn,
        "outcome": event.outcome,
        "reason": event.reason,
    }
