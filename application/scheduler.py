"""Which message is worked on next: one at a time of each person, one at a time of all during an outage."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from threading import Condition
from time import monotonic
from typing import Final

from application.outage import OutageGuard
from domain.delivery import Delivery
from domain.failures import PermanentFailure
from domain.london import Instant

_BATCH: Final = 10
_FIRST_PAUSE: Final = 0.5
_LONGEST_PAUSE: Final = 30.0
_PROBES_BEFORE_ANOTHER: Final = 10


@dataclass(slots=True)
class _Waiting:
    delivery: Delivery
    probes: int = 0
    not_before: float = 0.0

    @property
    def person(self) -> str:
        content = self.delivery.content
        return self.delivery.id if isinstance(content, PermanentFailure) else content.crn.value


class Lanes:
    """The messages in hand. Messages of one person take turns in the order in which they were sent; beyond
    those in work at most ten wait.

    During an outage nothing is worked on but one message, the probe, again and again with growing pauses, and
    a different one each time where there is one.
    """

    def __init__(self, guard: OutageGuard, concurrency: int) -> None:
        self._guard = guard
        self._most = concurrency + _BATCH
        self._changed = Condition()
        self._waiting: list[_Waiting] = []
        self._in_work: dict[str, _Waiting] = {}
        self._pause = 0.0
        self._next_probe = 0.0
        self._stopping = False

    def room(self, timeout: float | None = None) -> int:
        """Waits until more messages may be received; how many. 0 after the time-out, or when it is over."""
        with self._changed:
            self._changed.wait_for(lambda: self._stopping or self._room() > 0, timeout)
            return 0 if self._stopping else self._room()

    def add(self, deliveries: Sequence[Delivery]) -> Sequence[Delivery]:
        """Messages to be worked on; those that nobody will work on any more, as it is over."""
        with self._changed:
            if self._stopping:
                return deliveries
            self._waiting.extend(_Waiting(delivery) for delivery in deliveries)
            if deliveries:
                # One that was not asked yet may know better than those that met the outage.
                self._next_probe = min(self._next_probe, monotonic() + _FIRST_PAUSE)
            self._changed.notify_all()
            return ()

    def take(self) -> Delivery | None:
        """Waits for a message that may be worked on now; None when it is over."""
        with self._changed:
            while not self._stopping:
                if (waiting := self._next()) is not None:
                    self._waiting.remove(waiting)
                    self._in_work[waiting.person] = waiting
                    return waiting.delivery
                self._changed.wait(self._until_next())
            return None

    def done(self, delivery: Delivery) -> None:
        """The message is settled."""
        with self._changed:
            self._taken_from_work(delivery)
            if not self._guard.is_outage:
                self._pause = 0.0
            self._changed.notify_all()

    def keep(self, delivery: Delivery) -> bool:
        """The message could not be settled and is tried again later, after the others; False if it is not,
        as it is over.
        """
        with self._changed:
            waiting = self._taken_from_work(delivery)
            if self._stopping:
                return False
            waiting.probes += 1
            self._waiting.append(waiting)
            self._postpone(waiting, monotonic())
            self._changed.notify_all()
            return True

    def stop(self) -> Sequence[Delivery]:
        """Lets everybody who waits here end; the messages that nobody works on."""
        with self._changed:
            self._stopping = True
            left, self._waiting = self._waiting, []
            self._changed.notify_all()
            return [waiting.delivery for waiting in left]

    def oldest(self) -> Instant | None:
        """When the oldest message in hand came into the queue; None if there is none."""
        with self._changed:
            in_hand = [*self._waiting, *self._in_work.values()]
            return min((waiting.delivery.sent for waiting in in_hand), default=None)

    def __len__(self) -> int:
        with self._changed:
            return len(self._waiting) + len(self._in_work)

    def _taken_from_work(self, delivery: Delivery) -> _Waiting:
        person = _Waiting(delivery).person
        return self._in_work.pop(person)

    def _postpone(self, waiting: _Waiting, now: float) -> None:
        """In an outage all wait for the next probe; several that failed at the same time count as one."""
        if not self._guard.is_outage:
            waiting.not_before = now + min(_FIRST_PAUSE * 2 ** (waiting.probes - 1), _LONGEST_PAUSE)
        elif now >= self._next_probe:
            self._pause = min(max(self._pause * 2, _FIRST_PAUSE), _LONGEST_PAUSE)
            self._next_probe = now + self._pause

    def _room(self) -> int:
        free = self._most - len(self._waiting) - len(self._in_work)
        if not self._guard.is_outage:
            return _BATCH if free >= _BATCH else 0
        # What only these messages meet would otherwise be taken for an outage for ever.
        probes = 1 if self._guard.rests_on_one_event else _PROBES_BEFORE_ANOTHER
        tried = all(waiting.probes >= probes for waiting in self._waiting)
        return 1 if free > 0 and tried and not self._in_work else 0

    def _next(self) -> _Waiting | None:
        is_outage, now = self._guard.is_outage, monotonic()
        if is_outage and (self._in_work or now < self._next_probe):
            return None
        ready = (each for each in self._firsts() if is_outage or each.not_before <= now)
        return min(ready, key=lambda waiting: waiting.probes, default=None)

    def _firsts(self) -> Iterable[_Waiting]:
        """The oldest message of each person of whom none is in work, the oldest first."""
        firsts: dict[str, _Waiting] = {}
        for waiting in sorted(self._waiting, key=lambda waiting: waiting.delivery.sent):
            firsts.setdefault(waiting.person, waiting)
        return [waiting for person, waiting in firsts.items() if person not in self._in_work]

    def _until_next(self) -> float | None:
        """Seconds until the next may be taken; None when there is nothing to wait for but a change."""
        if self._guard.is_outage:
            due = [] if self._in_work or not self._waiting else [self._next_probe]
        else:
            due = [waiting.not_before for waiting in self._firsts()]
        return max(0.0, min(due) - monotonic()) if due else None
