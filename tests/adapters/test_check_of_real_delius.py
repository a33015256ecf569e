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


@pytest.mark.parametrize(
    ("statement", "name"),
    [
        ("ALTER TABLE contact ADD brand_new NUMBER NOT NULL", "unwritten column contact.brand_new"),
        (
            "ALTER TABLE audited_interaction MODIFY spg_username NOT NULL",
            "unwritten column audited_interaction.spg_username",
        ),
        (
            "ALTER TABLE contact MODIFY external_reference VARCHAR2(50)",
            "type of contact.external_reference",
        ),
        ("ALTER TABLE contact MODIFY notes VARCHAR2(4000)", "type of contact.notes"),
        ("ALTER TABLE contact MODIFY contact_id NUMBER(9)", "type of contact.contact_id"),
        (
            "ALTER TABLE audited_interaction MODIFY interaction_parameters VARCHAR2(30)",
            "type of audited_interaction.interaction_parameters",
        ),
        ("ALTER TABLE offender_address MODIFY postcode VARCHAR2(7)", "type of offender_address.postcode"),
        ("ALTER TABLE contact DROP COLUMN external_reference", "column contact.external_reference"),
        ("ALTER TABLE offender_address DROP COLUMN type_verified", "column offender_address.type_verified"),
        ("DROP INDEX ix_offender", "index on offender (crn)"),
        ("DELETE FROM partition_area", "row partition_area 0"),
        ("DELETE FROM officer", "row officer of each member of staff who gets contacts"),
        ("DELETE FROM all_team", "row all_team of each team that gets contacts"),
        ("DELETE FROM offender", "people at least one"),
        ("DROP SEQUENCE contact_id_seq", "sequence contact_id_seq"),
        ("DELETE FROM r_contact_type WHERE code = 'EAAR'", "code contact type EAAR"),
    ],
)
def test_what_is_taken_away_or_demanded_is_named(statement: str, name: str, database: Database) -> None:
    execute(database, statement)

    assert named(missing(findings(database))) == [name]


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
