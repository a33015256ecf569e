"""Count what a driver is asked to do: each is a trip to the database and back."""

import sqlite3
from dataclasses import dataclass
from typing import Any

import psycopg
from sqlalchemy import Engine


@dataclass(slots=True)
class RoundTrips:
    """The number of requests of each kind. `begins` are apart: Oracle begins by itself, PostgreSQL asks
    for it before the first statement, SQLite has no way to go.
    """

    executes: int = 0
    commits: int = 0
    rollbacks: int = 0
    begins: int = 0

    @property
    def total(self) -> int:
        """Return the number of all but the begins."""
        return self.executes + self.commits + self.rollbacks

    def reset(self) -> None:
        """Count from zero."""
        self.executes = self.commits = self.rollbacks = self.begins = 0

    def __str__(self) -> str:
        return f"{self.total} ({self.executes} executed, {self.commits} commits, {self.rollbacks} rollbacks)"


def count_round_trips(engine: Engine) -> RoundTrips:
    """Count on all connections that the engine makes from now on; for PostgreSQL and SQLite."""
    trips = RoundTrips()

    def connect(*arguments: Any, **parameters: Any) -> Any:
        if engine.dialect.name == "sqlite":
            connection: Any = sqlite3.connect(*arguments, **parameters, factory=_SqliteConnection)
        else:
            connection = _PgConnection.connect(*arguments, **parameters, cursor_factory=_PgCursor)
        connection.trips = trips
        return connection

    # Below the listener that bounds logons, which is asked first and whose connection is taken.
    dialect: Any = engine.dialect
    dialect.connect = connect
    return trips


class _PgCursor(psycopg.Cursor[Any]):
    def execute(self, *arguments: Any, **options: Any) -> Any:
        _count_execute(self.connection)
        return super().execute(*arguments, **options)

    def executemany(self, *arguments: Any, **options: Any) -> None:
        _count_execute(self.connection)
        super().executemany(*arguments, **options)


def _count_execute(connection: Any) -> None:
    idle = connection.info.transaction_status is psycopg.pq.TransactionStatus.IDLE
    connection.trips.begins += idle and not connection.autocommit
    connection.trips.executes += 1


class _PgConnection(psycopg.Connection[Any]):
    trips: RoundTrips

    def commit(self) -> None:
        self.trips.commits += 1
        super().commit()

    def rollback(self) -> None:
        self.trips.rollbacks += 1
        super().rollback()


class _SqliteCursor(sqlite3.Cursor):
    def execute(self, *arguments: Any) -> Any:
        _trips_of(self).executes += 1
        return super().execute(*arguments)

    def executemany(self, *arguments: Any) -> Any:
        _trips_of(self).executes += 1
        return super().executemany(*arguments)


def _trips_of(cursor: sqlite3.Cursor) -> RoundTrips:
    connection: Any = cursor.connection
    trips = connection.trips
    assert isinstance(trips, RoundTrips)
    return trips


class _SqliteConnection(sqlite3.Connection):
    trips: RoundTrips

    def cursor(self, *_: Any) -> Any:
        return _SqliteCursor(self)

    def execute(self, *arguments: Any) -> sqlite3.Cursor:
        """Begin a transaction as the store does."""
        self.trips.begins += 1
        return sqlite3.Cursor(self).execute(*arguments)

    def commit(self) -> None:
        self.trips.commits += 1
        super().commit()

    def rollback(self) -> None:
        self.trips.rollbacks += 1
        super().rollback()
