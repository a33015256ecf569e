"""Databases of H2's in memory behind a server that speaks Oracle's protocol, new for each test."""

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import partial
from itertools import count
from pathlib import Path

from adapters.oracle.database import LOCK_WAIT_SECONDS, Database
from adapters.oracle.migrate import migrate
from entrypoints.sandbox.create_delius import fill
from tests.support.databases import PATIENT_LOGON_SECONDS
from tests.support.h2.dictionary import DICTIONARY
from tests.support.h2.session import H2Session
from tests.support.oracle_wire.server import WireServer

USERNAME = "Cas3AndDelius"
_OPTIONS = (
    r"MODE=Oracle;NON_KEYWORDS=VALUE;INIT=CREATE SCHEMA IF NOT EXISTS sys\;CREATE SCHEMA IF NOT EXISTS delius"
    r"\;SET SCHEMA delius\;SET SCHEMA_SEARCH_PATH delius, sys"
)


_NUMBERS = count()


@dataclass(slots=True)
class WireServices:
    """Databases of any kind, each a service of the server."""

    server: WireServer

    @contextmanager
    def empty(self) -> Iterator[Callable[[], Database]]:
        """A database without any table, to be opened as often as needed."""
        with self.made_by(*DICTIONARY) as url:
            yield partial(Database.at, url, USERNAME, 2, logon_seconds=PATIENT_LOGON_SECONDS)

    @contextmanager
    def made_by(self, *statements: str) -> Iterator[str]:
        """The URL of a database of its own, after those statements in H2's words."""
        service = f"delius_{next(_NUMBERS)}"
        url = f"jdbc:h2:mem:{service};{_OPTIONS}"
        # A database is there as long as somebody is connected.
        with closing(H2Session(url)) as keeper:
            keeper.execute_as_is(*statements)
            self.server.services[service] = url
            yield self.server.url(service)
            del self.server.services[service]


@dataclass(slots=True)
class WireDatabases(WireServices):
    """Copies of one equipped database."""

    folder: Path

    def __post_init__(self) -> None:
        with self.empty() as open_database, closing(open_database()) as database:
            with database.transaction() as connection:
                fill(connection, database.username)
                connection.commit()
            migrate(database)
            self._keep(database)

    def _keep(self, database: Database) -> None:
        service = database.engine.url.query["service_name"]
        with closing(H2Session(self.server.services[str(service)])) as h2:
            h2.execute_as_is(f"SCRIPT TO '{self._template}'")

    @contextmanager
    def new(self, connections: int = 10, lock_wait: float = LOCK_WAIT_SECONDS) -> Iterator[Database]:
        """A database of its own, which is gone at the end."""
        with (
            self.made_by(f"RUNSCRIPT FROM '{self._template}'") as url,
            closing(
                Database.at(url, USERNAME, connections, lock_wait, logon_seconds=PATIENT_LOGON_SECONDS)
            ) as database,
        ):
            yield database

    @property
    def _template(self) -> Path:
        return self.folder / "template.sql"
