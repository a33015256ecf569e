"""Tests on a real Oracle database leave its schema as it was; tried on H2."""

from collections.abc import Iterator

import pytest
from sqlalchemy import select, text

from adapters.oracle.database import Database
from adapters.oracle.delius_tables import offender, user
from tests.support.h2.databases import WireDatabases
from tests.support.oracle import OracleSchema, SchemaInUse


@pytest.fixture
def schema(oracle_on_the_wire_databases: WireDatabases) -> Iterator[OracleSchema]:
    with oracle_on_the_wire_databases.empty() as open_database:
        yield OracleSchema(lambda: open_database().engine, open_database)


def objects(database: Database) -> set[str]:
    with database.transaction() as connection:
        return set(connection.execute(text("SELECT lower(object_name) FROM user_objects")).scalars())


def test_it_has_all_tables_during_a_test_and_none_after_it(schema: OracleSchema) -> None:
    for _ in range(2):
        with schema.new() as database, database.transaction() as connection:
            assert connection.execute(select(user.c.distinguished_name)).scalar_one() == "Cas3AndDelius"
            assert {"contact", "contact_id_seq", "cas3_stay", "cas3_schema_version"} <= objects(database)

    assert objects(schema.open()) == set()


def test_it_is_empty_again_after_a_test_that_failed(schema: OracleSchema) -> None:
    with pytest.raises(ZeroDivisionError), schema.new():
        _ = 1 / 0

    assert objects(schema.open()) == set()


def test_a_schema_with_anything_in_it_is_left_alone(schema: OracleSchema) -> None:
    database = schema.open()
    with database.transaction() as connection:
        offender.create(connection)
        connection.commit()

    with pytest.raises(SchemaInUse, match="OFFENDER"), schema.new():
        pytest.fail("it was used")

    assert objects(database) == {"offender"}
