"""Logging on to the database: bounded in time, and never so often that the account gets locked.

The drivers bound parts of it at best: Oracle's waits for ever for a server that takes the connection and
then says nothing. So each logon has a thread of its own, which is left alone once the time is over. Where the
URL names several addresses, they share the time.
"""

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from functools import partial
from queue import Empty, SimpleQueue
from threading import BoundedSemaphore, Lock, Thread
from time import monotonic
from typing import Any, Final

from sqlalchemy import Engine, event

from adapters.oracle.addresses import in_turn
from adapters.oracle.logon_refusals import LOGON_SECONDS, Credentials, Refusals

# A logon that nobody answers keeps a thread and a socket.
_HANGING_LIMIT: Final = 200


class BoundedLogon:
    """The logon of an engine within `seconds`. TimeoutError if there is no session by then."""

    def __init__(self, seconds: float = LOGON_SECONDS, refusals: Refusals | None = None) -> None:
        self._seconds = seconds
        self._refusals = refusals or Refusals()
        self._free = BoundedSemaphore(_HANGING_LIMIT)
        self._turn = Lock()

    def of(self, engine: Engine, options_now: Callable[[], Mapping[str, str]] = dict) -> None:
        """Every new connection of the engine is made so, with the driver's options of that moment, `user` and
        `password`, in place of those of the URL.
        """

        def connect(dialect: Any, _record: object, arguments: Any, options: Any) -> Any:
            options = {**options, **options_now()}
            ways = (partial(dialect.connect, *arguments, **each) for each in in_turn(options))
            return self.log_on(*ways, credentials=(options.get("user"), options.get("password")))

        event.listen(engine, "do_connect", connect)

    def log_on(self, *ways: Callable[[], Any], credentials: Credentials = (None, None)) -> Any:
        """The session that the first of the ways makes which is answered in time. TimeoutError if none is, or
        whatever that way or a pause for refused credentials raises.
        """
        latest = monotonic() + self._seconds
        goes_ahead = self._goes_ahead(credentials)
        try:
            self._refusals.raise_if_refused(credentials)
            return self._noted(ways, latest - monotonic(), credentials)
        finally:
            if goes_ahead:
                self._turn.release()

    def _noted(self, ways: Sequence[Callable[[], Any]], seconds: float, credentials: Credentials) -> Any:
        try:
            connection = self._first_answer(ways, seconds)
        except Exception as error:
            self._refusals.note(error, credentials)
            raise
        self._refusals.succeeded(credentials)
        return connection

    def _goes_ahead(self, credentials: Credentials) -> bool:
        """Return True if this logon is the one that all others wait for, as long as nobody knows whether the
        password is still right: ten threads that try a wrong one at once would lock the account.

        One that is not answered delays the others by half of their time.
        """
        is_proven = self._refusals.is_proven
        if is_proven(credentials) or not self._turn.acquire(timeout=self._seconds / 2):
            return False
        if is_proven(credentials):
            self._turn.release()
            return False
        return True

    def _first_answer(self, ways: Sequence[Callable[[], Any]], seconds: float) -> Any:
        seconds /= len(ways)
        for connect in ways[:-1]:
            with suppress(TimeoutError):
                return self._within_time(connect, seconds)
        return self._within_time(ways[-1], seconds)

    def _within_time(self, connect: Callable[[], Any], seconds: float) -> Any:
        if not self._free.acquire(blocking=False):
            raise TimeoutError(f"{_HANGING_LIMIT} logons have not been answered yet")
        attempt = _Attempt(connect, self._free)
        Thread(target=attempt.run, name="logon", daemon=True).start()
        return attempt.result(seconds)


class _Attempt:
    """One logon, on a thread of its own."""

    def __init__(self, connect: Callable[[], Any], free: BoundedSemaphore) -> None:
        self._connect = connect
        self._free = free
        self._answers: SimpleQueue[tuple[Any, BaseException | None]] = SimpleQueue()
        self._is_late = False
        self._mutex = Lock()

    def run(self) -> None:
        connection, error = None, None
        try:
            connection = self._connect()
        except BaseException as raised:  # noqa: BLE001 (it is raised where somebody waits for it)
            error = raised
        finally:
            self._free.release()
        with self._mutex:
            if not self._is_late:
                self._answers.put((connection, error))
                return
        if connection is not None:
            connection.close()

    def result(self, seconds: float) -> Any:
        """The connection. Whatever the driver raised, or TimeoutError."""
        try:
            connection, error = self._answers.get(timeout=seconds)
        except Empty:
            connection, error = self._given_up(seconds)
        if error is not None:
            raise error
        return connection

    def _given_up(self, seconds: float) -> tuple[Any, BaseException | None]:
        """It may still have come in between; from now on nobody waits for it."""
        with self._mutex:
            self._is_late = True
            if not self._answers.empty():
                return self._answers.get()
        return None, TimeoutError(f"it accepts connections, but no logon within {seconds:.0f} s")
