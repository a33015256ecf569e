"""Applied events move from a table of their own to all else that is remembered."""

from collections.abc import Iterator

import pytest
from alembic import command
from sqlalchemy import inspect, text

from adapters.oracle.database import Database
from adapters.oracle.migrate import Migration, migrate
from adapters.oracle.schema_version import migrations, revisions

NEWEST, *_ = revisions()
OWN = ("cas3_lease", "cas3_outbox", "cas3_schema_version", "cas3_stay")
APPLIED = (
    "INSERT INTO cas3_applied_event (external_reference, event_id, event_timestamp, is_update, contact_time)"
    " VALUES ('{reference}', '{id}', {type}'2026-06-11 09:12:{second}.000999', 0,"
    " {type}'2026-06-11 10:12:44')"
)
MOVED = [("one", 0, "earlier"), ("one", 1, "later"), ("other", 0, "earlier")]
COPIED = """
    CREATE TABLE cas3_moved_event AS
    SELECT booking_id AS external_reference, event_id, event_timestamp, is_update, contact_time FROM cas3_stay
"""


def execute(database: Database, *statements: str) -> None:
    with database.transaction() as connection:
        for statement in statements:
            connection.execute(text(statement))
        connection.commit()


@pytest.fixture(params=["sqlite", "postgresql", "oracle_on_the_wire"])
def database(request: pytest.FixtureRequest) -> Iterator[Database]:
    """A database of the time when applied events had a table of their own."""
    with request.getfixturevalue(f"{request.param}_databases").new() as database:
        execute(database, *(f"DROP TABLE {name}" for name in OWN))
        if database.dialect != "sqlite":
            execute(database, "DROP SEQUENCE cas3_outbox_seq")
        with database.transaction() as connection:
            config = migrations()
            config.attributes["connection"] = connection
            command.upgrade(config, "0003")
            connection.commit()
        kind = "" if database.dialect == "sqlite" else "TIMESTAMP "
        events = [("one", "later", 45), ("one", "earlier", 44), ("other", "earlier", 44)]
        rows = (APPLIED.format(reference=r, id=i, second=second, type=kind) for r, i, second in events)
        execute(database, *rows)
        yield database


def remembered_in(database: Database) -> list[tuple[object, ...]]:
    query = "SELECT booking_id, revision, event_id FROM cas3_stay ORDER BY booking_id, revision"
    with database.transaction() as connection:
        return [tuple(row) for row in connection.execute(text(query))]


def has_tables_of_events(database: Database) -> bool:
    with database.transaction() as connection:
        return any(inspect(connection).has_table(f"cas3_{kind}_event") for kind in ("applied", "moved"))


def test_events_move_to_what_else_is_remembered(database: Database) -> None:
    assert migrate(database) == Migration("0003", NEWEST)

    assert remembered_in(database) == MOVED
    assert not has_tables_of_events(database)


def test_events_whose_move_was_interrupted_are_moved_once(database: Database) -> None:
    migrate(database)
    execute(database, "UPDATE cas3_schema_version SET version_num = '0003'", COPIED)
    # Another process goes on, with sessions of its own.
    database.close()

    assert migrate(database) == Migration("0003", NEWEST)

    assert remembered_in(database) == MOVED
    assert not has_tables_of_events(database)
