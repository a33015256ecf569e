"""The scheduler and the policy at work on messages whose fate is known beforehand, in a time of its own.

No thread runs and nobody waits: each try takes as long as the script says, and as many are under way at once
as a worker has threads. What was handed back stands in the queue where it stood before, so that nothing new
is received as long as enough of it is visible: no queue is worse.
"""

import heapq
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from itertools import count
from math import inf

from adapters.in_memory.clock import InMemoryClock
from adapters.in_memory.telemetry import InMemoryTelemetry
from application.neighbours import Neighbours
from application.outage import FailurePolicy, HandBack, Hold, RetryPauses, SetAside, TryAgain, Verdict
from application.scheduler import Scheduler
from application.task import Task
from domain.failures import DeadlineMissed, Failure, Neighbour, Outage, PermanentFailure
from domain.ports.inbound_events import Delivery
from tests.application.queued import START

THREADS = 10
A_LITTLE = 0.05
RECEIVES_LIMIT = 3

Fate = Callable[[float], Failure | None]
"""The failure that a try meets which ends at that time; None if the event is recorded."""


def always(failure: Failure | None) -> Fate:
    """Return the fate of an event that meets the same again and again."""
    return lambda _: failure


@dataclass(slots=True)
class Message:
    """A message, what becomes of each try, how many seconds a try takes, and when it comes into the queue."""

    delivery: Delivery
    fate: Fate
    seconds: float = A_LITTLE
    comes: float = 0.0


@dataclass(slots=True)
class Rehearsal:
    """A queue that holds the messages in the order in which they stand there, and one worker."""

    messages: Iterable[Message]
    threads: int = THREADS
    pauses: RetryPauses = field(default_factory=RetryPauses)
    clock: InMemoryClock = field(default_factory=lambda: InMemoryClock(START))
    telemetry: InMemoryTelemetry = field(default_factory=InMemoryTelemetry)
    recorded: dict[str, float] = field(default_factory=dict)
    verdicts: list[tuple[str, Verdict]] = field(default_factory=list)
    received: list[str] = field(default_factory=list)
    starts: list[tuple[float, str]] = field(default_factory=list)
    neighbours: Neighbours = field(init=False)
    _queue: dict[str, tuple[float, Delivery]] = field(init=False)
    _known: dict[str, Message] = field(default_factory=dict)
    _under_way: list[tuple[float, int, Task]] = field(default_factory=list)
    _numbers: "count[int]" = field(default_factory=count)
    _scheduler: Scheduler = field(init=False)
    _policy: FailurePolicy = field(init=False)

    def __post_init__(self) -> None:
        self._known = {message.delivery.id: message for message in self.messages}
        self._queue = {name: (each.comes, each.delivery) for name, each in self._known.items()}
        self._scheduler = Scheduler(self.threads)
        self.neighbours = Neighbours(self.clock, self.telemetry)
        self._policy = FailurePolicy(self.neighbours, self.clock, self.pauses)

    def run(self, seconds: float) -> None:
        """Work for so many seconds."""
        end = self.clock.seconds() + seconds
        while self.clock.seconds() < end:
            while self._receive():
                pass
            while self._start_one():
                pass
            self._pass_time(end)
            self._finish_what_is_due()

    def reported(self, name: str) -> int:
        """Return how often that was reported."""
        return sum(report.name == name for report in self.telemetry.reports)

    def _receive(self) -> bool:
        now = self.clock.seconds()
        slots = self._scheduler.free_slots(now, self._policy.pace())
        visible = [each for since, each in self._queue.values() if since <= now][:slots]
        self._queue |= {each.id: (inf, each) for each in visible}
        self.received += [delivery.id for delivery in visible]
        self._scheduler.add(visible, now)
        return bool(visible)

    def _start_one(self) -> bool:
        now = self.clock.seconds()
        if len(self._under_way) >= self.threads:
            return False
        if (task := self._scheduler.next(now, self._policy.pace())) is None:
            return False
        self._policy.began(task, now)
        self.starts.append((now, task.delivery.id))
        ends = now + self._known[task.delivery.id].seconds
        heapq.heappush(self._under_way, (ends, next(self._numbers), task))
        return True

    def _pass_time(self, end: float) -> None:
        """Let time pass until a try ends, or might begin, or a new probe might be received."""
        now = self.clock.seconds()
        until = now + min(1.0, self._scheduler.seconds_until_next(now, self._policy.pace()))
        if len(self._under_way) >= self.threads:
            until = end
        until = min([until, end, *(ends for ends, _, _ in self._under_way[:1])])
        self.clock.wait(max(until - now, 0.001))

    def _finish_what_is_due(self) -> None:
        while self._under_way and self._under_way[0][0] <= self.clock.seconds():
            _, _, task = heapq.heappop(self._under_way)
            self._finish(task, self._known[task.delivery.id].fate(self.clock.seconds()))

    def _finish(self, task: Task, failure: Failure | None) -> None:
        if failure is None:
            self._policy.recorded(task)
            self.neighbours.answered(*self.neighbours.states(), began=task.began)
            del self._queue[task.delivery.id]
            self.recorded[task.delivery.id] = self.clock.seconds()
            self._scheduler.finished(task)
            return
        if not isinstance(failure, PermanentFailure | DeadlineMissed | Outage):
            self.neighbours.answered(Neighbour.API, Neighbour.TOKEN_ENDPOINT, began=task.began)
        verdict = self._policy.failed(task, failure)
        self.verdicts.append((task.delivery.id, verdict))
        match verdict:
            case SetAside():
                self._scheduler.finished(task, has_failed=task.tries > 0)
            case HandBack(pause):
                self._scheduler.finished(task, has_failed=True)
                self._queue[task.delivery.id] = (self.clock.seconds() + pause, _again(task.delivery))
            case TryAgain(pause) | Hold(_, pause):
                self._scheduler.postpone(task, self.clock.seconds() + pause)


def _again(delivery: Delivery) -> Delivery:
    """Return what comes of a message that was handed back: after its last receive it is put back anew."""
    receives = 1 if delivery.is_last else delivery.receives + 1
    return replace(delivery, receives=receives, is_last=receives == RECEIVES_LIMIT)
