"""The service's own tables are made once, by whoever comes first, and nothing else is."""

import json
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest
from alembic import command
from sqlalchemy import inspect, text

from adapters.in_memory.clock import InMemoryClock
from adapters.oracle.check.check import check
from adapters.oracle.check.findings import FindingKind, missing
from adapters.oracle.database import Database
from adapters.oracle.migrate import Migration, migrate
from adapters.oracle.outbox import OracleOutbox
from adapters.oracle.schema_version import migrations, revisions, schema_version
from adapters.system.clock import SystemClock
from domain.failures import PermanentFailure, TemporaryFailure
from tests.domain.announced import announced
from tests.domain.desk import NOW
from tests.support.databases import USERNAME, PostgreSqlDatabases
from tests.support.h2.databases import WireDatabases

OWN = {"cas3_lease", "cas3_outbox", "cas3_schema_version", "cas3_stay"}
NEWEST, *_ = revisions()
Connect = Callable[..., Database]


@pytest.fixture(params=["sqlite", "postgresql"])
def connect(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Connect]:
    """Connects to one database, in which there is nothing at all."""
    url = f"sqlite:///{tmp_path / 'new.db'}"
    if request.param == "postgresql":
        databases: PostgreSqlDatabases = request.getfixturevalue("postgresql_databases")
        url = databases.server.create(f"new_{abs(hash(request.node.name))}")
    opened: list[Database] = []

    def connect_to(lock_wait: float = 5.0) -> Database:
        opened.append(Database.at(url, USERNAME, lock_wait=lock_wait))
        return opened[-1]

    yield connect_to
    for database in opened:
        database.close()


def tables(database: Database) -> set[str]:
    with database.transaction() as connection:
        return set(inspect(connection).get_table_names())


def execute(database: Database, *statements: str) -> None:
    with database.transaction() as connection:
        for statement in statements:
            connection.execute(text(statement))
        connection.commit()


def test_its_own_tables_are_made_and_no_others(connect: Connect) -> None:
    assert migrate(connect()) == Migration(None, NEWEST)
    assert tables(connect()) == OWN


def test_once_is_enough(connect: Connect) -> None:
    migrate(connect())
    assert migrate(connect()) == Migration(NEWEST, NEWEST)


def test_of_two_at_once_one_waits_and_finds_all_done(connect: Connect) -> None:
    together = Barrier(2)

    def run(database: Database) -> Migration:
        together.wait()
        return migrate(database)

    with ThreadPoolExecutor() as threads:
        done = list(threads.map(run, [connect(), connect()]))
    assert {each.before for each in done} == {None, NEWEST}
    assert tables(connect()) == OWN


def test_who_would_wait_too_long_gives_up(connect: Connect) -> None:
    busy = connect()
    with busy.transaction() as connection:
        if busy.dialect == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(hashtext('cas3_schema_version'))"))
        connection.execute(text("SELECT 1"))
        with pytest.raises(TemporaryFailure, match=r"somebody else (is|was) writing"):
            migrate(connect(lock_wait=0.1))
    assert tables(connect()) == set()


def test_tables_that_are_newer_are_left_alone(connect: Connect) -> None:
    migrate(connect())
    execute(connect(), "UPDATE cas3_schema_version SET version_num = '9999'")
    with pytest.raises(PermanentFailure, match="at revision 9999, which this version does not know"):
        migrate(connect())


def test_what_an_interrupted_run_left_undone_is_done(connect: Connect) -> None:
    """Oracle commits after every step; elsewhere such a state has to be made."""
    migrate(connect())
    execute(
        connect(),
        "DROP TABLE cas3_schema_version",
        "DROP TABLE cas3_lease",
        "DROP TABLE cas3_outbox",
        "DROP INDEX cas3_stay_offender_address",
    )
    assert migrate(connect()) == Migration(None, NEWEST)
    with connect().transaction() as connection:
        indexes = {index["name"] for index in inspect(connection).get_indexes("cas3_stay")}
        leases = connection.execute(text("SELECT name FROM cas3_lease")).scalars().all()
    assert tables(connect()) == OWN
    assert indexes == {"cas3_stay_offender", "cas3_stay_offender_address"}
    assert leases == ["outbox"]


def test_in_oracles_words_it_is_done_once_too(oracle_on_the_wire_databases: WireDatabases) -> None:
    with oracle_on_the_wire_databases.new() as database:
        assert migrate(database) == Migration(NEWEST, NEWEST)
        execute(database, f"DROP TABLE {schema_version.name}", "DROP TABLE cas3_lease")
        assert migrate(database) == Migration(None, NEWEST)
        assert {each.kind for each in missing(check(database, SystemClock().now()))} <= {FindingKind.PEOPLE}


STORED = (
    "INSERT INTO cas3_outbox"
    " (outbox_id, event_type, crn, occurred_at, status, offender_address_id, trace_parent)"
    " VALUES ({id}, 'probation-case.address.{kind}', '{crn}', TIMESTAMP '2026-06-11 09:12:44.000999',"
    " '{status}', 2500000001, {trace})"
)


def at_first(database: Database) -> None:
    """Make the tables as the first version had them, with two announcements that wait."""
    with database.transaction() as connection:
        config = migrations()
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
        connection.commit()
    literal = "" if database.dialect == "sqlite" else "TIMESTAMP"
    rows = [
        STORED.format(id=7, kind="created", crn="A000001", status="M", trace="'00-1-2-01'"),
        STORED.format(id=8, kind="updated", crn="B000002", status="P", trace="NULL"),
    ]
    execute(database, *(row.replace("TIMESTAMP", literal) for row in rows))


def check_moved(database: Database) -> None:
    stored = OracleOutbox(database, InMemoryClock(NOW)).claim(10)
    assert [(each.id, each.person, each.trace_parent, each.problem) for each in stored] == [
        (7, "A000001", "00-1-2-01", None),
        (8, "B000002", None, None),
    ]
    assert json.loads(stored[0].body) == {
        "eventType": "probation-case.address.created",
        "version": 1,
        "description": "A new address has been created on the probation case",
        "occurredAt": "2026-06-11T10:12:44+01:00",
        "additionalInformation": {"addressStatus": "Main Address", "addressId": 2500000001},
        "personReference": {"identifiers": [{"type": "CRN", "value": "A000001"}]},
    }
    assert announced(stored[1]).status == "Previous Address"


def test_announcements_that_wait_become_the_messages_that_would_have_been_sent(connect: Connect) -> None:
    at_first(connect())

    assert migrate(connect()) == Migration("0001", NEWEST)

    check_moved(connect())
    with connect().transaction() as connection:
        columns = inspect(connection).get_columns("cas3_outbox")
    assert [each["name"] for each in columns if not each["nullable"]] == [
        "outbox_id",
        "event_type",
        "person",
        "body",
    ]


def test_a_move_that_was_interrupted_is_finished(connect: Connect) -> None:
    """Oracle commits after every step: here it stopped as the first of the old columns was gone."""
    at_first(connect())
    migrate(connect())
    execute(
        connect(),
        "UPDATE cas3_schema_version SET version_num = '0001'",
        "ALTER TABLE cas3_outbox RENAME COLUMN person TO crn",
        "ALTER TABLE cas3_outbox ADD COLUMN status VARCHAR(20)",
    )

    assert migrate(connect()) == Migration("0001", NEWEST)

    check_moved(connect())


def test_in_oracles_words_they_are_moved_too(oracle_on_the_wire_databases: WireDatabases) -> None:
    with oracle_on_the_wire_databases.new() as database:
        execute(database, *(f"DROP TABLE {name}" for name in sorted(OWN)), "DROP SEQUENCE cas3_outbox_seq")
        at_first(database)
        assert migrate(database) == Migration("0001", NEWEST)
        check_moved(database)
