"""Rule 6 on the way to Oracle, over its own protocol: silence and refusals at every step."""

import re
from contextlib import closing

import pytest

from adapters.in_memory.clock import InMemoryClock
from adapters.oracle.check.check import check
from adapters.oracle.check.findings import missing
from adapters.oracle.database import Database
from domain.failures import Neighbour, Outage
from domain.outcome import Outcome
from tests.adapters.stores import on_database
from tests.benchmarks.kinds import record_in
from tests.domain.builders import arrived
from tests.domain.desk import NOW, day
from tests.reliability.oracle_scene import (
    LOGON_SECONDS,
    ask,
    database,
    refused,
    scene,
    store_on_the_wire,
    with_short_calls,
)
from tests.support.h2.databases import USERNAME
from tests.support.oracle_wire.faults import Action, Cut, Refuse, Silence
from tests.support.oracle_wire.logon import Verifier11g, Verifier12c
from tests.support.oracle_wire.scene import Scene

__all__ = ("database", "scene", "store_on_the_wire")

# Oracle's driver leaves the socket of a logon that failed to the garbage collector.
pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")


@pytest.mark.parametrize("step", ["ACCEPT", "CONNECT", "PROTOCOL", "TYPES", "LOGON"])
def test_silence_at_any_step_of_the_logon_is_an_outage(step: str, scene: Scene, database: Database) -> None:
    scene.faults.order(step, Silence(), times=1)

    with closing(Database.at(database.engine.url, USERNAME, logon_seconds=LOGON_SECONDS)) as impatient:
        failure = refused(impatient)

    assert isinstance(failure, Outage)
    assert failure.neighbour is Neighbour.DATABASE
    assert "no logon within" in failure.reason
    # A machine that was too busy to come so far in time has met none of it yet.
    scene.faults.end()
    assert ask(database) == 1


@pytest.mark.parametrize(
    ("step", "code", "words"),
    [
        ("CONNECT", 12514, "does not know that service"),
        ("CONNECT", 12541, "cannot be reached"),
        ("CONNECT", 12516, "no more sessions"),
        ("LOGON", 1017, "user name or password is wrong"),
        ("LOGON", 28000, "a DBA must unlock it"),
        ("LOGON", 28001, "password has expired"),
        ("LOGON", 1033, "starting or stopping"),
        ("LOGON", 2391, "no more sessions"),
        ("LOGON", 604, "cannot be reached"),
    ],
)
def test_a_refusal_on_the_way_is_an_outage_in_words(
    step: str, code: int, words: str, scene: Scene, database: Database
) -> None:
    scene.faults.order(step, Refuse(code))

    failure = refused(database)

    assert isinstance(failure, Outage)
    assert words in failure.reason
    assert "p@ss" not in failure.reason


@pytest.mark.parametrize(
    ("action", "words"),
    [
        (Silence(answers_breaks=True), "does not answer in time (DPY-4024)"),
        (Cut(), "cut before there was a session (as a port for TLS does without tcps) (DPY-4011)"),
        (Refuse(6550, "PLS-00201: identifier 'PKG_VPD_CTX' must be declared"), "PKG_VPD_CTX is missing"),
        (Refuse(20001, "a person\nORA-06512: at line 1"), "PKG_VPD_CTX refuses the service's user"),
    ],
    ids=lambda each: type(each).__name__,
)
def test_a_session_that_cannot_say_whose_it_is_is_an_outage(
    action: Action, words: str, scene: Scene, database: Database
) -> None:
    scene.faults.order("PKG_VPD_CTX", action, times=1)

    failure = refused(database)

    assert isinstance(failure, Outage)
    assert words in failure.reason
    assert "a person" not in failure.reason
    assert ask(database) == 1


def test_a_logon_trigger_that_refuses_is_told_from_the_package(scene: Scene, database: Database) -> None:
    words = "error occurred at recursive SQL level 1\nORA-20001: a person\nORA-06512: at line 2"
    scene.faults.order("LOGON", Refuse(604, words))

    reason = refused(database).reason

    assert "a logon trigger refuses the service's user (ORA-00604, ORA-20001, ORA-06512)" in reason


def test_a_wrong_password_is_not_sent_again_and_again(scene: Scene, database: Database) -> None:
    database.close()
    scene.reset()
    with closing(Database.at(database.engine.url.set(password="wrong"), USERNAME)) as wrong:
        reasons = {refused(wrong).reason for _ in range(5)}

    assert reasons == {
        "the database cannot be used as it is set up: user name or password is wrong (ORA-01017)"
    }
    assert scene.requests.count("logon, second half") == 1


@pytest.mark.usefixtures("store")
@pytest.mark.parametrize("verifier", [Verifier12c, Verifier11g])
@pytest.mark.parametrize(
    ("version", "is_fast"), [((19, 25), False), ((23, 26), False), ((23, 26), True)], ids=str
)
def test_either_verifier_and_version_is_served(
    verifier: type[Verifier12c | Verifier11g],
    version: tuple[int, int],
    is_fast: bool,
    scene: Scene,
    database: Database,
) -> None:
    scene.verifier, scene.version, scene.is_fast = verifier, version, is_fast
    with closing(Database.at(database.engine.url, USERNAME)) as another:
        recorded = on_database(another, InMemoryClock(NOW))
        arrival = arrived(day(2), notes="€" * 9_000)
        assert record_in(recorded.delius, arrival, InMemoryClock(NOW).now()) is Outcome.RECORDED
        assert record_in(recorded.delius, arrival, InMemoryClock(NOW).now()) is Outcome.ALREADY_RECORDED

        told = another.engine.dialect.server_version_info
        assert told is not None
        assert told[0] == version[0]
    # Oracle wants a condition there, which SQLAlchemy's false() is not for version 23; H2 does not mind.
    assert not [each for each in scene.requests if re.search(r"WHERE [01]\b(?! =)", each)]


def test_version_23_has_all_that_is_needed(scene: Scene, database: Database) -> None:
    scene.version, scene.is_fast = (23, 26), True
    with closing(Database.at(database.engine.url, USERNAME)) as another:
        found = check(another, InMemoryClock(NOW).now())

    assert {each.name for each in missing(found)} == {"at least one"}
    assert "Oracle 23.26.0.0.0" in {each.name for each in found}


@pytest.mark.parametrize(
    ("action", "words"),
    [
        (Refuse(1722, "invalid number"), "ORA-01722"),
        (Silence(answers_breaks=True), "DPY-4024"),
        (Cut(), "was lost"),
    ],
    ids=str,
)
def test_faults_of_version_23_are_met_in_the_same_words(
    action: Action, words: str, scene: Scene, database: Database
) -> None:
    scene.version, scene.is_fast = (23, 26), True
    scene.faults.order("FROM user_", action, times=1)

    failure = refused(with_short_calls(database))

    assert words in failure.reason
    assert ask(database) == 1
