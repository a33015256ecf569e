"""The kinds of steps of a worker, and their pauses after failures."""

from dataclasses import dataclass
from enum import Enum
from typing import Final

FIRST_PAUSE_SECONDS: Final = 1.0


class StepKind(Enum):
    """A kind of step, which one thread or several repeat."""

    HANDLE = "handle"
    RECEIVE = "receive"
    ANNOUNCE = "announce"


@dataclass(slots=True)
class Backoff:
    """Pauses in seconds that grow from one failure to the next."""

    longest: float
    pause: float = 0.0

    def longer(self) -> float:
        """Return the pause after one more failure."""
        self.pause = min(max(self.pause * 2, FIRST_PAUSE_SECONDS), self.longest)
        return self.pause

    def reset(self) -> None:
        """Begin anew, after a success."""
        self.pause = 0.0
