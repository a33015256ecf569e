"""A Delius for development is only ever made where there is none, and never in Oracle."""

from pathlib import Path

import pytest
from sqlalchemy import inspect

from adapters.oracle.database import Database
from adapters.oracle.delius_tables import delius
from entrypoints.sandbox.create_delius import CreationRefused, create_delius
from tests.support.databases import USERNAME, PostgreSqlDatabases, SqliteDatabases


def tables(database: Database) -> set[str]:
    with database.transaction() as connection:
        return set(inspect(connection).get_table_names())


def test_it_is_made_in_an_empty_file(tmp_path: Path) -> None:
    database = Database.at(f"sqlite:///{tmp_path / 'new.db'}", USERNAME)
    create_delius(database)
    assert tables(database) == set(delius.tables)
    database.close()


@pytest.mark.parametrize("kept", sorted(delius.tables))
def test_a_single_table_is_enough_to_refuse(kept: str, tmp_path: Path) -> None:
    database = Database.at(f"sqlite:///{tmp_path / 'used.db'}", USERNAME)
    with database.transaction() as connection:
        connection.exec_driver_sql(f"CREATE TABLE {kept} (id INTEGER)")
        connection.commit()
    with pytest.raises(CreationRefused, match=f"exist already: {kept}$"):
        create_delius(database)
    assert tables(database) == {kept}
    database.close()


def test_a_delius_is_never_overwritten(
    sqlite_databases: SqliteDatabases, postgresql_databases: PostgreSqlDatabases
) -> None:
    with sqlite_databases.new() as file, postgresql_databases.new() as served:
        for database in (file, served):
            with pytest.raises(CreationRefused, match="audited_interaction, business_interaction, contact"):
                create_delius(database)


def test_oracle_is_refused_before_it_is_reached() -> None:
    with pytest.raises(CreationRefused, match="never created in an Oracle database"):
        create_delius(Database.at("oracle+oracledb://nobody:nothing@127.0.0.1:1/none", USERNAME))
