"""Requests that really reach Oracle for each kind of event, counted where they arrive."""

from collections.abc import Iterator, Sequence

import pytest

from adapters.in_memory.clock import InMemoryClock
from adapters.oracle.backlog import Backlog, read_backlog
from domain.identifiers import PersonId
from tests.adapters.stores import OTHER_CRN, Store, on_database
from tests.benchmarks.kinds import KINDS, Kind, add_home, events, record_in
from tests.domain.builders import arrived
from tests.domain.desk import CRN, NOW, day
from tests.support.h2.databases import WireDatabases
from tests.support.oracle_wire.scene import Scene

BATCH_LIMIT = 5


@pytest.fixture
def store(oracle_on_the_wire_databases: WireDatabases) -> Iterator[Store]:
    with oracle_on_the_wire_databases.new(connections=1) as database:
        yield on_database(database, InMemoryClock(NOW))


@pytest.fixture
def scene(oracle_on_the_wire_databases: WireDatabases) -> Scene:
    return oracle_on_the_wire_databases.server.scene


@pytest.fixture
def people(store: Store) -> Sequence[tuple[str, PersonId]]:
    """Two with the same community manager, by their CRNs."""
    team, provider = store.users.add_team("N03HPT"), store.users.add_provider("N03")
    staff = store.users.add_staff("N03A001", team)
    people = [(crn, store.users.register(crn)) for crn in (OTHER_CRN, CRN)]
    for _, person in people:
        store.users.allocate(person, provider, team, staff)
    return people


def record_kind(store: Store, crn: str, person: PersonId, kind: Kind, scene: Scene) -> None:
    """Record the events of the kind, and count from the last of them on."""
    *before, event = events(kind, crn, f"booking of {crn}")
    for each in before:
        record_in(store.delius, each, InMemoryClock(NOW).now())
    if kind.has_home:
        add_home(store, person)
    scene.reset()
    assert record_in(store.delius, event, InMemoryClock(NOW).now()) is kind.outcome


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: f"{kind.name} in {kind.limit_on_oracle}")
def test_an_event_takes_no_more_trips_than_agreed(
    kind: Kind, store: Store, people: Sequence[tuple[str, PersonId]], scene: Scene
) -> None:
    for crn, person in people:
        record_kind(store, crn, person, kind, scene)

        assert scene.trips <= kind.limit_on_oracle, scene.requests


def test_long_notes_are_asked_for_by_themselves_and_come_whole(
    store: Store, people: Sequence[tuple[str, PersonId]], scene: Scene
) -> None:
    assert people
    notes = "ä€😀\n" * 2_000
    record_in(store.delius, arrived(day(2), notes=notes), InMemoryClock(NOW).now())
    update = arrived(day(2), minute=1, notes="And more", update=True)

    scene.reset()
    record_in(store.delius, update, InMemoryClock(NOW).now())

    assert [each for each in scene.requests if each.startswith("SELECT contact.contact_id, contact.notes")]
    (entry,) = store.view.person(CRN).diary
    assert notes.strip() in entry.contact.notes
    assert "And more" in entry.contact.notes


def test_a_batch_of_announcements_takes_few_trips(
    store: Store, people: Sequence[tuple[str, PersonId]], scene: Scene
) -> None:
    assert people
    for number in range(3):
        record_in(store.delius, arrived(day(2), f"b{number}"), InMemoryClock(NOW).now())
        if number == 0:
            store.outbox.finish(store.outbox.claim(10))
    scene.reset()

    claimed = store.outbox.claim(10)
    store.outbox.finish(claimed)

    assert len(claimed) > 1
    assert scene.trips <= BATCH_LIMIT, scene.requests


def test_the_look_at_the_outbox_for_metrics_takes_one_trip(
    oracle_on_the_wire_databases: WireDatabases, scene: Scene
) -> None:
    with oracle_on_the_wire_databases.new(connections=1) as database:
        read_backlog(database)
        scene.reset()

        assert read_backlog(database) == Backlog(0, None)
        assert scene.trips == 1, scene.requests
