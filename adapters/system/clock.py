"""The clock of the machine."""

from datetime import UTC, datetime
from time import monotonic

from domain.london import Instant


class SystemClock:
    """The clock of the machine."""

    def now(self) -> Instant:
        return Instant(datetime.now(UTC))

    def seconds(self) -> float:
        return monotonic()
