"""The time, which the domain and the application never read for themselves."""

from typing import Protocol

from domain.london import Instant


class Clock(Protocol):
    """The time of now, and nothing else: a way to wait is passed in separately."""

    def now(self) -> Instant:
        """Return this moment. It may go back where somebody sets the clock."""

    def seconds(self) -> float:
        """Return the seconds since some moment. They never go back: for pauses and lengths."""
