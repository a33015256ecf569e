"""Tells an outage, when nothing can succeed, from one event's own trouble (rule 6)."""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from math import inf
from threading import Lock
from time import monotonic
from typing import Final

_DIFFERENT_EVENTS: Final = 3
_LONG: Final = 2.0
_TIMES_OVERTAKEN: Final = 5
_REMEMBERED: Final = 100


@dataclass(slots=True)
class _Tries:
    """When the first and the last try of an event began, when a neighbour was last out of its reach, and how
    often others were recorded in between.
    """

    first: float
    began: float
    missed: float = inf
    overtaken: int = 0


class OutageGuard:
    """Remembers what became of the last tries; an event is known by a key. Any thread may call it.

    Tries overlap, so a result proves something only about what had happened before its try began: who was
    answered just before the API went down does not show that it is back.

    So many different events in a row with a temporary failure are an outage; None: never.
    """

    def __init__(
        self, different_events: int | None = _DIFFERENT_EVENTS, clock: Callable[[], float] = monotonic
    ) -> None:
        self._most = inf if different_events is None else different_events
        self._clock = clock
        self._mutex = Lock()
        self._tries: dict[str, _Tries] = {}
        self._recorded = -inf
        self._in_trouble: dict[str, float] = {}
        self._timed_out: set[str] = set()
        self._to_blame: deque[str] = deque(maxlen=_REMEMBERED)
        self._is_certain = False
        self._since = inf

    @property
    def is_outage(self) -> bool:
        """Whether nothing can succeed at present, as far as is known."""
        with self._mutex:
            return self._since < inf

    @property
    def rests_on_one_event(self) -> bool:
        """Whether all that speaks for the outage is that a single event timed out: it may be its own trouble,
        and another event could tell.
        """
        with self._mutex:
            return not self._is_certain and len(self._timed_out) == 1

    def began(self, event: str) -> None:
        """A try of the event begins."""
        with self._mutex:
            self._of(event).began = self._clock()

    def succeeded(self, event: str) -> None:
        """The event was recorded: the neighbours are there."""
        with self._mutex:
            began = self._of(event).began
            self._recorded = max(self._recorded, began)
            self._in_trouble = {each: at for each, at in self._in_trouble.items() if at > began}
            self._end(event)

    def refused(self, event: str) -> None:
        """The event cannot be recorded. That ends an outage, but proves nothing about others: it may have
        been refused without asking anybody.
        """
        with self._mutex:
            self._end(event)

    def is_in_trouble(self, event: str) -> bool:
        """The event met a temporary failure: whether that is an outage, being one of many in a row."""
        with self._mutex:
            now = self._clock()
            self._in_trouble[event] = now
            if len(self._in_trouble) >= self._most:
                self._is_certain = True
                self._since = min(self._since, now)
            elif self._of(event).began >= self._since:
                self._over()
            return self._since < inf

    def is_unreachable(self, event: str) -> bool:
        """A neighbour was out of reach for the event: whether that is an outage, and not its own trouble."""
        with self._mutex:
            now = self._clock()
            tries = self._of(event)
            timed_out = now - tries.began >= _LONG
            if self._is_its_own(event, tries, timed_out=timed_out):
                self._to_blame.append(event)
                return False
            tries.missed = now
            self._timed_out |= {event} if timed_out else set()
            self._is_certain = self._is_certain or not timed_out
            self._since = min(self._since, now)
            return True

    def settled(self, event: str) -> None:
        """The event is in hand no longer."""
        with self._mutex:
            self._tries.pop(event, None)

    def _is_its_own(self, event: str, tries: _Tries, *, timed_out: bool) -> bool:
        """What others do not meet: they are recorded well after a try began that timed out, or between two of
        them. What fails at once, again and again, while others are recorded, is no outage in the end either.
        """
        tries.overtaken += self._recorded > tries.missed
        if tries.overtaken >= (1 if timed_out else _TIMES_OVERTAKEN):
            return True
        if timed_out and self._recorded >= tries.began + _LONG:
            return True
        if self._is_certain or self._timed_out - {event}:
            return False
        is_repeated = event in self._timed_out and self._recorded > tries.first
        return event in self._to_blame or (timed_out and is_repeated)

    def _of(self, event: str) -> _Tries:
        now = self._clock()
        return self._tries.setdefault(event, _Tries(first=now, began=now))

    def _end(self, event: str) -> None:
        """The event has its answer; it ends an outage that had begun before it asked."""
        if self._of(event).began >= self._since:
            self._over()
        del self._tries[event]

    def _over(self) -> None:
        self._since = inf
        self._is_certain = False
        self._timed_out.clear()
