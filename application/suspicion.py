"""A suspected outage: the events of so many people fail that it may not be their own trouble (rule 6)."""

from threading import Lock
from typing import Final

from application.neighbours import Neighbours
from application.task import Task
from domain.failures import UnclearFailure

SUSPICIOUS_PEOPLE: Final = 10
PACE_SECONDS: Final = 0.2
# Ten times as long as the pace takes for it: of ten tries one at most is of what was handed back before.
PAUSE_PER_MESSAGE_SECONDS: Final = 10 * PACE_SECONDS
# Some three hundred are tried in a minute; a message that is new among them is one of these.
LONGEST_LEAST_PAUSE_SECONDS: Final = 60.0
_COUNTED_LIMIT: Final = int(LONGEST_LEAST_PAUSE_SECONDS / PAUSE_PER_MESSAGE_SECONDS)


class Suspicion:
    """The people whose events failed for reasons that may be a neighbour's, since one was recorded, and what
    was handed back since they were too many. Any thread may call it.

    `people`: so many raise the suspicion; None: no number does.
    """

    def __init__(self, neighbours: Neighbours, people: int | None) -> None:
        self._neighbours = neighbours
        self._people = people
        self._mutex = Lock()
        self._failing: set[str] = set()
        self._handed_back: set[str] = set()

    def failed(self, task: Task, failure: UnclearFailure) -> None:
        """Count the person."""
        if self._people is None:
            return
        with self._mutex:
            self._failing.add(task.person)
            is_suspicious = len(self._failing) >= self._people
        if is_suspicious:
            self._neighbours.suspect(failure.reason)

    def recorded(self) -> None:
        """Begin anew, as an event was recorded."""
        with self._mutex:
            self._failing.clear()
            self._handed_back.clear()
        self._neighbours.clear_suspicion()

    def least_pause(self, task: Task) -> float:
        """Return the seconds for which a message that is handed back stays away at least, the longer the more
        there are: a queue may deliver it before what is new, which has to get its turn at this pace as well.
        """
        with self._mutex:
            if len(self._handed_back) < _COUNTED_LIMIT:
                self._handed_back.add(task.delivery.id)
            return len(self._handed_back) * PAUSE_PER_MESSAGE_SECONDS
