"""The check names whatever makes the real Delius refuse every event, one thing after the other."""

from collections.abc import Iterator, Sequence

import pytest

from adapters.oracle.check.check import check
from adapters.oracle.check.findings import Finding, FindingKind, State, missing
from adapters.oracle.database import Database
from adapters.oracle.installation import read_installation
from adapters.system.clock import SystemClock
from entrypoints.sandbox.sql_delius_users import SqlDeliusUsers
from tests.domain.desk import CRN
from tests.support.delius_schema import add_owners, real_delius
from tests.support.h2.databases import WireDatabases
from tests.support.oracle_wire.faults import Warn


@pytest.fixture
def database(oracle_on_the_wire_databases: WireDatabases) -> Iterator[Database]:
    with real_delius(oracle_on_the_wire_databases) as database:
        users = SqlDeliusUsers(database, read_installation(database, SystemClock()))
        users.register(CRN)
        users.add_staff("N03A001", users.add_team("N03HPT"))
        add_owners(database)
        yield database


def execute(database: Database, statement: str) -> None:
    with database.transaction() as connection:
        connection.exec_driver_sql(statement)
        connection.commit()


def findings(database: Database) -> Sequence[Finding]:
    return check(database, SystemClock().now())


def named(found: Sequence[Finding]) -> Sequence[str]:
    return [f"{finding.kind.value} {finding.name}" for finding in found]


def test_nothing_is_missing_in_the_real_tables(database: Database) -> None:
    assert {finding.state for finding in findings(database)} == {State.THERE}


def test_a_new_column_that_must_be_filled_is_named(database: Database) -> None:
    execute(database, "ALTER TABLE contact ADD brand_new NUMBER NOT NULL")

    assert named(missing(findings(database))) == ["unwritten column contact.brand_new"]


def test_it_tells_what_the_server_is_like_and_where_the_names_lead(database: Database) -> None:
    told = {finding.kind: finding for finding in findings(database)}

    assert told[FindingKind.SERVER].name == "Oracle 19.25.0.0.0"
    assert told[FindingKind.SERVER].remark == "character set AL32UTF8; national AL16UTF16"
    assert told[FindingKind.SCHEMA].name == "DELIUS"
    assert "client identifier" in told[FindingKind.SESSION].remark
    assert told[FindingKind.ROUND_TRIP].name.endswith(" ms")


def test_it_passes_on_what_the_logon_warns_of(
    database: Database, oracle_on_the_wire_databases: WireDatabases
) -> None:
    database.close()
    faults = oracle_on_the_wire_databases.server.scene.faults
    faults.order("SESSION", Warn(28002, "the password will expire within 7 days"))
    try:
        told = {finding.kind: finding for finding in findings(database)}
    finally:
        faults.clear()

    assert "ORA-28002: the password will expire within 7 days" in told[FindingKind.SESSION].remark
    assert told[FindingKind.SESSION].state is State.THERE


def test_names_may_lead_elsewhere_by_synonyms(database: Database) -> None:
    execute(database, "ALTER TABLE partition_area RENAME TO p_area")
    execute(database, "CREATE SYNONYM partition_area FOR p_area")

    assert missing(findings(database)) == []


def test_what_cannot_be_looked_up_is_not_known_rather_than_missing(database: Database) -> None:
    for table in ("all_ind_columns", "all_synonyms", "nls_database_parameters"):
        execute(database, f"DROP VIEW sys.{table}")

    found = findings(database)

    assert missing(found) == []
    assert State.UNKNOWN in {each.state for each in found}
