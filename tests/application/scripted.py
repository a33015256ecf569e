"""A worker among neighbours that do as a script says. None of its threads runs: a test takes its steps."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from math import inf

from adapters.in_memory.announcements import InMemoryAnnouncements
from adapters.in_memory.clock import InMemoryClock
from adapters.in_memory.delius.delius import InMemoryDelius
from adapters.in_memory.delius.outbox import InMemoryOutbox
from adapters.in_memory.telemetry import InMemoryTelemetry
from application.handle_delivery import HandleDelivery
from application.neighbours import Neighbours
from application.outage import FailurePolicy, RetryPauses
from application.record_event import RecordEvent
from application.scheduler import Scheduler
from application.send_announcements import SendAnnouncements
from application.worker import Worker
from domain.event import Event
from domain.notification import Notification
from domain.ports.inbound_events import Delivery
from tests.application.queued import START
from tests.domain.builders import arrived
from tests.domain.desk import Desk, day


@dataclass(slots=True)
class ScriptedQueue:
    """A queue that keeps what was done with each message. Calls fail while the script has failures."""

    deliveries: list[Delivery] = field(default_factory=list)
    done: list[tuple[str, str]] = field(default_factory=list)
    not_held: set[str] = field(default_factory=set)
    receive_failures: list[Exception] = field(default_factory=list)
    settle_failures: list[Exception] = field(default_factory=list)
    set_aside_failures: list[Exception] = field(default_factory=list)
    receives: int = 0

    def receive(self, limit: int) -> Sequence[Delivery]:
        self.receives += 1
        _fail(self.receive_failures)
        taken, self.deliveries = self.deliveries[:limit], self.deliveries[limit:]
        return taken

    def is_held(self, delivery: Delivery) -> bool:
        return delivery.id not in self.not_held

    def acknowledge(self, delivery: Delivery) -> None:
        self._note("acknowledged", delivery)

    def hand_back(self, delivery: Delivery, pause: float) -> None:
        self._note(f"handed back for {pause:g}", delivery)

    def set_aside(self, delivery: Delivery, reason: str) -> None:
        _fail(self.set_aside_failures)
        self._note(f"set aside: {reason}", delivery)

    def _note(self, what: str, delivery: Delivery) -> None:
        _fail(self.settle_failures)
        self.done.append((delivery.id, what))


def _fail(failures: list[Exception]) -> None:
    if failures:
        raise failures.pop(0)


Answer = Callable[[Notification], Event]


def recordable(_: Notification) -> Event:
    """Answer with details that can be recorded."""
    return arrived(day(2))


def failing(*errors: BaseException) -> Answer:
    """Answer with those errors in turn; the last stays."""
    left = list(errors)

    def fail(_: Notification) -> Event:
        raise left.pop(0) if len(left) > 1 else left[0]

    return fail


@dataclass(slots=True)
class ScriptedDetails:
    """Answers by the message."""

    answers: dict[str, Answer] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    def fetch(self, notification: Notification) -> Event:
        name = notification.detail_url.rpartition("/")[2]
        self.asked.append(name)
        return self.answers.get(name, recordable)(notification)


@dataclass(slots=True)
class Scene:
    """A worker around one queue."""

    queue: ScriptedQueue = field(default_factory=ScriptedQueue)
    details: ScriptedDetails = field(default_factory=ScriptedDetails)
    telemetry: InMemoryTelemetry = field(default_factory=InMemoryTelemetry)
    topic: InMemoryAnnouncements = field(default_factory=InMemoryAnnouncements)
    desk: Desk = field(default_factory=Desk)
    clock: InMemoryClock = field(default_factory=lambda: InMemoryClock(START))
    neighbours: Neighbours = field(init=False)
    worker: Worker = field(init=False)

    def __post_init__(self) -> None:
        self.neighbours = Neighbours(self.clock, self.telemetry)
        delius = InMemoryDelius(self.desk.tables)
        record = RecordEvent(self.details, delius, self.clock, self.telemetry)
        policy = FailurePolicy(self.neighbours, self.clock, RetryPauses())
        self.worker = Worker(
            inbound=self.queue,
            scheduler=Scheduler(concurrency=2),
            handle=HandleDelivery(self.queue, record, self.clock, self.telemetry, policy),
            send_announcements=SendAnnouncements(
                InMemoryOutbox(self.desk.tables, self.clock),
                self.topic,
                self.telemetry,
                self.clock,
                self.neighbours,
            ),
            clock=self.clock,
            telemetry=self.telemetry,
        )

    def receives(self, *deliveries: Delivery) -> None:
        """The worker receives those messages."""
        self.queue.deliveries += deliveries
        self.worker.receive()

    def works_off(self, *deliveries: Delivery, seconds: float = 30.0) -> list[tuple[str, str]]:
        """Receive and handle, for so many seconds or until nothing is in hand; return what was done."""
        self.receives(*deliveries)
        end = self.clock.seconds() + seconds
        while self.worker.in_hand() and self.clock.seconds() < end:
            pause = self.worker.handle_next()
            self.clock.wait(min(pause, end - self.clock.seconds()) if pause < inf else seconds)
        return self.queue.done

    @property
    def reported(self) -> list[str]:
        """The names of what was reported."""
        return [report.name for report in self.telemetry.reports]
