"""A store on PostgreSQL with one person in it, and ways to disturb it."""

import gc
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psycopg
import pytest
from sqlalchemy import Table, func, select

from adapters.in_memory.clock import InMemoryClock
from adapters.oracle.database import Database
from adapters.oracle.delius_tables import audited_interaction, contact, offender_address
from adapters.oracle.own_tables import outbox, remembered
from domain.case import CaseRequest
from domain.event import Event
from domain.identifiers import PersonId
from domain.ports.delius import Delius
from domain.ports.open_case import OpenCase
from domain.recording import Recording
from entrypoints.sandbox.neighbours.aws import Aws
from tests.adapters.stores import Store, on_database
from tests.domain.desk import CRN, NOW
from tests.reliability.worker_events import Teller
from tests.reliability.worker_scene import WorkerScene
from tests.reliability.workers import WatchedDelius, recorded
from tests.support.aws import Queues
from tests.support.cas3_api import cas3_api
from tests.support.databases import SHORT_LOCK_WAIT_SECONDS, PostgreSqlDatabases, SqliteDatabases
from tests.support.postgresql import PostgreSql, postgresql
from tests.support.worker_process import killed_at_the_end

WRITTEN: tuple[Table, ...] = (
    contact,
    audited_interaction,
    offender_address,
    remembered,
    outbox,
)
AFTER_AN_ARRIVAL = {
    "contact": 1,
    "audited_interaction": 1,
    "offender_address": 1,
    "cas3_stay": len(["the event", "the residence"]),
    "cas3_outbox": 1,
}


@dataclass(slots=True)
class Scene:
    """A database, the store on it with one person, and the failures that the application met there."""

    database: Database
    store: Store = field(init=False)
    delius: WatchedDelius = field(init=False)
    person: PersonId = field(init=False)

    def __post_init__(self) -> None:
        self.store = on_database(self.database, InMemoryClock(NOW))
        self.delius = WatchedDelius(self.store.delius)
        users = self.store.users
        provider, team = users.add_provider("N03"), users.add_team("N03HPT")
        self.person = users.register(CRN)
        users.allocate(self.person, provider, team, users.add_staff("N03A001", team))

    def happens(self, event: Event) -> Recording:
        """Record the event with the tries of the application."""
        return recorded(self.delius, event)

    def interrupted_by(self, interruption: Callable[[], None], event: Event) -> Recording:
        """Record the event; at the first try something happens between reading and writing."""
        self.delius = WatchedDelius(_Interrupted(self.store.delius, [interruption]))
        return self.happens(event)

    def rows(self) -> dict[str, int]:
        """Return how many rows stand in each table that the service writes."""
        with self.database.transaction() as connection:
            return {
                table.name: connection.execute(select(func.count()).select_from(table)).scalar_one()
                for table in WRITTEN
            }


@dataclass(frozen=True, slots=True)
class _Interrupted:
    """Delius, where something happens once, right after a case was opened."""

    delius: Delius
    interruptions: list[Callable[[], None]]

    @contextmanager
    def open_case(self, request: CaseRequest) -> Iterator[OpenCase]:
        with self.delius.open_case(request) as opened:
            if self.interruptions:
                self.interruptions.pop()()
            yield opened


def connected(database: Database, *, autocommit: bool = True) -> psycopg.Connection[tuple[Any, ...]]:
    """A connection to the database beside those of the service."""
    url = database.engine.url.set(drivername="postgresql").render_as_string(hide_password=False)
    return psycopg.connect(url, autocommit=autocommit)


def lose_all_connections(database: Database) -> None:
    """Ends every session of the database and returns once they are gone."""
    with connected(database) as outsider:
        outsider.execute(
            "SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )


@pytest.fixture
def scene(postgresql_databases: PostgreSqlDatabases) -> Iterator[Scene]:
    with postgresql_databases.new(connections=3, lock_wait=SHORT_LOCK_WAIT_SECONDS) as database:
        yield Scene(database)


@pytest.fixture
def sqlite_scene(sqlite_databases: SqliteDatabases) -> Iterator[Scene]:
    with sqlite_databases.new() as database:
        yield Scene(database)


@pytest.fixture(scope="module")
def server() -> Iterator[PostgreSql]:
    """A server that a test may stop, if it starts it again."""
    with postgresql() as server:
        yield server


@pytest.fixture(scope="module")
def databases_of_server(server: PostgreSql) -> PostgreSqlDatabases:
    return PostgreSqlDatabases(server)


@pytest.fixture
def new_worker_scene(
    aws: Aws, postgresql_databases: PostgreSqlDatabases, tmp_path: Path
) -> Iterator[Callable[[], WorkerScene]]:
    """All neighbours of a worker, which is still to be started."""
    with ExitStack() as until_the_end:

        def new() -> WorkerScene:
            database = until_the_end.enter_context(postgresql_databases.new(connections=3))
            api = until_the_end.enter_context(cas3_api())
            scene = WorkerScene(Queues.new(aws), api, database, tmp_path)
            until_the_end.enter_context(killed_at_the_end(scene.workers))
            return scene

        yield new


@pytest.fixture
def worker_scene(new_worker_scene: Callable[[], WorkerScene]) -> WorkerScene:
    """One of them."""
    return new_worker_scene()


@pytest.fixture
def teller(worker_scene: WorkerScene) -> Teller:
    """A teller of what happened at its API."""
    return Teller(worker_scene.api)


@pytest.fixture(scope="module")
def no_leftovers() -> Iterator[None]:
    """Find what the driver leaves of logons that failed before tests of another module begin."""
    yield
    for thread in threading.enumerate():
        if thread.name == "logon":
            thread.join(10)
    gc.collect()
