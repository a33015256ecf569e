"""Rules 5 and 6: rows that others lock, or change, while an event is being recorded."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from time import monotonic

import pytest

from adapters.in_memory.clock import InMemoryClock
from adapters.oracle.database import Database
from domain.case import CaseRequest
from domain.failures import Outage, TemporaryFailure
from domain.outcome import Outcome
from tests.adapters.stores import on_database
from tests.domain.builders import arrived, referral
from tests.domain.desk import CRN, NOW, day
from tests.reliability.conftest import Scene, connected
from tests.support.databases import USERNAME, PostgreSqlDatabases

LOCK_PERSON = "SELECT 1 FROM offender FOR UPDATE"
LOCK_CONTACT = "SELECT 1 FROM contact FOR UPDATE"
SLACK_SECONDS = 60


@pytest.mark.parametrize("lock", [LOCK_PERSON, LOCK_CONTACT])
def test_a_row_that_somebody_keeps_locked_is_waited_for_no_longer_than_agreed(
    scene: Scene, lock: str
) -> None:
    scene.happens(arrived(day(2)))
    before = scene.rows()
    update = arrived(day(3), minute=1, update=True)

    with connected(scene.database, autocommit=False) as somebody:
        somebody.execute(lock.encode())
        started = monotonic()
        with pytest.raises(TemporaryFailure, match="somebody else was writing") as raised:
            scene.happens(update)

    assert not isinstance(raised.value, Outage)
    assert monotonic() - started < 3 * scene.database.lock_wait + SLACK_SECONDS
    assert scene.rows() == before
    assert scene.happens(update).outcome is Outcome.RECORDED


@pytest.fixture
def patient(postgresql_databases: PostgreSqlDatabases) -> Iterator[Scene]:
    """Somebody who waits for locks so long that a deadlock is found before."""
    with postgresql_databases.new() as database:
        allow_deadlocks_for(database, "50ms")
        patient = Database.at(database.engine.url, USERNAME, lock_wait=20)
        yield Scene(patient)
        patient.close()


def allow_deadlocks_for(database: Database, wait: str) -> None:
    name = database.engine.url.database
    with connected(database) as owner:
        owner.execute(f"ALTER DATABASE \"{name}\" SET deadlock_timeout = '{wait}'".encode())


def test_a_deadlock_is_temporary_and_the_next_try_records_the_event(patient: Scene) -> None:
    patient.happens(arrived(day(2)))

    with connected(patient.database, autocommit=False) as somebody, ThreadPoolExecutor(1) as thread:
        somebody.execute("SET deadlock_timeout = '1min'")
        somebody.execute(LOCK_CONTACT.encode())

        def takes_the_person_too() -> None:
            somebody.execute(LOCK_PERSON.encode())
            somebody.rollback()

        def waits_for_the_person() -> None:
            thread.submit(takes_the_person_too)
            wait_for_a_waiter(patient.database)

        recording = patient.interrupted_by(waits_for_the_person, arrived(day(3), minute=1, update=True))

    assert recording.outcome is Outcome.RECORDED
    # The next try may be at the person before somebody who was woken, and meet another deadlock.
    assert set(patient.delius.failures) == {"somebody else was writing at the same time (40P01)"}


def wait_for_a_waiter(database: Database) -> None:
    """Return once somebody waits for a lock."""
    with connected(database) as onlooker:
        deadline = monotonic() + SLACK_SECONDS
        while not onlooker.execute("SELECT 1 FROM pg_locks WHERE NOT granted").fetchone():
            assert monotonic() < deadline, "nobody waits for a lock"


def test_what_a_practitioner_writes_meanwhile_is_kept_by_the_next_try(scene: Scene) -> None:
    arrival = arrived(day(2))
    scene.happens(arrival)
    update = arrived(day(3), minute=1, update=True, notes="A day later")

    def practitioner_writes() -> None:
        entry = scene.store.view.person(CRN).entry(arrival.reference.value)
        scene.store.users.edit_contact(scene.person, replace(entry.contact, notes="By hand"))

    recording = scene.interrupted_by(practitioner_writes, update)

    assert recording.outcome is Outcome.RECORDED
    assert scene.delius.failures == ["somebody changed the same row at the same time"]
    notes = scene.store.view.person(CRN).entry(arrival.reference.value).contact.notes
    assert notes.startswith("By hand\n")
    assert notes.endswith("\nA day later")


def test_when_every_connection_is_in_use_the_wait_for_one_is_bounded(scene: Scene) -> None:
    hasty = Database.at(scene.database.engine.url, USERNAME, connections=1, pool_wait=0.05)
    busy = on_database(hasty, InMemoryClock(NOW)).delius

    with (
        busy.open_case(CaseRequest.of(referral())),
        pytest.raises(TemporaryFailure, match="no connection to the database is free") as raised,
        busy.open_case(CaseRequest.of(referral())),
    ):
        pytest.fail("a case was opened")

    assert not isinstance(raised.value, Outage)
    hasty.close()
