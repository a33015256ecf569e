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


def add_row(table: sa.TableClause, **values: Any) -> None:
    """Adds a row, unless the table has any."""
    if not op.get_bind().execute(sa.select(sa.func.count()).select_from(table)).scalar():
        op.bulk_insert(table, [values])


def _inspector() -> sa.Inspector:
    return sa.inspect(op.get_bind())
