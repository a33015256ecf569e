"""Passwords that were refused, and how long nobody tries them again, so that no account gets locked."""

from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Lock
from time import monotonic
from typing import Any, Final

from adapters.oracle.driver_errors import codes_of
from adapters.oracle.error_meanings import ACCOUNT_LOCKED, WRONG_PASSWORD

LOGON_SECONDS: Final = 10.0
# Oracle locks an account after ten wrong passwords unless told otherwise; so many take more than two hours.
_FIRST_PAUSE_SECONDS: Final = 30.0
_LONGEST_PAUSE_SECONDS: Final = 1800.0
_PROOF_SECONDS: Final = 10.0

Credentials = tuple[str | None, str | None]
"""A user's name and password."""


def is_refusal(error: BaseException) -> bool:
    """Return whether the credentials were refused."""
    return bool(codes_of(error) & (WRONG_PASSWORD | ACCOUNT_LOCKED))


@dataclass(slots=True)
class Refusals:
    """The last refusal, and how long nobody tries these credentials again: twice as long each time.

    Others, as after a password was changed, are tried at once. `now` tells seconds.
    """

    now: Callable[[], float] = monotonic
    _error: BaseException | None = None
    _refused: Credentials = (None, None)
    _pause: float = 0.0
    _until: float = 0.0
    _proven: Credentials | None = None
    _proven_until: float = 0.0
    _mutex: Any = field(default_factory=Lock)

    def raise_if_refused(self, credentials: Credentials) -> None:
        """Raise the last refusal again while its pause lasts; after that let one try through."""
        with self._mutex:
            if self._error is None:
                return
            if credentials == self._refused and self.now() < self._until:
                raise self._error.with_traceback(None)
            self._refused, self._until = credentials, self.now() + LOGON_SECONDS

    def note(self, error: BaseException, credentials: Credentials) -> None:
        """Begin a pause if the password was refused; a locked account is the longest at once."""
        codes = codes_of(error)
        with self._mutex:
            if codes & ACCOUNT_LOCKED:
                self._pause = _LONGEST_PAUSE_SECONDS
            elif codes & WRONG_PASSWORD:
                self._pause = min(max(_FIRST_PAUSE_SECONDS, 2 * self._pause), _LONGEST_PAUSE_SECONDS)
            else:
                return
            self._error, self._refused, self._proven = error, credentials, None
            self._until = self.now() + self._pause

    def succeeded(self, credentials: Credentials) -> None:
        """End the pauses: a logon succeeded."""
        with self._mutex:
            self._error, self._pause = None, 0.0
            self._proven, self._proven_until = credentials, self.now() + _PROOF_SECONDS

    def is_proven(self, credentials: Credentials) -> bool:
        """Return whether these credentials were taken a moment ago."""
        with self._mutex:
            return credentials == self._proven and self.now() < self._proven_until
