"""The columns of a foreign key that was violated."""

from collections.abc import Collection
from typing import Final

from sqlalchemy import Connection, text
from sqlalchemy.exc import SQLAlchemyError

_COLUMNS: Final = text("SELECT column_name FROM all_cons_columns WHERE constraint_name = :name")


def key_columns(connection: Connection, constraint: str) -> Collection[str]:
    """Return the constraint's columns in lower case from Oracle's dictionary; none where it cannot be read.

    The refused statement alone was undone, so the transaction still answers. PostgreSQL's does not, but there
    the error itself names the columns.
    """
    if connection.dialect.name != "oracle" or connection.closed:
        return ()
    name = constraint.rpartition(".")[2].upper()
    try:
        return [column.lower() for column in connection.execute(_COLUMNS, {"name": name}).scalars()]
    except SQLAlchemyError:
        return ()
