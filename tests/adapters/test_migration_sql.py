"""The SQL that `migrate --sql` prints makes what `migrate` makes, by the hands of a DBA."""

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from adapters.oracle.database import Database
from adapters.oracle.existence import has_table
from adapters.oracle.migrate import Migration, migrate
from adapters.oracle.migration_sql import migration_sql
from adapters.oracle.schema_version import revisions
from domain.failures import Outage
from tests.support.databases import USERNAME, PostgreSqlDatabases
from tests.support.h2.databases import WireDatabases
from tests.support.oracle_wire.faults import Refuse

NEWEST, *_ = revisions()
Connect = Callable[[], Database]


@contextmanager
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Connect]:
    if request.param == "sqlite":
        yield lambda: Database.at(f"sqlite:///{tmp_path / 'delius.db'}", USERNAME)
    elif request.param == "postgresql":
        databases: PostgreSqlDatabases = request.getfixturevalue("postgresql_databases")
        url = databases.server.create(f"sql_{abs(hash(request.node.name))}")
        yield lambda: Database.at(url, USERNAME)
    else:
        wire: WireDatabases = request.getfixturevalue("oracle_on_the_wire_databases")
        with wire.empty() as connect:
            yield connect


@pytest.fixture(params=["sqlite", "postgresql", "oracle on the wire"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    with empty(request, tmp_path) as connect, closing(connect()) as database:
        yield database


def run_by_hand(database: Database, sql: str) -> None:
    """Run a script as a DBA's tool does, which ends a statement at `/` or `;`."""
    lines = [line for line in sql.splitlines() if not line.startswith("--")]
    end = "\n/\n" if database.dialect == "oracle" else ";\n"
    with database.transaction() as connection:
        for statement in "\n".join([*lines, ""]).split(end):
            if statement.strip() not in {"", "BEGIN", "COMMIT"}:
                connection.exec_driver_sql(statement.strip())
        connection.commit()


def test_what_a_dba_runs_is_all_that_migrate_would_do(database: Database) -> None:
    sql = migration_sql(database)
    assert "cas3_outbox" in sql
    assert ":ret" not in sql

    run_by_hand(database, sql)

    assert migrate(database) == Migration(NEWEST, NEWEST)
    assert migration_sql(database) == f"-- The service's own tables are up to date: revision {NEWEST}.\n"


def test_printing_makes_nothing(database: Database) -> None:
    migration_sql(database)

    assert migrate(database).before is None


def test_it_says_which_rights_are_needed_by_whom(database: Database) -> None:
    sql = migration_sql(database)

    assert "needs CREATE TABLE, CREATE SEQUENCE and a quota" in sql
    assert "GRANT SELECT, INSERT, DELETE ON cas3_outbox TO cas3;" in sql
    assert "CREATE SYNONYM cas3.cas3_outbox_seq FOR OWNER.cas3_outbox_seq;" in sql


def test_tables_behind_synonyms_are_there(oracle_on_the_wire_databases: WireDatabases) -> None:
    with oracle_on_the_wire_databases.new() as database, database.transaction() as connection:
        connection.exec_driver_sql("ALTER TABLE cas3_outbox RENAME TO dba_outbox")
        assert not has_table(connection, "cas3_outbox")

        connection.exec_driver_sql("CREATE SYNONYM cas3_outbox FOR dba_outbox")

        assert has_table(connection, "cas3_outbox")


@pytest.mark.parametrize("code", [1031, 1950])
def test_a_lacking_right_is_named(code: int, oracle_on_the_wire_databases: WireDatabases) -> None:
    scene = oracle_on_the_wire_databases.server.scene
    scene.faults.order("CREATE TABLE", Refuse(code, "no"))
    try:
        with (
            oracle_on_the_wire_databases.empty() as connect,
            closing(connect()) as database,
            pytest.raises(
                Outage, match=r"migrate needs CREATE TABLE, .*or a DBA runs what `migrate --sql` prints"
            ),
        ):
            migrate(database)
    finally:
        scene.faults.clear()
