"""A database on which everything is done for real and nothing stays: all of it is rolled back at the end."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from typing import Any

from sqlalchemy import CursorResult, Engine, Executable
from sqlalchemy.sql.elements import SavepointClause

from adapters.oracle.committing import CommittingConnection
from adapters.oracle.database import Database
from adapters.oracle.errors import connecting, working
from adapters.oracle.foreign_keys import key_columns


@dataclass(frozen=True, slots=True)
class Work:
    """The numbers of statements executed and of rows that they returned."""

    statements: int = 0
    rows: int = 0


class UncommittedConnection(CommittingConnection):
    """A connection that counts statements. A commit does nothing: the end of the rehearsal rolls back."""

    def __init__(self, engine: Engine) -> None:
        super().__init__(engine)
        self.work = Work()

    def commit(self) -> None:
        """Leave everything as it is, in the transaction."""

    def execute_and_commit(
        self, statement: Executable, parameters: Any = None
    ) -> CursorResult[*tuple[Any, ...]]:
        """Execute the statement, and leave it in the transaction as well."""
        result: CursorResult[*tuple[Any, ...]] = self.execute(statement, parameters)
        return result

    def execute(self, statement: Any, *arguments: Any, **options: Any) -> Any:
        """Execute the statement, and count it and its rows."""
        result = super().execute(statement, *arguments, **options)
        if isinstance(statement, SavepointClause):
            return result
        frozen = result.freeze() if result.returns_rows else None
        self.work = Work(
            self.work.statements + 1, self.work.rows + (len(frozen.data) if frozen is not None else 0)
        )
        return frozen() if frozen is not None else result


class Rehearsal(Database):
    """The same database in one transaction. What fails in it undoes itself alone, and the rest goes on."""

    def __init__(self, database: Database, connection: UncommittedConnection) -> None:
        self.engine = database.engine
        self.username = database.username
        self.lock_wait = database.lock_wait
        self._connection = connection

    @property
    def work(self) -> Work:
        """Return the work done so far."""
        return self._connection.work

    @contextmanager
    def transaction(self) -> Iterator[CommittingConnection]:
        """The one connection. Errors of the database are raised as the Failure that they stand for."""
        with (
            working(),
            self._connection.begin_nested(),
            working(partial(key_columns, self._connection)),
        ):
            yield self._connection


@contextmanager
def rehearsing(database: Database) -> Iterator[Rehearsal]:
    """A rehearsal on the database. Nothing stays of it but the numbers that it took from sequences."""
    with connecting():
        connection = UncommittedConnection(database.engine)
    try:
        yield Rehearsal(database, connection)
    finally:
        with working():
            try:
                connection.rollback()
            finally:
                connection.close()
