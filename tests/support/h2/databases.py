"""Databases of H2's in memory, with the tables of Delius and of the service, new for each test."""

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from functools import partial
from itertools import count
from pathlib import Path

from sqlalchemy import create_engine

from adapters.oracle.database import Database
from adapters.oracle.migrate import migrate
from entrypoints.sandbox.create_delius import fill
from tests.support.h2.connection import Connection
from tests.support.h2.dictionary import DICTIONARY

_USERNAME = "Cas3AndDelius"
_LOCK_WAIT = 0.2
_OPTIONS = (
    r"MODE=Oracle;INIT=CREATE SCHEMA IF NOT EXISTS sys\;CREATE SCHEMA IF NOT EXISTS delius"
    r"\;SET SCHEMA delius\;SET SCHEMA_SEARCH_PATH delius, sys"
)


@dataclass(slots=True)
class H2Databases:
    """Copies of one equipped database. `sessions` are all that were opened, the newest last."""

    folder: Path
    sessions: list[Connection] = field(default_factory=list)
    numbers: Iterator[int] = field(default_factory=count)

    def __post_init__(self) -> None:
        with self.empty() as open_database, closing(open_database()) as database:
            with database.transaction() as connection:
                fill(connection, database.username)
                connection.commit()
            migrate(database)
            with database.transaction() as connection:
                connection.exec_driver_sql(f"SCRIPT TO '{self._template}'")

    @contextmanager
    def new(self, connections: int = 10) -> Iterator[Database]:
        """A database of its own, which is gone at the end."""
        with (
            self._made_by(f"RUNSCRIPT FROM '{self._template}'") as url,
            closing(self._open(url, connections)) as database,
        ):
            yield database

    @contextmanager
    def empty(self) -> Iterator[Callable[[], Database]]:
        """A database without any table, to be opened as often as needed."""
        with self._made_by(*DICTIONARY) as url:
            yield partial(self._open, url, 2)

    @property
    def _template(self) -> Path:
        return self.folder / "template.sql"

    @contextmanager
    def _made_by(self, *statements: str) -> Iterator[str]:
        url = f"jdbc:h2:mem:delius_{next(self.numbers)};{_OPTIONS}"
        # A database is there as long as somebody is connected.
        with closing(Connection(url)) as keeper:
            _execute(keeper, *statements)
            yield url

    def _open(self, url: str, connections: int) -> Database:
        engine = create_engine(
            "oracle+oracledb://",
            creator=partial(self._connect, url),
            pool_size=connections,
            max_overflow=0,
            pool_reset_on_return=None,
        )
        return Database(engine, _USERNAME, _LOCK_WAIT)

    def _connect(self, url: str) -> Connection:
        session = Connection(url)
        self.sessions.append(session)
        return session


def _execute(connection: Connection, *statements: str) -> None:
    """Not as the service does, nor in Oracle's words."""
    prepared = connection.jdbc.createStatement()
    for each in statements:
        prepared.execute(each)
    prepared.close()
