"""The rows in which residences are remembered: as few as can be, and no writer overwrites another's."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from sqlalchemy import select, update

from adapters.in_memory.clock import InMemoryClock
from adapters.oracle.database import Database
from adapters.oracle.own_tables import is_event, remembered
from domain.address import AddressLines
from domain.case import CaseRequest
from domain.failures import TemporaryFailure
from domain.identifiers import PersonId
from domain.recording import record
from tests.adapters.stores import Store, on_database
from tests.benchmarks.kinds import record_in
from tests.domain.builders import arrived, departed
from tests.domain.desk import CRN, NOW, day

_CLOCK = InMemoryClock(NOW)


@dataclass(frozen=True, slots=True)
class Scene:
    """A store in a database, with one person who has a home."""

    database: Database
    store: Store
    person: PersonId

    def revisions(self) -> list[int]:
        """Return the revisions of all that is remembered."""
        with self.database.transaction() as connection:
            return list(connection.execute(select(remembered.c.revision).where(~is_event)).scalars())

    def change_what_is_remembered(self) -> None:
        """Write another revision in place of each, as another worker does."""
        with self.database.transaction() as connection:
            connection.execute(update(remembered).values(revision=remembered.c.revision + 1))
            connection.commit()


@pytest.fixture(params=["sqlite", "postgresql", "oracle_on_the_wire"])
def scene(request: pytest.FixtureRequest) -> Iterator[Scene]:
    with request.getfixturevalue(f"{request.param}_databases").new() as database:
        store = on_database(database, _CLOCK)
        team, provider = store.users.add_team("N03HPT"), store.users.add_provider("N03")
        person = store.users.register(CRN)
        store.users.allocate(person, provider, team, store.users.add_staff("N03A001", team))
        store.users.add_address(person, AddressLines(), day(1), "A01B")
        yield Scene(database, store, person)


def test_a_change_replaces_what_was_remembered(scene: Scene) -> None:
    for event in (
        arrived(day(2)),
        arrived(day(3), minute=1, update=True),
        departed(day(9), minute=2),
        departed(day(8), minute=3, update=True),
    ):
        record_in(scene.store.delius, event, _CLOCK.now())

    assert len(scene.revisions()) == len(["the residence", "the home"])
    assert max(scene.revisions()) == 3


@pytest.mark.parametrize("scene", ["postgresql", "oracle_on_the_wire"], indirect=True)
def test_what_somebody_else_has_remembered_since_is_not_overwritten(scene: Scene) -> None:
    record_in(scene.store.delius, arrived(day(2)), _CLOCK.now())
    departure = departed(day(9), minute=1)

    with scene.store.delius.open_case(CaseRequest.of(departure)) as opened:
        changes = record(departure, opened.case, _CLOCK.now()).changes
        assert changes is not None
        scene.change_what_is_remembered()
        with pytest.raises(TemporaryFailure, match=r"changed .+ at the same time"):
            opened.commit(changes)
