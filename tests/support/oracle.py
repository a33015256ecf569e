"""An empty schema in a real Oracle database, for whoever has one."""

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from fcntl import LOCK_EX, flock
from functools import partial
from pathlib import Path
from tempfile import gettempdir

from sqlalchemy import Connection, Engine, create_engine

from adapters.oracle.database import LOCK_WAIT_SECONDS, Database
from adapters.oracle.delius_tables import delius
from adapters.oracle.migrate import migrate
from adapters.oracle.own_tables import own
from adapters.oracle.schema_version import schema_version
from entrypoints.sandbox.create_delius import fill

_USERNAME = "Cas3AndDelius"
_OBJECTS = "SELECT object_name FROM user_objects WHERE object_name NOT LIKE 'BIN$%'"
_PACKAGE = (
    "CREATE PACKAGE pkg_vpd_ctx AS PROCEDURE set_client_identifier(username VARCHAR2); END;",
    """
    CREATE PACKAGE BODY pkg_vpd_ctx AS
        PROCEDURE set_client_identifier(username VARCHAR2) IS
        BEGIN dbms_session.set_identifier(username); END;
    END;
    """,
)


class SchemaInUse(Exception):
    """The schema is not empty, so it may be somebody's."""


@dataclass(frozen=True, slots=True)
class OracleSchema:
    """A schema that is made into a Delius for each test and emptied again.

    It is used only while it is empty at first: what was there before is never changed, and never dropped.
    """

    connect: Callable[[], Engine]
    open: Callable[..., Database]

    @classmethod
    def at(cls, url: str) -> "OracleSchema":
        """The schema of the user whom the SQLAlchemy URL names."""
        return cls(partial(create_engine, url), partial(Database.at, url, _USERNAME))

    @contextmanager
    def new(self, lock_wait: float = LOCK_WAIT_SECONDS) -> Iterator[Database]:
        """A Delius in the schema, which other test processes wait for. SchemaInUse, naming what it found, if
        the schema holds anything.
        """
        with _alone(), self._filled(lock_wait) as database:
            yield database

    @contextmanager
    def _filled(self, lock_wait: float) -> Iterator[Database]:
        with self._owner() as owner:
            found = owner.exec_driver_sql(_OBJECTS).scalars().all()
        if found:
            raise SchemaInUse(f"this needs an empty schema, and there is {', '.join(sorted(found))}")
        try:
            with closing(self._equipped(lock_wait)) as database:
                yield database
        finally:
            with self._owner() as owner:
                _drop(owner)

    def _equipped(self, lock_wait: float) -> Database:
        with self._owner() as owner:
            for statement in _PACKAGE:
                owner.exec_driver_sql(statement)
            fill(owner, _USERNAME)
            owner.commit()
        database = self.open(lock_wait=lock_wait)
        migrate(database)
        return database

    @contextmanager
    def _owner(self) -> Iterator[Connection]:
        engine = self.connect()
        try:
            with engine.connect() as connection:
                yield connection
        finally:
            engine.dispose()


@contextmanager
def _alone() -> Iterator[None]:
    """Keep other test processes of this machine out."""
    with (Path(gettempdir()) / "cas3-and-delius-oracle-tests.lock").open("w") as file:
        flock(file, LOCK_EX)
        yield


def _drop(owner: Connection) -> None:
    for metadata in (own, schema_version.metadata, delius):
        metadata.drop_all(owner)
    owner.exec_driver_sql("DROP PACKAGE pkg_vpd_ctx")
    owner.commit()
