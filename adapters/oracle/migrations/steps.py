"""Steps of a migration that skip what is there already.

Oracle commits after each of them, so a run that was interrupted leaves some of its work behind.
"""

from typing import Any

import sqlalchemy as sa
from alembic import op


def create_table(name: str, *columns: sa.Column[Any]) -> None:
    """Creates a table."""
    if not _inspector().has_table(name):
        op.create_table(name, *columns)


def create_index(name: str, table: str, *columns: str) -> None:
    """Creates an index."""
    if name not in {index["name"] for index in _inspector().get_indexes(table)}:
        op.create_index(name, table, columns)


def create_sequence(sequence: sa.Sequence) -> None:
    """Creates a sequence, where the database has any."""
    if op.get_bind().dialect.supports_sequences and not _inspector().has_sequence(sequence.name):
        op.execute(sa.schema.CreateSequence(sequence))


def columns_of(table: str) -> frozenset[str]:
    """Return the names of a table's columns, in lower case, as the table itself tells them."""
    nothing = sa.select(sa.text("*")).select_from(sa.text(table)).where(sa.text("1 = 0"))
    names = op.get_bind().execute(nothing).keys()
    return frozenset(name.lower() for name in names)


def add_column(table: str, column: sa.Column[Any]) -> None:
    """Add a column."""
    if column.name not in columns_of(table):
        op.add_column(table, column)


def rename_column(table: str, before: str, after: str) -> None:
    """Rename a column."""
    if before in columns_of(table):
        op.execute(sa.text(f"ALTER TABLE {table} RENAME COLUMN {before} TO {after}"))


def drop_columns(table: str, *columns: str) -> None:
    """Drop columns, one after the other."""
    for column in columns:
        if column in columns_of(table):
            op.drop_column(table, column)


def add_row(table: sa.TableClause, **values: Any) -> None:
    """Adds a row, unless the table has any."""
    if not op.get_bind().execute(sa.select(sa.func.count()).select_from(table)).scalar():
        op.bulk_insert(table, [values])


def _inspector() -> sa.Inspector:
    return sa.inspect(op.get_bind())
