"""Events a second that a database takes from several threads at once."""

from collections.abc import Sequence
from time import perf_counter

from adapters.in_memory.clock import InMemoryClock
from adapters.oracle.database import Database
from adapters.wire.details import read_details
from domain.event import Event
from tests.adapters.stores import on_database
from tests.benchmarks.kinds import add_home
from tests.benchmarks.mixture import backlog
from tests.domain.desk import NOW
from tests.reliability.workers import record_all

THREADS = 8


def events_of(people: int) -> Sequence[Event]:
    """The events of the backlog of so many people, read before anything is measured."""
    return [read_details(event.type, event.answer) for event in backlog(people)]


def events_a_second(database: Database, events: Sequence[Event]) -> float:
    """Record the events in a new database with all threads; the people are registered before."""
    store = on_database(database, InMemoryClock(NOW))
    provider, team = store.users.add_provider("N03"), store.users.add_team("N03HPT")
    officer = store.users.add_staff("N03A001", team)
    for number, crn in enumerate(sorted({event.crn.value for event in events})):
        person = store.users.register(crn)
        store.users.allocate(person, provider, team, officer)
        if number % 2:
            add_home(store, person)
    url = database.engine.url.render_as_string(hide_password=False)
    started = perf_counter()
    record_all(url, events, THREADS)
    return len(events) / (perf_counter() - started)
