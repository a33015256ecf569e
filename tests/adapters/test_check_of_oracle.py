"""Statements that Oracle cannot parse tell what is missing. The parser is H2's, which knows no grants."""

from collections.abc import Mapping, Sequence
from typing import Any

import pytest
from sqlalchemy import Sequence as NumberSequence

from adapters.oracle.check.check import check
from adapters.oracle.check.needs import SEQUENCES, TABLES, Privilege, TableNeed
from adapters.oracle.check.oracle_dictionary import OracleDictionary, Parse, parsing
from adapters.oracle.database import Database
from adapters.oracle.errors import working
from adapters.system.clock import SystemClock
from domain.failures import Failure, Outage, TemporaryFailure
from tests.reliability.oracle_scene import SHORT_CALL_MILLISECONDS
from tests.support.h2.databases import WireDatabases
from tests.support.oracle_wire.faults import Action, Cut, Refuse, Silence

CONTACT = next(need for need in TABLES if need.name == "contact")
AUDIT = next(need for need in TABLES if need.name == "audited_interaction")


def taken(database: Database) -> Sequence[int]:
    """The next number of each sequence."""
    with database.transaction() as connection:
        return [connection.scalar(NumberSequence(name)) for name in SEQUENCES]


def refusing(refusals: Mapping[str, str]) -> Parse:
    """A parser that refuses statements that begin so, with that code."""

    def parse(statement: str) -> str | None:
        return next((code for start, code in refusals.items() if statement.startswith(start)), None)

    return parse


def test_nothing_is_run_that_is_only_to_be_parsed(oracle_on_the_wire_databases: WireDatabases) -> None:
    with oracle_on_the_wire_databases.new() as database:
        before = taken(database)
        check(database, SystemClock().now())
        assert taken(database) == [number + 1 for number in before]


@pytest.mark.parametrize("code", ["ORA-01031", "ORA-41900"])
@pytest.mark.parametrize(
    ("privilege", "start"),
    [
        (Privilege.SELECT, "SELECT 1 FROM contact"),
        (Privilege.LOCK, "SELECT 1 FROM contact FOR UPDATE"),
        (Privilege.INSERT, "INSERT INTO contact "),
        (Privilege.UPDATE, "UPDATE contact "),
        (Privilege.DELETE, "DELETE FROM contact"),
    ],
)
def test_what_the_user_may_not_do_is_refused(privilege: Privilege, start: str, code: str) -> None:
    assert not OracleDictionary(refusing({start: code})).may(privilege, CONTACT)
    assert OracleDictionary(refusing({})).may(privilege, CONTACT)


@pytest.mark.parametrize("need", [CONTACT, AUDIT])
def test_a_table_that_may_not_be_read_still_shows_its_columns(need: TableNeed) -> None:
    lost = min(need.uses[Privilege.INSERT])
    dictionary = OracleDictionary(
        refusing({"SELECT": "ORA-01031", f"INSERT INTO {need.name} ({lost})": "ORA-00904"})
    )
    found = dictionary.columns(need)
    assert found is not None
    assert set(need.columns) - set(found) == {lost}
    assert dictionary.may(Privilege.INSERT, need)


@pytest.mark.parametrize("name", SEQUENCES)
def test_a_sequence_may_be_there_for_others_only(name: str) -> None:
    dictionary = OracleDictionary(refusing({f"SELECT {name}.NEXTVAL": "ORA-01031"}))
    assert dictionary.has_sequence(name)
    assert not dictionary.may_use(name)


@pytest.mark.parametrize(
    ("action", "failure", "reason"),
    [
        (Cut(), TemporaryFailure, "the connection to the database was lost (DPY-4011)"),
        (Silence(answers_breaks=True), Outage, "the database has not answered in time (DPY-4024)"),
        (Refuse(4031, "of shared memory"), Outage, "the database has no memory left (ORA-04031)"),
    ],
    ids=["cut", "silent", "without memory"],
)
def test_what_is_no_answer_to_the_question_is_told_in_its_own_words(
    action: Action, failure: type[Failure], reason: str, oracle_on_the_wire_databases: WireDatabases
) -> None:
    with oracle_on_the_wire_databases.new() as database, database.transaction() as connection:
        session: Any = connection.connection.dbapi_connection
        session.call_timeout = SHORT_CALL_MILLISECONDS
        faults = oracle_on_the_wire_databases.server.scene.faults
        faults.order("SELECT 1 FROM contact$", action, times=1)

        with pytest.raises(failure) as raised, working():
            OracleDictionary(parsing(connection)).columns(CONTACT)

        faults.clear()
    assert raised.value.reason == reason
