"""A connection of python-oracledb's kind."""

from collections.abc import Iterator
from contextlib import contextmanager

from tests.support.h2.cursor import Cursor, Handler
from tests.support.h2.errors import as_oracle
from tests.support.h2.jvm import java


class Connection:
    """A session with H2, which keeps what it was told, in order."""

    version = "19.0.0.0.0"
    max_identifier_length = 128
    thin = True
    autocommit = False

    def __init__(self, url: str) -> None:
        self.said: list[str] = []
        self.outputtypehandler: Handler | None = None
        self._call_timeout = 0
        with as_oracle():
            self.jdbc = java("java.sql.DriverManager").getConnection(url)
            self.jdbc.setAutoCommit(False)

    @property
    def call_timeout(self) -> int:
        """Milliseconds after which the driver gives up; here only on waiting for a lock."""
        return self._call_timeout

    @call_timeout.setter
    def call_timeout(self, milliseconds: int) -> None:
        self._call_timeout = milliseconds
        self._bound_waiting(milliseconds)

    def cursor(self) -> Cursor:
        return Cursor(self)

    def commit(self) -> None:
        with as_oracle():
            self.jdbc.commit()

    def rollback(self) -> None:
        with as_oracle():
            self.jdbc.rollback()

    def close(self) -> None:
        # H2 would keep the locks of a connection that is only forgotten.
        self.jdbc.close()

    def say(self, text: str) -> None:
        """Keeps what the session was told."""
        self.said.append(text)

    @contextmanager
    def waiting(self, seconds: int | None) -> Iterator[None]:
        """Waits at most so long for locks; None for no change."""
        if seconds is None:
            yield
            return
        self._bound_waiting(seconds * 1000)
        try:
            yield
        finally:
            self._bound_waiting(self._call_timeout)

    def _bound_waiting(self, milliseconds: int) -> None:
        with as_oracle():
            statement = self.jdbc.createStatement()
            statement.execute(f"SET LOCK_TIMEOUT {milliseconds}")
            statement.close()
