"""The clock of the machine."""

import time
from datetime import UTC, datetime

from domain.london import Instant


class SystemClock:
    """Tells the time of the machine, and really waits."""

    def now(self) -> Instant:
        return Instant(datetime.now(UTC))

    def wait(self, seconds: float) -> None:
        time.sleep(seconds)
