"""Logging on to the database: bounded in time, and never so often that the account gets locked.

The drivers bound parts of it at best: Oracle's waits for ever for a server that takes the connection and
then says nothing. So each logon has a thread of its own, which is left alone once the time is over. Where the
URL names several addresses, they share the time.
"""

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from queue import Empty, SimpleQueue
from threading import BoundedSemaphore, Lock, Thread
from time import monotonic
from typing import Any, Final

from sqlalchemy import Engine, event

from adapters.oracle.addresses import in_turn
from adapters.oracle.driver_errors import codes_of
from adapters.oracle.error_meanings import ACCOUNT_LOCKED, WRONG_PASSWORD

LOGON_SECONDS: Final = 10.0
# Oracle locks an account after ten wrong passwords unless told otherwise; so many take more than two hours.
_FIRST_PAUSE_SECONDS: Final = 30.0
_LONGEST_PAUSE_SECONDS: Final = 1800.0
# A logon that nobody answers keeps a thread and a socket.
_HANGING_LIMIT: Final = 200


@dataclass(slots=True)
class Refusals:
    """A refused password and how long nobody tries it again: twice as long each time. `now` tells seconds."""

    now: Callable[[], float] = monotonic
    _error: BaseException | None = None
    _pause: float = 0.0
    _until: float = 0.0
    _mutex: Any = field(default_factory=Lock)

    def raise_if_refused(self) -> None:
        """Raise the last refusal again while its pause lasts; after that let one try through."""
        with self._mutex:
            if self._error is None:
                return
            if self.now() < self._until:
                raise self._error.with_traceback(None)
            self._until = self.now() + LOGON_SECONDS

    def note(self, error: BaseException) -> None:
        """Begin a pause if the password was refused; a locked account is the longest at once."""
        codes = codes_of(error)
        with self._mutex:
            if codes & ACCOUNT_LOCKED:
                self._pause = _LONGEST_PAUSE_SECONDS
            elif codes & WRONG_PASSWORD:
                self._pause = min(max(_FIRST_PAUSE_SECONDS, 2 * self._pause), _LONGEST_PAUSE_SECONDS)
            else:
                return
            self._error, self._until = error, self.now() + self._pause

    def forget(self) -> None:
        """End the pauses: a logon succeeded."""
        with self._mutex:
            self._error, self._pause = None, 0.0


class BoundedLogon:
    """The logon of an engine within `seconds`. TimeoutError if there is no session by then."""

    def __init__(self, seconds: float = LOGON_SECONDS, refusals: Refusals | None = None) -> None:
        self._seconds = seconds
        self._refusals = refusals or Refusals()
        self._free = BoundedSemaphore(_HANGING_LIMIT)

    def of(self, engine: Engine) -> None:
        """Every new connection of the engine is made so."""

        def connect(dialect: Any, _record: object, arguments: Any, options: Any) -> Any:
            return self.log_on(*(partial(dialect.connect, *arguments, **each) for each in in_turn(options)))

        event.listen(engine, "do_connect", connect)

    def log_on(self, *ways: Callable[[], Any]) -> Any:
        """The session that the first of the ways makes which is answered in time. TimeoutError if none is, or
        whatever that way or a pause for a refused password raises.
        """
        self._refusals.raise_if_refused()
        try:
            connection = self._first_answer(ways)
        except Exception as error:
            self._refusals.note(error)
            raise
        self._refusals.forget()
        return connection

    def _first_answer(self, ways: Sequence[Callable[[], Any]]) -> Any:
        seconds = self._seconds / len(ways)
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
