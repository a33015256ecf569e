"""The service's own tables are made once, by whoever comes first, and nothing else is."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest
from sqlalchemy import inspect, text

from adapters.oracle.check.check import check
from adapters.oracle.check.findings import missing
from adapters.oracle.database import Database
from adapters.oracle.migrate import Migration, migrate
from adapters.oracle.schema_version import schema_version
from domain.failures import PermanentFailure, TemporaryFailure
from tests.support.databases import USERNAME, PostgreSqlDatabases
from tests.support.h2.databases import H2Databases

OWN = {"cas3_applied_event", "cas3_lease", "cas3_outbox", "cas3_schema_version", "cas3_stay"}
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
    assert migrate(connect()) == Migration(None, "0001")
    assert tables(connect()) == OWN


def test_once_is_enough(connect: Connect) -> None:
    migrate(connect())
    assert migrate(connect()) == Migration("0001", "0001")


def test_of_two_at_once_one_waits_and_finds_all_done(connect: Connect) -> None:
    together = Barrier(2)

    def run(database: Database) -> Migration:
        together.wait()
        return migrate(database)

    with ThreadPoolExecutor() as threads:
        done = list(threads.map(run, [connect(), connect()]))
    assert {each.before for each in done} == {None, "0001"}
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
    assert migrate(connect()) == Migration(None, "0001")
    with connect().transaction() as connection:
        indexes = {index["name"] for index in inspect(connection).get_indexes("cas3_stay")}
        leases = connection.execute(text("SELECT name FROM cas3_lease")).scalars().all()
    assert tables(connect()) == OWN
    assert indexes == {"cas3_stay_offender", "cas3_stay_offender_address"}
    assert leases == ["outbox"]


def test_in_oracles_words_it_is_done_once_too(oracle_dialect_on_h2_databases: H2Databases) -> None:
    with oracle_dialect_on_h2_databases.new() as database:
        assert migrate(database) == Migration("0001", "0001")
        execute(database, f"DROP TABLE {schema_version.name}", "DROP TABLE cas3_lease")
        assert migrate(database) == Migration(None, "0001")
        assert missing(check(database)) == []
