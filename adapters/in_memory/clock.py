"""A clock that is set by hand."""

from datetime import datetime, timedelta

from domain.london import Instant, instant


class InMemoryClock:
    """A clock that stands still until it is set or moved on."""

    def __init__(self, now: datetime) -> None:
        self._now = instant(now)
        self._seconds = 0.0

    def now(self) -> Instant:
        return self._now

    def seconds(self) -> float:
        return self._seconds

    def wait(self, seconds: float) -> None:
        """Let that many seconds pass at once."""
        self._now = instant(self._now + timedelta(seconds=seconds))
        self._seconds += seconds

    def set(self, now: datetime) -> None:
        """Set the clock, forwards or back; London wall time if the moment has no zone. What is set forward
        has passed.
        """
        before, self._now = self._now, instant(now)
        self._seconds += max(0.0, (self._now - before).total_seconds())
