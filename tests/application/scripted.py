"""A worker among neighbours that do as a script says."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from threading import Event, Lock

from adapters.in_memory.announcements import InMemoryAnnouncements
from adapters.in_memory.clock import InMemoryClock
from adapters.in_memory.delius.delius import InMemoryDelius
from adapters.in_memory.delius.outbox import InMemoryOutbox
from adapters.in_memory.telemetry import InMemoryTelemetry
from application.handle_delivery import HandleDelivery, RetryPauses
from application.outage import OutageGuard
from application.record_event import RecordEvent
from application.scheduler import Lanes
from application.send_announcements import SendAnnouncements
from application.worker import Worker
from domain.event import Event as Happening
from domain.failures import Neighbour, Outage
from domain.notification import Notification
from domain.ports.inbound_events import Delivery
from tests.application.queued import START, ends, happens, on_a_thread
from tests.domain.builders import arrived
from tests.domain.desk import Desk, day


@dataclass(slots=True)
class ScriptedQueue:
    """Delivers what is put, and keeps what was done with it."""

    deliveries: list[Delivery] = field(default_factory=list)
    done: list[tuple[str, str]] = field(default_factory=list)
    not_held: set[str] = field(default_factory=set)
    unreachable: int = 0
    changed: Event = field(default_factory=Event)
    _mutex: Lock = field(default_factory=Lock)

    def receive(self, limit: int) -> Sequence[Delivery]:
        assert limit
        self.changed.wait(0.001)
        with self._mutex:
            taken, self.deliveries = self.deliveries, []
        return taken

    def is_held(self, delivery: Delivery) -> bool:
        return delivery.id not in self.not_held

    def acknowledge(self, delivery: Delivery) -> None:
        self._note("acknowledged", delivery)

    def hand_back(self, delivery: Delivery, pause: float) -> None:
        self._note(f"handed back for {pause:g}", delivery)

    def set_aside(self, delivery: Delivery, reason: str) -> None:
        if self.unreachable:
            self.unreachable -= 1
            raise Outage("the dead-letter queue refuses", Neighbour.DEAD_LETTER_QUEUE)
        self._note(f"set aside: {reason}", delivery)

    def _note(self, what: str, delivery: Delivery) -> None:
        self.done.append((delivery.id, what))
        self.changed.set()


Answer = Callable[[Notification], Happening]


def recordable(_: Notification) -> Happening:
    return arrived(day(2))


def failing(error: Exception) -> Answer:
    def fail(_: Notification) -> Happening:
        raise error

    return fail


@dataclass(slots=True)
class ScriptedDetails:
    """Answers by the message."""

    answers: dict[str, Answer] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    def fetch(self, notification: Notification) -> Happening:
        name = notification.detail_url.rpartition("/")[2]
        self.asked.append(name)
        return self.answers.get(name, recordable)(notification)


@dataclass(slots=True)
class Scene:
    """A worker around one queue; none of its threads runs by itself."""

    queue: ScriptedQueue = field(default_factory=ScriptedQueue)
    details: ScriptedDetails = field(default_factory=ScriptedDetails)
    telemetry: InMemoryTelemetry = field(default_factory=InMemoryTelemetry)
    topic: InMemoryAnnouncements = field(default_factory=InMemoryAnnouncements)
    desk: Desk = field(default_factory=Desk)
    guard: OutageGuard = field(default_factory=OutageGuard)
    lanes: Lanes = field(init=False)
    worker: Worker = field(init=False)

    def __post_init__(self) -> None:
        clock = InMemoryClock(START)
        delius = InMemoryDelius(self.desk.tables)
        record = RecordEvent(self.details, delius, clock, self.telemetry)
        self.lanes = Lanes(self.guard, concurrency=2)
        self.worker = Worker(
            inbound=self.queue,
            lanes=self.lanes,
            handle=HandleDelivery(self.queue, record, clock, self.telemetry, RetryPauses(), self.guard),
            send_announcements=SendAnnouncements(
                InMemoryOutbox(self.desk.tables), self.topic, self.telemetry, clock
            ),
            telemetry=self.telemetry,
        )

    def works_off(self, *deliveries: Delivery, until: int) -> list[tuple[str, str]]:
        """Works until so many messages are done with; what was done."""
        self.lanes.add(deliveries)
        thread = on_a_thread(self.worker.handling)
        while len(self.queue.done) < until:
            assert happens(self.queue.changed)
            self.queue.changed.clear()
        self.worker.stop()
        assert ends(thread)
        return self.queue.done

    @property
    def reported(self) -> list[str]:
        return [report.name for report in self.telemetry.reports]
