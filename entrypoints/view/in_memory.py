"""The view of Delius in memory."""

import json
from collections.abc import Sequence

from domain.address import Address
from domain.person_view import DiaryEntry
from domain.person_view import PersonView as Person
from entrypoints.in_memory import InMemoryContainer
from entrypoints.view.model import AddressView, ContactView, EventView, PersonView, Picture


def picture(container: InMemoryContainer, events: Sequence[EventView]) -> Picture:
    """What Delius holds and what was announced, once those events were played."""
    return Picture(
        people=[_person(person) for person in container.delius_view().people()],
        events=events,
        announcements=[json.loads(message) for message in container.topic().messages],
    )


def _person(person: Person) -> PersonView:
    return PersonView(
        crn=person.crn.value,
        contacts=[_contact(entry) for entry in person.diary],
        addresses=[_address(address) for address in person.addresses],
    )


def _contact(entry: DiaryEntry) -> ContactView:
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


def _address(address: Address) -> AddressView:
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
