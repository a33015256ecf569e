"""Trips to the database for each event: over a network they are most of its time."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from adapters.in_memory.announcements import InMemoryAnnouncements
from adapters.in_memory.clock import InMemoryClock
from adapters.in_memory.telemetry import InMemoryTelemetry
from application.neighbours import Neighbours
from application.send_announcements import SendAnnouncements
from domain.identifiers import PersonId
from tests.adapters.stores import Store, on_database
from tests.benchmarks.kinds import KINDS, Kind, add_home, events, record_in
from tests.domain.builders import arrived, referral
from tests.domain.desk import CRN, NOW, day
from tests.support.round_trips import RoundTrips, count_round_trips


@dataclass(frozen=True, slots=True)
class Counted:
    """A store with one person, and the trips to its database."""

    store: Store
    person: PersonId
    trips: RoundTrips
    clock: InMemoryClock


@pytest.fixture(params=["postgresql", "sqlite"])
def counted(request: pytest.FixtureRequest) -> Iterator[Counted]:
    clock = InMemoryClock(NOW)
    with request.getfixturevalue(f"{request.param}_databases").new() as database:
        trips = count_round_trips(database.engine)
        store = on_database(database, clock)
        provider, team = store.users.add_provider("N03"), store.users.add_team("N03HPT")
        person = store.users.register(CRN)
        store.users.allocate(person, provider, team, store.users.add_staff("N03A001", team))
        yield Counted(store, person, trips, clock)


def measured(counted: Counted, kind: Kind, booking: str) -> RoundTrips:
    """The trips of the last event of the kind."""
    *before, event = events(kind, CRN, booking)
    for each in before:
        record_in(counted.store.delius, each, counted.clock.now())
    if kind.has_home:
        add_home(counted.store, counted.person)
    counted.trips.reset()
    assert record_in(counted.store.delius, event, counted.clock.now()) is kind.outcome
    return counted.trips


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: f"{kind.name} in {kind.limit}")
def test_an_event_takes_no_more_trips_than_agreed(counted: Counted, kind: Kind) -> None:
    trips = measured(counted, kind, "b1")

    assert trips.total <= kind.limit, f"{kind.name} took {trips}"
    assert trips.commits + trips.rollbacks == trips.begins == 1


def test_the_first_event_of_a_member_of_staff_takes_no_trip_more(counted: Counted) -> None:
    confirmation = next(kind for kind in KINDS if kind.name == "booking.confirmed")

    assert measured(counted, confirmation, "b1").total == confirmation.limit
    assert measured(counted, confirmation, "b2").total == confirmation.limit


def test_looking_for_announcements_where_none_are_takes_three_trips(counted: Counted) -> None:
    counted.trips.reset()

    assert counted.store.outbox.claim(10) == []
    assert counted.trips.total == 3, f"it took {counted.trips}"


def test_a_batch_of_announcements_takes_six_trips(counted: Counted) -> None:
    record_in(counted.store.delius, arrived(day(2)), counted.clock.now())
    counted.trips.reset()
    topic = InMemoryAnnouncements()

    telemetry = InMemoryTelemetry()
    neighbours = Neighbours(counted.clock, telemetry)
    assert SendAnnouncements(counted.store.outbox, topic, telemetry, counted.clock, neighbours)()

    assert len(topic.messages) == 1
    assert counted.trips.total == 6, f"it took {counted.trips}"
    assert (counted.trips.commits, counted.trips.rollbacks) == (2, 0)


def test_every_statement_counts(counted: Counted) -> None:
    record_in(counted.store.delius, referral(), counted.clock.now())
    before = counted.trips.total
    record_in(counted.store.delius, referral("app-2"), counted.clock.now())

    assert counted.trips.total - before == 6
