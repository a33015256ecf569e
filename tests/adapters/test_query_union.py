"""Several queries in one round trip."""

from datetime import datetime
from typing import Final

import pytest
from psycopg._queries import MAX_CACHED_STATEMENT_LENGTH
from sqlalchemy import (
    TIMESTAMP,
    DateTime,
    Integer,
    NullPool,
    String,
    create_engine,
    literal_column,
    select,
)
from sqlalchemy.engine.url import make_url

from adapters.oracle.query_union import QueryUnion
from adapters.oracle.statements import read_case

POSTGRESQL: Final = make_url("postgresql+psycopg://").get_dialect()()
UNION: Final = QueryUnion.of(
    people=select(
        literal_column("7", Integer).label("number"),
        literal_column("'2026-01-02 00:00:00.000000'", DateTime).label("born"),
    ),
    events=select(
        literal_column("'2026-01-02 03:04:05.678901'", TIMESTAMP).label("at"),
        literal_column("'x'", String).label("name"),
        literal_column("8", Integer).label("number"),
    ),
    nobody=select(literal_column("9", Integer).label("number")).where(literal_column("1 = 0")),
)


def test_each_query_has_its_rows_by_the_names_of_its_own_columns() -> None:
    # Without a pool the connection is closed here, which Python asks for from version 3.13 on.
    with create_engine("sqlite://", poolclass=NullPool).connect() as connection:
        rows = UNION.rows(connection.execute(UNION.statement))

    (person,), (event,) = rows["people"], rows["events"]
    assert (person.number, person.born) == (7, datetime(2026, 1, 2))
    assert (event.number, event.name) == (8, "x")
    assert event.at == datetime(2026, 1, 2, 3, 4, 5, 678901)
    assert [*rows["nobody"]] == []


def test_columns_share_a_place_only_if_their_types_go_together() -> None:
    assert len(UNION.statement.selected_columns) == len(["kind", "number", "born", "at", "name"])


@pytest.mark.parametrize("addresses", [False, True])
def test_psycopg_keeps_what_it_made_of_the_statement(addresses: bool) -> None:
    """It reads a longer one anew for every event."""
    statement = read_case(addresses=addresses, staffing=False).statement

    assert len(str(statement.compile(dialect=POSTGRESQL))) <= MAX_CACHED_STATEMENT_LENGTH
