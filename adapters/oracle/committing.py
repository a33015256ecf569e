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
        is_only_query = statement.is_select and not self.in_transaction()
        with self._at_once(is_only_query):
            result: CursorResult[*tuple[Any, ...]] = self.execute(statement, parameters)
            # In Oracle's session this asks for nothing if the statement has committed: see OracleSession.
            self.commit()
        return result

    @contextmanager
    def _at_once(self, is_only_query: bool) -> Iterator[None]:
        """Let Oracle commit with each statement; the others are asked for the commit itself."""
        if self.dialect.name != "oracle":
            yield
            return
        session: Any = self.connection.dbapi_connection
        with session.committing_at_once(nothing_to_commit=is_only_query):
            yield
