"""Queries that the database may refuse without failing the check."""

from collections.abc import Sequence
from contextlib import nullcontext
from typing import Any

from sqlalchemy import Connection, Executable, text
from sqlalchemy.exc import DBAPIError

from adapters.oracle.driver_errors import read


def ask(connection: Connection, question: str | Executable, **values: Any) -> Sequence[Any] | None:
    """Return the rows of the answer; None if the database does not let itself be asked that. DBAPIError if it
    does not answer at all.
    """
    executable = text(question) if isinstance(question, str) else question
    try:
        # PostgreSQL gives up a whole transaction for one refused statement.
        with connection.begin_nested() if connection.dialect.name == "postgresql" else nullcontext():
            return connection.execute(executable, values).all()
    except DBAPIError as error:
        if error.connection_invalidated:
            if read(error).is_silence:
                raise
            # A question can cost the session (ORA-00600); the next one begins another.
            connection.rollback()
        return None
