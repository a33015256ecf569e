"""Rules 5 and 6: a database that is away, comes back, or loses a connection in the midst of an event."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

import pytest
from sqlalchemy import event as engine_events

from adapters.in_memory.clock import InMemoryClock
from adapters.oracle.database import Database
from domain.case import CaseRequest
from domain.event import Event
from domain.failures import Outage, TemporaryFailure
from domain.outcome import Outcome
from domain.recording import record
from tests.adapters.stores import on_database
from tests.domain.builders import arrived, departed, referral
from tests.domain.desk import NOW, day
from tests.reliability.conftest import AFTER_AN_ARRIVAL, Scene, lose_all_connections
from tests.reliability.workers import WatchedDelius
from tests.support.databases import USERNAME, PostgreSqlDatabases
from tests.support.postgresql import PostgreSql
from tests.support.proxy import lossy_proxy


@pytest.fixture
def scene_of_server(databases_of_server: PostgreSqlDatabases) -> Iterator[Scene]:
    with databases_of_server.new(connections=3) as database:
        yield Scene(database)


@contextmanager
def stopped(server: PostgreSql) -> Iterator[None]:
    server.stop()
    try:
        yield
    finally:
        server.start()


def in_use(scene: Scene, connections: int) -> None:
    """Has that many connections open at once, so that as many lie in the pool afterwards."""
    with ExitStack() as stack:
        for _ in range(connections):
            connection = stack.enter_context(scene.database.transaction())
            connection.exec_driver_sql("SELECT 1")


def test_a_database_that_is_away_is_an_outage(server: PostgreSql, scene_of_server: Scene) -> None:
    scene_of_server.database.close()
    request = CaseRequest.of(referral())

    with (
        stopped(server),
        pytest.raises(Outage, match="cannot be reached"),
        scene_of_server.store.delius.open_case(request),
    ):
        pytest.fail("a case was opened")

    assert scene_of_server.happens(referral()).outcome is Outcome.RECORDED


def test_a_database_that_goes_away_between_two_events_is_an_outage_after_one_try(
    server: PostgreSql, scene_of_server: Scene
) -> None:
    in_use(scene_of_server, 3)

    with stopped(server), pytest.raises(Outage):
        scene_of_server.happens(referral())

    first, *others = scene_of_server.delius.failures
    assert first.startswith("the connection to the database was lost")
    assert len(others) == 1


def test_after_a_restart_of_the_database_the_next_event_is_recorded_and_the_pool_is_whole(
    server: PostgreSql, scene_of_server: Scene
) -> None:
    scene_of_server.happens(arrived(day(2)))
    in_use(scene_of_server, 3)

    with stopped(server):
        pass

    assert scene_of_server.happens(departed(day(9))).outcome is Outcome.RECORDED
    assert len(scene_of_server.delius.failures) == 1
    in_use(scene_of_server, 3)


def commit_after_loss(scene: Scene, event: Event) -> None:
    """Decide on the event, lose the connection, and commit."""
    with scene.store.delius.open_case(CaseRequest.of(event)) as opened:
        changes = record(event, opened.case, event.timestamp).changes
        lose_all_connections(scene.database)
        assert changes is not None
        opened.commit(changes)


def test_a_connection_lost_before_the_commit_is_temporary_and_nothing_is_written(scene: Scene) -> None:
    arrival = arrived(day(2))

    with pytest.raises(TemporaryFailure, match="was lost") as raised:
        commit_after_loss(scene, arrival)

    assert not isinstance(raised.value, Outage)
    assert set(scene.rows().values()) == {0}
    assert scene.happens(arrival).outcome is Outcome.RECORDED
    assert scene.rows() == AFTER_AN_ARRIVAL


@contextmanager
def at_first(engine: Any, statement: str, disturb: Callable[[], None]) -> Iterator[None]:
    """Disturbs once, right after the first statement that begins so."""
    left = [disturb]

    def look(_connection: Any, _cursor: Any, executed: str, *_: Any) -> None:
        if executed.startswith(statement) and left:
            left.pop()()

    engine_events.listen(engine, "after_cursor_execute", look)
    try:
        yield
    finally:
        engine_events.remove(engine, "after_cursor_execute", look)
    assert not left, f"nothing was executed that begins with {statement}"


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT offender.",
        "SELECT 'contacts'",
        *(f"INSERT INTO {table}" for table in AFTER_AN_ARRIVAL),
    ],
)
def test_wherever_the_connection_is_lost_the_next_try_records_it_all_once(
    scene: Scene, statement: str
) -> None:
    with at_first(scene.database.engine, statement, lambda: lose_all_connections(scene.database)):
        recording = scene.happens(arrived(day(2)))

    assert recording.outcome is Outcome.RECORDED
    assert len(scene.delius.failures) == 1
    assert scene.rows() == AFTER_AN_ARRIVAL


@contextmanager
def through(port: int, database: Database) -> Iterator[Database]:
    """The way to the database over another port."""
    other_way = Database.at(database.engine.url.set(port=port), USERNAME)
    try:
        yield other_way
    finally:
        other_way.close()


def test_where_the_answer_to_the_commit_is_lost_the_next_try_finds_it_recorded(
    databases_of_server: PostgreSqlDatabases, server: PostgreSql
) -> None:
    with (
        databases_of_server.new() as database,
        lossy_proxy(server.port) as proxy,
        through(proxy.port, database) as through_proxy,
    ):
        scene = Scene(database)
        scene.delius = WatchedDelius(on_database(through_proxy, InMemoryClock(NOW)).delius)
        proxy.lose_answer_to = b"COMMIT"

        recording = scene.happens(arrived(day(2)))

        assert recording.outcome is Outcome.ALREADY_RECORDED
        assert scene.delius.committed == []
        (reason,) = scene.delius.failures
        assert reason.startswith("the connection to the database was lost")
        assert scene.rows() == AFTER_AN_ARRIVAL
