"""`forget`: what is remembered of a person goes, and Delius stays as it is."""

import json

from sqlalchemy import delete

from adapters.oracle.delius_tables import offender_address
from domain.address import AddressLines
from tests.domain import builders
from tests.domain.desk import CRN, day
from tests.entrypoints.conftest import Command
from tests.entrypoints.person_scene import PersonScene


def test_a_person_is_forgotten_and_delius_stays_as_it_is(scene: PersonScene, command: Command) -> None:
    scene.happens(builders.referral(), builders.arrived(day(1), "b1", 1))
    before = scene.store.view.person(CRN)
    assert command("forget", CRN).status == 2
    forgotten = command("forget", CRN, "--yes")
    assert forgotten.status == 0
    assert json.loads(forgotten.err)["event"] == "Forgotten"
    assert scene.remembered() == [0, 0, 0]
    assert scene.store.view.person(CRN) == before


def test_somebody_whom_delius_has_erased_is_forgotten_by_their_bookings(
    scene: PersonScene, command: Command
) -> None:
    scene.happens(builders.arrived(day(1), "b1", 1), builders.arrived(day(2), "b2", 2))
    assert command("forget", "Z999999", "b1", "--yes").status == 0
    events, _, _ = scene.remembered()
    assert events == 1


def test_with_the_bookings_of_somebody_whom_delius_has_erased_their_other_homes_are_forgotten(
    scene: PersonScene, command: Command
) -> None:
    scene.store.users.add_address(scene.person, AddressLines(postcode="ZZ9 9ZZ"), day(1), "A01B")
    scene.happens(builders.arrived(day(3), "b1", 1))
    with scene.database.transaction() as connection:
        connection.execute(delete(offender_address))
        connection.commit()

    assert command("forget", "Z999999", "b1", "--yes").status == 0

    _, residences, _ = scene.remembered()
    assert residences == 0
