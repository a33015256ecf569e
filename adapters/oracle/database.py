"""The way to the database: a pool of connections, and transactions that only a commit ends well."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial

from sqlalchemy import URL, Connection, Engine, create_engine, make_url
from sqlalchemy.exc import DBAPIError

from adapters.oracle.committing import CommittingConnection
from adapters.oracle.dialects import connect_arguments, prepare_connections
from adapters.oracle.errors import connecting, working
from adapters.oracle.foreign_keys import key_columns
from adapters.oracle.logon import BoundedLogon
from adapters.oracle.logon_refusals import LOGON_SECONDS

LOCK_WAIT_SECONDS = 5.0
_POOL_WAIT_SECONDS = 30.0


class Database:
    """The database of Delius, used as its user `username`. Connects when first needed; a lock is waited
    for `lock_wait` seconds.
    """

    def __init__(self, engine: Engine, username: str, lock_wait: float = LOCK_WAIT_SECONDS) -> None:
        self.engine = engine
        self.username = username
        self.lock_wait = lock_wait
        prepare_connections(engine, username)

    @classmethod
    def at(  # noqa: PLR0913 (each wait is somebody's to choose)
        cls,
        url: str | URL,
        username: str,
        connections: int = 10,
        lock_wait: float = LOCK_WAIT_SECONDS,
        *,
        pool_wait: float = _POOL_WAIT_SECONDS,
        logon_seconds: float = LOGON_SECONDS,
        options_now: Callable[[], Mapping[str, str]] = dict,
    ) -> "Database":
        """The database at the SQLAlchemy URL, over at most so many connections; a free one is waited for
        `pool_wait` seconds, a new one for `logon_seconds`. `options_now` returns `user` and `password` for
        it, where others than those of the URL count by then. ValueError for a kind of database that Delius
        cannot be in.
        """
        parsed = make_url(url)
        engine = create_engine(
            parsed,
            connect_args=dict(connect_arguments(parsed, lock_wait)),
            pool_size=connections,
            max_overflow=0,
            pool_timeout=pool_wait,
            # Every transaction here ends in a commit or a rollback of its own; another one is a wasted trip.
            pool_reset_on_return=None,
        )
        if engine.dialect.name != "sqlite":
            BoundedLogon(logon_seconds).of(engine, options_now)
        return cls(engine, username, lock_wait)

    @property
    def dialect(self) -> str:
        """Return `oracle`, `postgresql` or `sqlite`."""
        return self.engine.dialect.name

    @contextmanager
    def transaction(self) -> Iterator[CommittingConnection]:
        """A connection in a transaction, which is rolled back unless it is committed. Errors of the database
        are raised as the Failure that they stand for.
        """
        with connecting():
            connection = CommittingConnection(self.engine)
        with working():
            try:
                # While it is open it can still be asked about what it refused.
                with working(partial(key_columns, connection)):
                    yield connection
            finally:
                _end(connection)

    def __enter__(self) -> "Database":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close all connections."""
        self.engine.dispose()


def _end(connection: Connection) -> None:
    """Roll back what was not committed. Where neither a commit nor a rollback went through, the transaction
    may still be open: nobody gets that connection again.
    """
    transaction = connection.get_transaction()
    if transaction is not None and not transaction.is_active:
        connection.invalidate()
    try:
        connection.rollback()
    except DBAPIError:
        connection.invalidate()
        raise
    finally:
        connection.close()
