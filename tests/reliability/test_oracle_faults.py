"""Rule 6 at work with Oracle, over its own protocol: refusals, silence, breaks and cuts in a statement."""

from contextlib import closing

import oracledb
import pytest

from adapters.in_memory.clock import InMemoryClock
from adapters.oracle.database import Database
from adapters.oracle.migrate import Migration, migrate
from adapters.oracle.schema_version import revisions
from domain.case import CaseRequest
from domain.event import Event
from domain.failures import Failure, Outage, TemporaryFailure, UnclearFailure
from domain.outcome import Outcome
from domain.recording import record
from tests.adapters.stores import Store
from tests.domain.builders import referral
from tests.domain.desk import CRN, NOW
from tests.reliability.oracle_scene import (
    ask,
    database,
    refused,
    scene,
    store_on_the_wire,
    with_short_calls,
)
from tests.support.h2.databases import WireDatabases
from tests.support.oracle_wire.faults import Action, Cut, Delay, Refuse, Silence
from tests.support.oracle_wire.scene import Scene

__all__ = ("database", "scene", "store_on_the_wire")

# Oracle's driver leaves the socket of a logon that failed to the garbage collector.
pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")


AT_WORK: list[tuple[Action, type[Failure], str]] = [
    (Refuse(1653, "unable to extend table DELIUS.CONTACT by 8 in tablespace USERS"), Outage, "no space left"),
    (Refuse(942, "table or view does not exist"), Outage, "ORA-00942"),
    (Refuse(28115, "policy with check option violation"), Outage, "row-level security"),
    (Refuse(4098, "trigger 'DELIUS.T' is invalid and failed re-validation"), Outage, "delius.t"),
    (
        Refuse(20001, "no\nORA-06512: at line 1\nORA-04088: error during execution of trigger"),
        Outage,
        "ORA-04088",
    ),
    (Refuse(54), TemporaryFailure, "somebody else was writing"),
    (Refuse(3113, "end-of-file on communication channel"), TemporaryFailure, "was lost"),
    (Refuse(1722, "invalid number"), UnclearFailure, "ORA-01722"),
    (Cut(), TemporaryFailure, "was lost"),
]


@pytest.mark.parametrize(("action", "meant", "words"), AT_WORK, ids=str)
def test_what_a_statement_meets(
    action: Action, meant: type[Failure], words: str, scene: Scene, database: Database
) -> None:
    scene.faults.order("FROM user_", action, times=1)

    failure = refused(database)

    assert isinstance(failure, meant)
    assert words in failure.reason
    assert ask(database) == 1


def test_a_statement_that_is_broken_off_leaves_the_session_as_it_was(
    scene: Scene, database: Database
) -> None:
    scene.faults.order("FROM user_", Silence(answers_breaks=True), times=1)
    logons = len(scene.logons)

    failure = refused(with_short_calls(database))

    assert isinstance(failure, Outage)
    assert "has not answered in time (DPY-4024" in failure.reason
    assert ask(database) == 1
    assert len(scene.logons) == logons + 1


def test_a_server_that_is_silent_at_the_end_of_a_session_is_not_waited_for_as_in_a_statement(
    scene: Scene, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    close, waits = oracledb.Connection.close, list[int]()

    def note_and_close(session: oracledb.Connection) -> None:
        waits.append(session.call_timeout)
        close(session)

    monkeypatch.setattr(oracledb.Connection, "close", note_and_close)
    assert ask(database) == 1
    scene.faults.order("logoff", Silence())

    database.close()

    assert waits
    assert max(waits) == 1_000


def test_a_server_that_is_silent_in_a_statement_costs_its_time_twice_and_the_session(
    scene: Scene, database: Database
) -> None:
    scene.faults.order("FROM user_", Silence(), times=1)

    failure = refused(with_short_calls(database))

    assert isinstance(failure, Outage)
    assert "has not answered in time (DPY-4011" in failure.reason
    assert ask(database) == 1


def test_a_production_session_waits_fifteen_seconds_twice(database: Database) -> None:
    with database.transaction() as connection:
        driver = connection.connection.dbapi_connection
        assert driver is not None
        assert driver.call_timeout == 15_000


def test_a_slow_answer_is_waited_for(scene: Scene, database: Database) -> None:
    scene.faults.order("FROM user_", Delay(0.2))

    assert ask(database) == 1


@pytest.mark.parametrize(
    ("done", "outcome"),
    [(False, Outcome.RECORDED), (True, Outcome.ALREADY_RECORDED)],
    ids=["before", "after"],
)
def test_a_commit_that_is_cut_off_is_done_once(
    done: bool, outcome: Outcome, scene: Scene, store: Store
) -> None:
    event = referral()
    scene.faults.order("COMMIT", Cut(done), times=1)

    with pytest.raises(TemporaryFailure, match="was lost"):
        recorded(event, store)

    assert recorded(event, store) is outcome
    (entry,) = store.view.person(CRN).diary
    assert entry.contact.reference == event.reference


@pytest.mark.parametrize("done", [False, True], ids=["before", "after"])
@pytest.mark.parametrize("step", ["CREATE TABLE cas3_outbox", "CREATE SEQUENCE", "INSERT INTO cas3_schema"])
def test_a_migration_that_is_cut_off_is_finished_by_the_next(
    step: str, done: bool, scene: Scene, oracle_on_the_wire_databases: WireDatabases
) -> None:
    newest, *_ = revisions()
    with oracle_on_the_wire_databases.empty() as open_database, closing(open_database()) as empty:
        scene.faults.order(step, Cut(done), times=1)
        with pytest.raises(TemporaryFailure, match="was lost"):
            migrate(empty)

        assert migrate(empty).after == newest
        assert migrate(empty) == Migration(before=newest, after=newest)


def recorded(event: Event, store: Store) -> Outcome:
    with store.delius.open_case(CaseRequest.of(event)) as opened:
        recording = record(event, opened.case, InMemoryClock(NOW).now())
        if recording.changes is not None:
            opened.commit(recording.changes)
    return recording.outcome
