"""Databases with the tables of Delius and of the service, new for each test."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

import psycopg

from adapters.oracle.database import Database
from adapters.oracle.migrate import migrate
from entrypoints.sandbox.create_delius import create_delius
from tests.support.postgresql import PostgreSql

USERNAME = "Cas3AndDelius"
_TEMPLATE = "delius_template"
_LOCK_WAIT = 0.2


def equip(url: str) -> None:
    """Creates all tables in an empty database."""
    database = Database.at(url, USERNAME, connections=1)
    create_delius(database)
    migrate(database)
    database.close()


@dataclass(slots=True)
class PostgreSqlDatabases:
    """Copies of one equipped database."""

    server: PostgreSql
    numbers: Iterator[int] = field(default_factory=lambda: count(1))

    def __post_init__(self) -> None:
        equip(self.server.create(_TEMPLATE))

    @contextmanager
    def new(self, connections: int = 10) -> Iterator[Database]:
        """A database of its own, which is dropped at the end."""
        name = f"delius_{next(self.numbers)}"
        self._execute(f'CREATE DATABASE "{name}" TEMPLATE "{_TEMPLATE}"')
        database = Database.at(self.server.url(name), USERNAME, connections, lock_wait=_LOCK_WAIT)
        try:
            yield database
        finally:
            database.close()
            self._execute(f'DROP DATABASE "{name}" WITH (FORCE)')

    def _execute(self, statement: str) -> None:
        with psycopg.connect(
            self.server.url("postgres").replace("+psycopg", ""), autocommit=True
        ) as connection:
            connection.execute(statement.encode())


@dataclass(slots=True)
class SqliteDatabases:
    """Copies of one equipped file."""

    folder: Path
    numbers: Iterator[int] = field(default_factory=lambda: count(1))

    def __post_init__(self) -> None:
        equip(f"sqlite:///{self.folder / 'template.db'}")

    @contextmanager
    def new(self) -> Iterator[Database]:
        """A file of its own."""
        path = self.folder / f"delius_{next(self.numbers)}.db"
        shutil.copy(self.folder / "template.db", path)
        database = Database.at(f"sqlite:///{path}", USERNAME, lock_wait=_LOCK_WAIT)
        try:
            yield database
        finally:
            database.close()
