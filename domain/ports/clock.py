"""The time, which the domain never reads for itself."""

from typing import Protocol

from domain.london import Instant


class Clock(Protocol):
    """Tells the time and lets it pass."""

    def now(self) -> Instant:
        """This moment."""

    def wait(self, seconds: float) -> None:
        """Returns once that many seconds have passed."""
