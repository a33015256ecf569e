"""Read the sizes of queues and outbox at intervals, so that metrics and health answer at once."""

from collections.abc import Callable
from dataclasses import dataclass, field
from math import nan
from threading import Event
from time import monotonic
from typing import Final, Generic, TypeVar

from adapters.oracle.backlog import Backlog
from domain.failures import Failure, Outage
from entrypoints.worker.queue_parts import QueueDepth

OBSERVATION_SECONDS: Final = 15.0

Seen = TypeVar("Seen")


@dataclass(slots=True)
class Observed(Generic[Seen]):
    """The last value read; `problem` says why it cannot be read now, which is an outage if it `is_away`. A
    value not read yet is no problem.

    `identify` returns what stays the same as long as nothing has moved on, None where nothing waits.
    """

    read: Callable[[], Seen]
    identify: Callable[[Seen], object | None]
    seen: Seen | None = None
    problem: str | None = None
    is_away: bool = False
    _identity: object | None = None
    _since: float = 0.0
    _seen_at: float = 0.0

    def observe(self, now: float) -> None:
        """Look at it. `now` is of the monotonic clock, in seconds."""
        try:
            seen = self.read()
        except Failure as failure:
            self.problem, self.is_away = failure.reason, isinstance(failure, Outage)
            return
        self.seen, self.problem, self.is_away, self._seen_at = seen, None, False, now
        identity = self.identify(seen)
        if identity != self._identity:
            self._identity, self._since = identity, now

    @property
    def waiting_seconds(self) -> float:
        """Return for how long nothing had moved on when it was last seen; 0 where nothing waits. While it
        cannot be seen this stands still.
        """
        return 0.0 if self._identity is None else self._seen_at - self._since

    def number(self, of: Callable[[Seen], float]) -> float:
        """Return a number of what was seen, not a number (NaN) where nothing was seen yet."""
        return nan if self.seen is None else of(self.seen)

    @property
    def is_up(self) -> bool:
        """Return whether there is no problem."""
        return self.problem is None


def _tell_nobody() -> None:
    """Do nothing: nobody sends announcements yet."""


@dataclass(slots=True)
class Observer:
    """A regular look at queues and outbox. `run` is the work of a thread; the rest may be asked by any.
    `announcements_wait` is called whenever some are seen in the outbox, as nobody else tells of those that a
    dead worker left.
    """

    queue: Observed[QueueDepth]
    dead_letters: Observed[QueueDepth]
    outbox: Observed[Backlog]
    announcements_wait: Callable[[], None] = _tell_nobody
    clock: Callable[[], float] = monotonic
    _stopping: Event = field(default_factory=Event)

    @classmethod
    def of(
        cls,
        queue: Callable[[], QueueDepth],
        dead_letters: Callable[[], QueueDepth],
        outbox: Callable[[], Backlog],
    ) -> "Observer":
        """Return an observer that looks with these."""
        return cls(
            Observed(queue, lambda depth: depth.visible > 0 or None),
            Observed(dead_letters, lambda depth: depth.messages > 0 or None),
            Observed(outbox, lambda backlog: backlog.oldest),
        )

    def run(self) -> None:
        """Look at everything every quarter of a minute, until it is stopped."""
        while not self._stopping.is_set():
            self.observe()
            self._stopping.wait(OBSERVATION_SECONDS)

    def observe(self) -> None:
        """Look at everything once."""
        for observed in (self.queue, self.dead_letters, self.outbox):
            observed.observe(self.clock())
        if self.outbox.is_up and self.outbox.seen is not None and self.outbox.seen.messages:
            self.announcements_wait()

    def stop(self) -> None:
        """Let `run` end."""
        self._stopping.set()
