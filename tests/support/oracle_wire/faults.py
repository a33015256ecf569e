"""Faults on purpose, at a step of the protocol or at a statement."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from threading import Condition


@dataclass(frozen=True, slots=True)
class Refuse:
    """Answers with that number of Oracle's and these words; of a connection the listener does."""

    code: int
    words: str = "refused"


@dataclass(frozen=True, slots=True)
class Silence:
    """Silence for good, which ends the connection once the faults are cleared. If it `answers_breaks`, it
    is silent only until the driver asks it to break off.
    """

    answers_breaks: bool = False


@dataclass(frozen=True, slots=True)
class Cut:
    """Ends the connection; if it was `done`, after doing what was asked."""

    done: bool = False


@dataclass(frozen=True, slots=True)
class Delay:
    """Answers so many seconds later."""

    seconds: float


@dataclass(frozen=True, slots=True)
class Warn:
    """Let a logon succeed with a warning of that number and these words."""

    code: int
    words: str


@dataclass(frozen=True, slots=True)
class Redirect:
    """Send a client that has asked for a service to another port, as the listener of a cluster does."""

    port: int


Action = Refuse | Silence | Cut | Delay | Warn | Redirect


@dataclass(slots=True)
class _Fault:
    pattern: str
    action: Action
    times: int | None


@dataclass(slots=True)
class Faults:
    """Faults that are ordered, the oldest first. A step is `ACCEPT`, `REDIRECT`, `CONNECT`, `PROTOCOL`,
    `TYPES`, `LOGON`, `SESSION`, `COMMIT`, `ROLLBACK`, or the text of a statement, with `COMMIT` at its end if
    that commits.
    """

    _ordered: list[_Fault] = field(default_factory=list)
    _mutex: Condition = field(default_factory=Condition)

    def order(self, pattern: str, action: Action, times: int | None = None) -> None:
        """Do so at each step that matches, or only so many times."""
        with self._mutex:
            self._ordered.append(_Fault(pattern, action, times))

    def clear(self) -> None:
        """From now on all goes well."""
        with self._mutex:
            self._ordered.clear()
            self._mutex.notify_all()

    def end(self) -> None:
        """Let all go well from now on, but for those who have met silence: it stays."""
        with self._mutex:
            for fault in self._ordered:
                fault.times = 0

    def keep_silent(self) -> None:
        """Return when the faults are cleared."""
        with self._mutex:
            self._mutex.wait_for(lambda: not self._ordered)

    def at(self, step: str) -> Action | None:
        """Return what is to go wrong at that step."""
        with self._mutex:
            fault = next(self._matching(step), None)
            if fault is None:
                return None
            if fault.times is not None:
                fault.times -= 1
            return fault.action

    def _matching(self, step: str) -> Iterator[_Fault]:
        for fault in self._ordered:
            if fault.times != 0 and re.search(fault.pattern, step):
                yield fault
