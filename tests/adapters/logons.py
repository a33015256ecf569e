"""Sessions and servers for tests of a logon."""

from threading import Event

import oracledb
from oracledb.errors import _Error


class Session:
    """A connection that only can be closed."""

    def __init__(self) -> None:
        self.closed = Event()

    def close(self) -> None:
        self.closed.set()


class Times:
    """A clock, and a server that refuses every logon with one error."""

    def __init__(self, code: int) -> None:
        self.now = 0.0
        self.tries = 0
        self.error: Exception | None = oracledb.DatabaseError(_Error(f"ORA-{code:05}: no", code=code))

    def connect(self) -> str:
        self.tries += 1
        if self.error is not None:
            raise self.error
        return "session"
