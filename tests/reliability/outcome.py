"""The records of people in a database in the end, to be compared with those that it should hold."""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from adapters.in_memory.clock import InMemoryClock
from adapters.oracle.database import Database
from adapters.oracle.own_tables import is_residence, outbox, remembered
from domain.address import Address, AddressLines
from domain.identifiers import AddressId, Crn
from tests.adapters.stores import on_database
from tests.domain.convergence.ending import Ending, Stayed
from tests.domain.convergence.stories import Story
from tests.domain.desk import NOW
from tests.reliability.workers import Announced


def register(database: Database, stories: Sequence[Story]) -> None:
    """Add the people of the stories with their homes, an officer, and a manager of them all."""
    users = on_database(database, InMemoryClock(NOW)).users
    provider, team = users.add_provider("N03"), users.add_team("N03HPT")
    users.add_staff("N03A001", team)
    manager = users.add_staff("N03A099", team)
    for story in stories:
        person = users.register(story.crn.value)
        users.allocate(person, provider, team, manager)
        for home in story.homes:
            users.add_address(person, AddressLines(postcode=home.postcode or None), home.start, home.kind)


@dataclass(frozen=True, slots=True)
class Found:
    """The ending of everybody's story, the references that have more than one contact, those who have more
    than one main address, and what is stored to be announced.
    """

    endings: Mapping[Crn, Ending]
    doubled: Sequence[tuple[Crn, str]]
    with_two_homes: Sequence[Crn]
    stored: Counter[Announced]


def found_in(database: Database) -> Found:
    """All of it."""
    people = on_database(database, InMemoryClock(NOW)).view.people()
    bookings = _bookings(database)
    references = Counter(
        (person.crn, entry.contact.reference.value) for person in people for entry in person.diary
    )
    mains = Counter(person.crn for person in people for address in person.addresses if address.is_main)
    return Found(
        endings={
            person.crn: Ending(
                {
                    entry.contact.reference.value: (entry.code.value, entry.contact.time)
                    for entry in person.diary
                },
                {bookings[each.id]: _stayed(each) for each in person.addresses if each.id in bookings},
                [(each.end, each.status) for each in person.addresses if each.id not in bookings],
            )
            for person in people
        },
        doubled=[reference for reference, count in references.items() if count > 1],
        with_two_homes=[crn for crn, count in mains.items() if count > 1],
        stored=_stored(database),
    )


def _bookings(database: Database) -> Mapping[AddressId, str]:
    """The booking of each address that the service made; no booking has two."""
    query = select(remembered.c.offender_address_id, remembered.c.booking_id).where(is_residence).distinct()
    with database.transaction() as connection:
        rows = connection.execute(query.where(remembered.c.offender_address_id.is_not(None))).all()
    found = {AddressId(address): str(booking) for address, booking in rows}
    assert len(set(found.values())) == len(rows), "a booking has more than one address"
    return found


def _stored(database: Database) -> Counter[Announced]:
    with database.transaction() as connection:
        rows = connection.execute(select(outbox.c.event_type, outbox.c.person, outbox.c.body)).all()
    return Counter(
        (str(kind), str(person), str(json.loads(body)["additionalInformation"]["addressStatus"]))
        for kind, person, body in rows
    )


def _stayed(address: Address) -> Stayed:
    return Stayed(address.type, address.lines, address.start, address.end, address.status)
