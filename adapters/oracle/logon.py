"""Logging on to the database: bounded in time, and never so often that the account gets locked.

The drivers bound parts of it at best: Oracle's waits for ever for a server that takes the connection and
then says nothing. So each logon has a thread of its own, which is left alone once the time is over. Where the
URL names several addresses, they share the time.
"""

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future
from functools import partial
from queue import Empty, SimpleQueue
from threading import BoundedSemaphore, Lock, Thread
from time import monotonic
from typing import Any, Final

from sqlalchemy import Engine, event

from adapters.oracle.addresses import in_turn, likely_cause
from adapters.oracle.logon_refusals import LOGON_SECONDS, Credentials, Refusals, is_refusal

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
        """Let the engine make every new connection so, with the driver's options of that moment, `user` and
        `password`, in place of those of the URL.
        """

        def connect(dialect: Any, _record: object, arguments: Any, options: Any) -> Any:
            options = {**options, **options_now()}
            latest = monotonic() + self._seconds
            ways = [partial(dialect.connect, *arguments, **each) for each in self._in_turn(options)]
            credentials = options.get("user"), options.get("password")
            try:
                return self.log_on(*ways, credentials=credentials, seconds=latest - monotonic())
            except TimeoutError as error:
                raise TimeoutError(f"{error}{likely_cause(options)}") from None

        event.listen(engine, "do_connect", connect)

    def _in_turn(self, options: Mapping[str, Any]) -> Sequence[Mapping[str, Any]]:
        """Return the options for each address. Looking names up has no time limit of its own."""
        lookup: Future[Sequence[Mapping[str, Any]]] = Future()

        def look_up() -> None:
            try:
                lookup.set_result(in_turn(options))
            except BaseException as error:  # noqa: BLE001 (it is raised where somebody waits for it)
                lookup.set_exception(error)

        Thread(target=look_up, name="logon", daemon=True).start()
        try:
            return lookup.result(self._seconds)
        except TimeoutError:
            raise TimeoutError(f"its name is not resolved within {self._seconds:.0f} s") from None

    def log_on(
        self,
        *ways: Callable[[], Any],
        credentials: Credentials = (None, None),
        seconds: float | None = None,
    ) -> Any:
        """Return the session of the way that is answered first, within so many seconds. TimeoutError if none
        is, or whatever that way or a pause for refused credentials raises.
        """
        latest = monotonic() + (self._seconds if seconds is None else seconds)
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
        """Begin the next way once the share of the one before is over, which may still be the first to
        answer: a server that is slow is slow at each of its addresses.
        """
        attempts = _Attempts(self._free)
        try:
            for way in ways:
                attempts.begin(way)
                session = attempts.session(seconds / len(ways))
                if session is not None:
                    return session
        finally:
            attempts.end()
        raise TimeoutError(f"it accepts connections, but no logon within {self._seconds:.0f} s")


class _Attempts:
    """Attempts at one logon, each on a thread of its own."""

    def __init__(self, free: BoundedSemaphore) -> None:
        self._free = free
        self._answers: SimpleQueue[tuple[Any, BaseException | None]] = SimpleQueue()
        self._unanswered = 0
        self._is_over = False
        self._mutex = Lock()

    def begin(self, connect: Callable[[], Any]) -> None:
        """Begin an attempt. TimeoutError if too many are hanging."""
        if not self._free.acquire(blocking=False):
            raise TimeoutError(f"{_HANGING_LIMIT} logons have not been answered yet")
        self._unanswered += 1
        Thread(target=self._run, args=(connect,), name="logon", daemon=True).start()

    def session(self, seconds: float) -> Any:
        """Return the first session; None if there is none after so many seconds. Raise what the driver
        raised where no other attempt is under way, or would only try a refused password again.
        """
        latest = monotonic() + seconds
        while self._unanswered:
            try:
                session, error = self._answers.get(timeout=max(0.0, latest - monotonic()))
            except Empty:
                return None
            self._unanswered -= 1
            if error is None:
                return session
            if not self._unanswered or is_refusal(error):
                raise error
        return None

    def end(self) -> None:
        """Close every other session, also those that are still to come."""
        with self._mutex:
            self._is_over = True
        while not self._answers.empty():
            session, _ = self._answers.get()
            if session is not None:
                session.close()

    def _run(self, connect: Callable[[], Any]) -> None:
        session, error = None, None
        try:
            session = connect()
        except BaseException as raised:  # noqa: BLE001 (it is raised where somebody waits for it)
            error = raised
        finally:
            self._free.release()
        with self._mutex:
            if not self._is_over:
                self._answers.put((session, error))
                return
        if session is not None:
            session.close()
