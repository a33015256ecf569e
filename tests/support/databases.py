"""Databases with the tables of Delius and of the service, new for each test."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any, Final

import psycopg
from sqlalchemy import Dialect, Engine

from adapters.oracle.database import LOCK_WAIT_SECONDS, Database
from adapters.oracle.migrate import migrate
from entrypoints.sandbox.create_delius import create_delius
from tests.support.postgresql import PostgreSql

USERNAME = "Cas3AndDelius"
SHORT_LOCK_WAIT_SECONDS = 0.2
"""Seconds for tests in which somebody keeps a lock. Elsewhere it would only tell how busy the machine is."""
PATIENT_LOGON_SECONDS = 60.0
_TEMPLATE = "delius_template"
_DIALECTS: Final[dict[str, Dialect]] = {}
_COMPILED: Final[dict[Any, Any]] = {}


def equip(url: str) -> None:
    """Create all tables in an empty database."""
    database = Database.at(url, USERNAME, connections=1)
    create_delius(database)
    migrate(database)
    database.close()


def share_compiled_statements(engine: Engine) -> None:
    """Let the engine use what engines before it have compiled, as the only engine of a service does in time.

    SQLAlchemy looks statements up by their dialect, so that one is shared as well. Events of a dialect, as
    `do_connect`, cannot be listened to on such an engine.
    """
    engine.dialect = _DIALECTS.setdefault(engine.dialect.name, engine.dialect)
    engine.update_execution_options(compiled_cache=_COMPILED)


@dataclass(slots=True)
class PostgreSqlDatabases:
    """Copies of one equipped database."""

    server: PostgreSql
    numbers: Iterator[int] = field(default_factory=lambda: count(1))

    def __post_init__(self) -> None:
        equip(self.server.create(_TEMPLATE))

    @contextmanager
    def new(self, connections: int = 10, lock_wait: float = LOCK_WAIT_SECONDS) -> Iterator[Database]:
        """A database of its own, which is dropped at the end."""
        name = f"delius_{next(self.numbers)}"
        self._execute(f'CREATE DATABASE "{name}" TEMPLATE "{_TEMPLATE}" STRATEGY file_copy')
        url = self.server.url(name)
        database = Database.at(url, USERNAME, connections, lock_wait, logon_seconds=PATIENT_LOGON_SECONDS)
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
    def new(self, lock_wait: float = LOCK_WAIT_SECONDS) -> Iterator[Database]:
        """A file of its own."""
        path = self.folder / f"delius_{next(self.numbers)}.db"
        shutil.copy(self.folder / "template.db", path)
        database = Database.at(f"sqlite:///{path}", USERNAME, lock_wait=lock_wait)
        try:
            yield database
        finally:
            database.close()
