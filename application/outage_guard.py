"""Tells an outage, when nothing can succeed, from one event's own trouble (rule 6)."""

from threading import Lock
from typing import Final

_DIFFERENT_EVENTS: Final = 3


class OutageGuard:
    """Remembers what became of the last tries; an event is known by a key. Any thread may call it.

    So many different events in a row with a temporary failure are an outage; None: never.
    """

    def __init__(self, different_events: int | None = _DIFFERENT_EVENTS) -> None:
        self._different_events = different_events
        self._mutex = Lock()
        self._successes = 0
        self._in_trouble: set[str] = set()
        self._unreachable_at: dict[str, int] = {}
        self._is_outage = False

    @property
    def is_outage(self) -> bool:
        """Whether nothing can succeed at present, as far as is known."""
        with self._mutex:
            return self._is_outage

    def succeeded(self, event: str) -> None:
        """An event was recorded: the neighbours are there."""
        with self._mutex:
            self._successes += 1
            self._end(event)

    def refused(self, event: str) -> None:
        """An event cannot be recorded. That ends an outage, but proves nothing against other events: it may
        have been refused without asking anybody.
        """
        with self._mutex:
            self._end(event)

    def is_in_trouble(self, event: str) -> bool:
        """An event met a temporary failure: whether that is an outage, being one of many in a row."""
        with self._mutex:
            self._in_trouble.add(event)
            most = self._different_events
            self._is_outage = most is not None and len(self._in_trouble) >= most
            return self._is_outage

    def is_unreachable(self, event: str) -> bool:
        """A neighbour was out of reach for an event: whether that is an outage. It is the event's own trouble
        if others succeeded since it happened to that event before.
        """
        with self._mutex:
            before = self._unreachable_at.get(event, self._successes)
            self._unreachable_at[event] = self._successes
            is_its_own = self._successes > before
            self._is_outage = self._is_outage or not is_its_own
            return not is_its_own

    def settled(self, event: str) -> None:
        """The event is in hand no longer."""
        with self._mutex:
            self._unreachable_at.pop(event, None)

    def _end(self, event: str) -> None:
        self._in_trouble.clear()
        self._unreachable_at.pop(event, None)
        self._is_outage = False
