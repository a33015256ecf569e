"""Which message is worked on next: one at a time of each person, one at a time of all during an outage."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from threading import Condition
from time import monotonic
from typing import Final

from application.outage_guard import OutageGuard
from domain.delivery import Delivery
from domain.failures import PermanentFailure
from domain.london import Instant

_BATCH: Final = 10
_FIRST_PAUSE: Final = 0.5
_LONGEST_PAUSE: Final = 30.0
_PROBES_BEFORE_ANOTHER: Final = 5


@dataclass(slots=True)
class _Waiting:
    delivery: Delivery
    probes: int = 0

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

    def add(self, deliveries: Iterable[Delivery]) -> None:
        """Messages to be worked on."""
        with self._changed:
            self._waiting.extend(_Waiting(delivery) for delivery in deliveries)
            self._changed.notify_all()

    def take(self) -> Delivery | None:
        """Waits for a message that may be worked on now; None when it is over."""
        with self._changed:
            while not self._stopping:
                if (waiting := self._next()) is not None:
                    self._waiting.remove(waiting)
                    self._in_work[waiting.person] = waiting
                    return waiting.delivery
                self._changed.wait(self._until_probe())
            return None

    def done(self, delivery: Delivery) -> None:
        """The message is settled."""
        with self._changed:
            self._in_work = {
                person: waiting for person, waiting in self._in_work.items() if waiting.delivery != delivery
            }
            if not self._guard.is_outage:
                self._pause = 0.0
            self._changed.notify_all()

    def keep(self, delivery: Delivery) -> None:
        """The message met an outage: it waits, behind the others, until that is over."""
        with self._changed:
            waiting = next(each for each in self._in_work.values() if each.delivery == delivery)
            del self._in_work[waiting.person]
            waiting.probes += 1
            self._waiting.append(waiting)
            self._pause = min(max(self._pause * 2, _FIRST_PAUSE), _LONGEST_PAUSE)
            self._next_probe = monotonic() + self._pause
            self._changed.notify_all()

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

    def _room(self) -> int:
        free = self._most - len(self._waiting) - len(self._in_work)
        if not self._guard.is_outage:
            return _BATCH if free >= _BATCH else 0
        # What only these messages meet would otherwise be taken for an outage for ever.
        tried = all(waiting.probes >= _PROBES_BEFORE_ANOTHER for waiting in self._waiting)
        return 1 if free > 0 and tried and not self._in_work else 0

    def _next(self) -> _Waiting | None:
        if self._guard.is_outage and (self._in_work or monotonic() < self._next_probe):
            return None
        free = [waiting for waiting in self._waiting if waiting.person not in self._in_work]
        if not free:
            return None
        first = free[0]
        return min(
            (waiting for waiting in free if waiting.person == first.person),
            key=lambda waiting: waiting.delivery.sent,
        )

    def _until_probe(self) -> float | None:
        """Seconds until the next probe; None when there is nothing to wait for but a change."""
        if not self._guard.is_outage or self._in_work or not self._waiting:
            return None
        return max(0.0, self._next_probe - monotonic())
