"""A logon is bounded in time, closed if it comes too late, and does not lock the account."""

import gc
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from threading import Event
from typing import Any

import oracledb
import pytest

from adapters.oracle.database import Database
from adapters.oracle.logon import BoundedLogon
from adapters.oracle.logon_refusals import Refusals
from domain.failures import Neighbour, Outage
from tests.adapters.logons import Session, Times
from tests.support.ports import reserved_port
from tests.support.silent_server import SilentServer, silent_server

USERNAME = "Cas3AndDelius"
URLS = {
    "oracle": "oracle+oracledb://cas3:secret@{host}:{port}?service_name=delius",
    "postgresql": "postgresql+psycopg://cas3:secret@{host}:{port}/delius",
}


# Oracle's driver leaves the socket of a logon that failed to the garbage collector.
pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")


@pytest.fixture
def no_leftovers() -> Iterator[None]:
    """Find what the driver leaves of logons that failed before the next test begins."""
    yield
    for thread in threading.enumerate():
        if thread.name == "logon":
            thread.join(10)
    gc.collect()


@pytest.fixture
def silent(no_leftovers: None) -> Iterator[SilentServer]:
    with silent_server() as server:
        yield server


def reason_of(database: Database) -> str:
    with closing(database), pytest.raises(Outage) as raised, database.transaction():
        pytest.fail("there is a session")
    assert raised.value.neighbour is Neighbour.DATABASE
    assert "secret" not in raised.value.reason
    return raised.value.reason


@pytest.mark.parametrize("url", URLS.values(), ids=URLS)
def test_a_server_that_accepts_and_says_nothing_is_an_outage(url: str, silent: SilentServer) -> None:
    database = Database.at(url.format(host="127.0.0.1", port=silent.port), USERNAME, logon_seconds=0.3)

    assert "no logon within 0 s" in reason_of(database)
    assert silent.accepted.wait(10)


@pytest.mark.parametrize("url", URLS.values(), ids=URLS)
def test_a_name_that_cannot_be_resolved_is_an_outage(url: str) -> None:
    reason = reason_of(Database.at(url.format(host="no-such-host.invalid", port=1), USERNAME))

    assert "its name cannot be resolved" in reason


@pytest.mark.parametrize("url", URLS.values(), ids=URLS)
@pytest.mark.usefixtures("no_leftovers")
def test_a_port_where_nobody_listens_is_an_outage(url: str) -> None:
    with reserved_port() as closed:
        reason = reason_of(Database.at(url.format(host="127.0.0.1", port=closed), USERNAME))

    assert "nothing listens there" in reason


def test_a_file_that_cannot_be_opened_is_an_outage() -> None:
    assert "cannot be reached" in reason_of(Database.at("sqlite:////no/such/folder/delius.db", USERNAME))


def test_a_session_that_comes_too_late_is_closed() -> None:
    session, may_answer = Session(), Event()

    def connect() -> Session:
        assert may_answer.wait(10)
        return session

    with pytest.raises(TimeoutError):
        BoundedLogon(0.01).log_on(connect)
    may_answer.set()

    assert session.closed.wait(10)


def test_a_session_that_comes_in_time_is_handed_over_and_stays_open() -> None:
    session = Session()

    assert BoundedLogon().log_on(lambda: session) is session
    assert not session.closed.is_set()


def attempts(times: Times, logon: BoundedLogon, seconds: int, user: str = "cas3") -> int:
    """Return how often the server was asked while somebody wants a session every second."""
    before = times.tries
    for _ in range(seconds):
        times.now += 1
        with pytest.raises(oracledb.DatabaseError):
            logon.log_on(times.connect, credentials=(user, "wrong"))
    return times.tries - before


def logon_at(times: Times) -> BoundedLogon:
    return BoundedLogon(refusals=Refusals(lambda: times.now))


def test_a_wrong_password_is_tried_once_per_pause_and_less_often_each_time() -> None:
    times = Times(1017)
    logon = logon_at(times)

    assert attempts(times, logon, 30) == 1
    assert attempts(times, logon, 3600) <= 6


def test_a_locked_account_is_left_alone() -> None:
    times = Times(28000)

    assert attempts(times, logon_at(times), 1800) == 1


def test_another_refusal_makes_no_pause() -> None:
    times = Times(1033)

    assert attempts(times, logon_at(times), 10) == 10


def test_after_the_pause_the_right_password_is_taken_and_forgets_the_refusal() -> None:
    times = Times(1017)
    logon = logon_at(times)
    assert attempts(times, logon, 10) == 1
    times.error, times.now = None, 31.0 + 1

    assert logon.log_on(times.connect, credentials=("cas3", "wrong")) == "session"
    assert logon.log_on(times.connect, credentials=("cas3", "wrong")) == "session"


def test_other_credentials_are_tried_at_once_and_only_once() -> None:
    times = Times(1017)
    logon = logon_at(times)
    assert attempts(times, logon, 5) == 1

    assert attempts(times, logon, 5, user="another") == 1
    times.error = None

    assert logon.log_on(times.connect, credentials=("cas3", "right")) == "session"


def test_ten_threads_with_a_wrong_password_try_it_once() -> None:
    refused, logon, another_came = Times(1017), BoundedLogon(), Event()

    def connect() -> str:
        if refused.tries:
            another_came.set()
        another_came.wait(0.5)
        return refused.connect()

    def log_on(_: int) -> None:
        with pytest.raises(oracledb.DatabaseError):
            logon.log_on(connect, credentials=("cas3", "wrong"))

    with ThreadPoolExecutor(10) as threads:
        list(threads.map(log_on, range(10)))

    assert refused.tries == 1


def test_a_right_password_is_used_by_all_threads_at_once() -> None:
    """Only the first of them is waited for: the other nine are with the server at the same time."""
    logon, all_are_there = BoundedLogon(), threading.Barrier(9)
    assert logon.log_on(lambda: "the first") == "the first"

    with ThreadPoolExecutor(9) as threads:
        sessions = threads.map(lambda _: logon.log_on(lambda: all_are_there.wait(9)), range(9))

    assert sorted(sessions) == list(range(9))


@pytest.mark.parametrize(
    "connect", [lambda: 1 / 0, lambda: (_ for _ in ()).throw(KeyboardInterrupt)], ids=["error", "interrupt"]
)
def test_whatever_the_driver_raises_comes_through(connect: Callable[[], Any]) -> None:
    with pytest.raises((ZeroDivisionError, KeyboardInterrupt)):
        BoundedLogon().log_on(connect)
