"""A connection whose last statement takes the commit along, where the database can do both at once."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, CursorResult, Executable


class CommittingConnection(Connection):
    """A connection in a transaction that only a commit ends well."""

    def execute_and_commit(
        self, statement: Executable, parameters: Any = None
    ) -> CursorResult[*tuple[Any, ...]]:
        """Execute the last statement of the transaction and commit, on Oracle in the same round trip.

        After a failure of the connection nobody knows whether it was committed, as after any commit.
        """
        with self._at_once():
            result: CursorResult[*tuple[Any, ...]] = self.execute(statement, parameters)
            # In Oracle's session this asks for nothing if the statement has committed: see OracleSession.
            self.commit()
        return result

    @contextmanager
    def _at_once(self) -> Iterator[None]:
        """Let Oracle commit with each statement; the others are asked for the commit itself."""
        if self.dialect.name != "oracle":
            yield
            return
        session: Any = self.connection.dbapi_connection
        session.autocommit = True
        try:
            yield
        finally:
            # One that was lost can be told nothing, and nobody gets it again.
            if session.is_healthy():
                session.autocommit = False
