"""A clock that is set by hand."""

from datetime import datetime, timedelta

from domain.london import Instant, instant


class InMemoryClock:
    """Stands still until it is set, or until somebody waits."""

    def __init__(self, now: datetime) -> None:
        self._now = instant(now)

    def now(self) -> Instant:
        return self._now

    def wait(self, seconds: float) -> None:
        """Lets the time pass at once."""
        self._now = instant(self._now + timedelta(seconds=seconds))

    def set(self, now: datetime) -> None:
        """Sets the clock, forwards or back; London wall time if the moment has no zone."""
        self._now = instant(now)
