"""What is shown of Delius, taken from what a practitioner sees there."""

import json
from collections.abc import Iterable, Sequence

from domain.address import Address
from entrypoints.sandbox.model import AddressView, ContactView, EventView, PersonView, Picture
from entrypoints.sandbox.person_view import DiaryEntry
from entrypoints.sandbox.person_view import PersonView as Person


def picture(people: Iterable[Person], events: Sequence[EventView], messages: Iterable[str]) -> Picture:
    """What Delius holds of the people, what became of the events, and the messages that were announced."""
    return Picture(
        people=[_person(person) for person in people],
        events=events,
        announcements=[json.loads(message) for message in messages],
    )


def _person(person: Person) -> PersonView:
    return PersonView(
        crn=person.crn.value,
        contacts=[contact_view(entry) for entry in person.diary],
        addresses=[address_view(address) for address in person.addresses],
    )


def contact_view(entry: DiaryEntry) -> ContactView:
    """An entry of a diary as it is shown."""
    return ContactView(
        reference=entry.contact.reference.value,
        type=entry.code.value,
        time=entry.contact.time,
        provider=entry.provider,
        team=entry.team,
        staff=entry.staff,
        sensitive=entry.sensitive,
        notes=entry.contact.notes,
    )


def address_view(address: Address) -> AddressView:
    """An address as it is shown."""
    lines = address.lines
    return AddressView(
        type=address.type,
        status=address.status,
        start=address.start,
        end=address.end,
        building=lines.building,
        street=lines.street,
        district=lines.district,
        town=lines.town,
        county=lines.county,
        postcode=lines.postcode,
    )
