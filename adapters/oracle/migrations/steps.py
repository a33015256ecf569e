"""Steps of a migration that skip what is there already.

Oracle commits after each of them, so a run that was interrupted leaves some of its work behind. Where the
steps are only written as SQL there is no database to look at, and none is skipped.
"""

from typing import Any

import sqlalchemy as sa
from alembic import op

from adapters.oracle.existence import has_sequence, has_table


def is_written() -> bool:
    """Return whether the steps are written as SQL rather than done."""
    return bool(op.get_context().as_sql)


def create_table(name: str, *columns: sa.Column[Any]) -> None:
    """Create a table."""
    if is_written() or not has_table(op.get_bind(), name):
        op.create_table(name, *columns)


def create_index(name: str, table: str, *columns: str) -> None:
    """Create an index."""
    if is_written() or name not in {index["name"] for index in _inspector().get_indexes(table)}:
        op.create_index(name, table, columns)


def create_sequence(sequence: sa.Sequence) -> None:
    """Create a sequence, where the database has any."""
    if not op.get_context().dialect.supports_sequences:
        return
    if is_written() or not has_sequence(op.get_bind(), sequence.name):
        op.execute(sa.schema.CreateSequence(sequence))


def columns_of(table: str) -> frozenset[str]:
    """Return the names of a table's columns, in lower case, as the table itself tells them; none where the
    steps are written, so that no rows are asked for there.
    """
    if is_written():
        return frozenset()
    nothing = sa.select(sa.text("*")).select_from(sa.text(table)).where(sa.text("1 = 0"))
    names = op.get_bind().execute(nothing).keys()
    return frozenset(name.lower() for name in names)


def add_column(table: str, column: sa.Column[Any]) -> None:
    """Add a column."""
    if is_written() or column.name not in columns_of(table):
        op.add_column(table, column)


def rename_column(table: str, before: str, after: str) -> None:
    """Rename a column."""
    if is_written() or before in columns_of(table):
        op.execute(sa.text(f"ALTER TABLE {table} RENAME COLUMN {before} TO {after}"))


def rename_table(before: str, after: str) -> None:
    """Rename a table."""
    if is_written() or has_table(op.get_bind(), before):
        op.rename_table(before, after)


def rows_may_wait_in(table: str) -> bool:
    """Return whether the table is there, which is taken for granted where the steps are written."""
    return is_written() or has_table(op.get_bind(), table)


def drop_table(name: str) -> None:
    """Drop a table."""
    if rows_may_wait_in(name):
        op.drop_table(name)


def drop_columns(table: str, *columns: str) -> None:
    """Drop columns, one after the other."""
    for column in columns:
        if is_written() or column in columns_of(table):
            op.drop_column(table, column)


def add_row(table: sa.TableClause, **values: Any) -> None:
    """Add a row, unless the table has any."""
    if is_written() or not op.get_bind().execute(sa.select(sa.func.count()).select_from(table)).scalar():
        op.bulk_insert(table, [values])


def _inspector() -> sa.Inspector:
    return sa.inspect(op.get_bind())
