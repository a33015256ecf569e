"""Time and round trips of each kind of event, in a small and in a grown Delius."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from statistics import median
from time import perf_counter

from adapters.in_memory.clock import InMemoryClock
from adapters.oracle.database import Database
from domain.identifiers import PersonId
from domain.london import Instant
from tests.adapters.stores import Store, on_database
from tests.benchmarks.kinds import KINDS, Kind, add_home, events, record_in
from tests.benchmarks.population import crn_of, person_of, populate
from tests.domain.desk import NOW
from tests.support.round_trips import RoundTrips, count_round_trips

_CONTACTS_A_PERSON = 20
_BATCH_LIMIT = 10
ANNOUNCING = "ten announcements"
_WARM_UP = 10
"""Rounds until every statement is prepared, and the database has chosen how to run it."""


@dataclass(frozen=True, slots=True)
class Taken:
    """The cost of an event: the median of the milliseconds, and the most round trips."""

    milliseconds: float
    trips: int


@dataclass(frozen=True, slots=True)
class _Stage:
    store: Store
    trips: RoundTrips
    now: Instant

    def take(self, kind: Kind, number: int) -> tuple[float, int]:
        """Let the kind of event happen to the person of that number: milliseconds and round trips."""
        *before, event = events(kind, crn_of(number), f"booking-{number}")
        for each in before:
            record_in(self.store.delius, each, self.now)
        if kind.has_home:
            add_home(self.store, PersonId(person_of(number)))
        self.trips.reset()
        started = perf_counter()
        outcome = record_in(self.store.delius, event, self.now)
        milliseconds = 1e3 * (perf_counter() - started)
        assert outcome is kind.outcome, f"{kind.name} was {outcome}"
        return milliseconds, self.trips.total


def measure(database: Database, contacts: int, rounds: int) -> Mapping[str, Taken]:
    """Fills a new database with so many contacts, and lets every kind of event happen that often, each time
    to somebody else.
    """
    trips = count_round_trips(database.engine)
    clock = InMemoryClock(NOW)
    store = on_database(database, clock)
    store.users.add_provider("N03")
    store.users.add_staff("N03A001", store.users.add_team("N03HPT"))
    needed = (rounds + _WARM_UP) * len(KINDS)
    people = max(contacts // _CONTACTS_A_PERSON, needed)
    populate(database, people, contacts)
    taken = _measured(_Stage(store, trips, clock.now()), rounds, people // needed)
    return {**taken, ANNOUNCING: _announcing(store, trips)}


def _announcing(store: Store, trips: RoundTrips) -> Taken:
    """Measure how a batch that was stored is taken and struck off; publishing is between the two."""
    trips.reset()
    started = perf_counter()
    store.outbox.finish(store.outbox.claim(_BATCH_LIMIT))
    return Taken(1e3 * (perf_counter() - started), trips.total)


def _measured(stage: _Stage, rounds: int, apart: int) -> Mapping[str, Taken]:
    """The people to whom something happens stand `apart`."""
    taken: defaultdict[str, list[tuple[float, int]]] = defaultdict(list)
    for place in range(rounds + _WARM_UP):
        for offset, kind in enumerate(KINDS):
            number = 1 + apart * (place * len(KINDS) + offset)
            taken[kind.name].append(stage.take(kind, number))
    return {
        name: Taken(
            milliseconds=median(milliseconds for milliseconds, _ in times[_WARM_UP:]),
            trips=max(trips for _, trips in times[_WARM_UP:]),
        )
        for name, times in taken.items()
    }
