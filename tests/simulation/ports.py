"""The ports as a worker meets them: adapters in memory, behind calls that take time, fail and are cut off."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from math import inf
from typing import Final

from adapters.in_memory.delius.outbox import InMemoryOutbox
from adapters.in_memory.event_details import InMemoryEventDetails
from domain.case import Case, CaseRequest
from domain.changes import Changes
from domain.event import Event
from domain.failures import (
    DeadlineMissed,
    Neighbour,
    Outage,
    PermanentFailure,
    TemporaryFailure,
    UnclearFailure,
)
from domain.notification import Notification
from domain.ports.inbound_events import Delivery
from domain.ports.open_case import OpenCase
from domain.ports.outbox import StoredAnnouncement
from tests.simulation.faults import Faults, Sickness
from tests.simulation.kernel import Kernel
from tests.simulation.world import World

DEADLINE_SECONDS: Final = 10.0
LOCK_WAIT_SECONDS: Final = 5.0
_LOCK_LOOKS_SECONDS: Final = 0.25
# Longer than at SQS: a message that is sent wakes whoever waits for it.
LONG_POLL_SECONDS: Final = 600.0
# At SQS: a worker that is told to stop may have to wait for so long.
_REST_OF_A_POLL_SECONDS: Final = 10.0


@dataclass(slots=True)
class Calls:
    """A port whose calls take time, fail because the neighbour is away, or lose their answers."""

    kernel: Kernel
    faults: Faults

    def begin(self, neighbour: Neighbour) -> None:
        """Pass the time until the neighbour does what it is asked to."""
        self.kernel.call()
        self.faults.check(neighbour)

    def end(self, neighbour: Neighbour) -> None:
        """Pass the time until its answer is there, if it comes."""
        self.kernel.call()
        if self.kernel.random.random() < self.faults.lost_answers[neighbour]:
            raise Outage(f"the answer of the {neighbour.value} was lost", neighbour)


@dataclass(slots=True)
class SimulatedQueue:
    """One worker's connection to the queue."""

    calls: Calls
    world: World
    _held: dict[str, Delivery] = field(default_factory=dict)
    _latest_poll: float = inf

    def receive(self, limit: int) -> Sequence[Delivery]:
        kernel = self.calls.kernel
        self.calls.begin(Neighbour.QUEUE)
        ends = kernel.seconds() + LONG_POLL_SECONDS
        while not (received := self.world.queue.receive(limit)) and (left := self._left_of_poll(ends)) > 0:
            kernel.wait(min(self.world.queue.seconds_until_visible(), left))
            self.calls.faults.check(Neighbour.QUEUE)
        self._held |= {each.receipt: each for each in received}
        try:
            self.calls.end(Neighbour.QUEUE)
        except Outage:
            self.interrupt(received)
            raise
        return received

    def stop(self) -> None:
        """Let the poll under way be the last one, and end as it would at SQS."""
        kernel = self.calls.kernel
        self._latest_poll = kernel.seconds() + kernel.random.uniform(0.0, _REST_OF_A_POLL_SECONDS)

    def _left_of_poll(self, ends: float) -> float:
        return min(ends, self._latest_poll) - self.calls.kernel.seconds()

    def interrupt(self, deliveries: Collection[Delivery] | None = None) -> None:
        """Note receives that nobody will settle: of these deliveries, or of all that are held."""
        for delivery in list(self._held.values()) if deliveries is None else deliveries:
            if self._held.pop(delivery.receipt, None) is not None:
                path = delivery.facts.get("detailPath", delivery.id)
                self.world.interrupted[path.rpartition("/")[2]] += 1

    def extend(self) -> None:
        """Keep invisible what this worker holds, for as long as it lives."""
        for delivery in self._held.values():
            self.world.queue.extend(delivery)

    def is_held(self, delivery: Delivery) -> bool:
        return self.world.queue.is_held(delivery)

    def acknowledge(self, delivery: Delivery) -> None:
        with self._settling(delivery):
            self.world.queue.acknowledge(delivery)

    def hand_back(self, delivery: Delivery, pause: float) -> None:
        with self._settling(delivery):
            self.world.queue.hand_back(delivery, pause)

    def set_aside(self, delivery: Delivery, reason: str) -> None:
        self.calls.begin(Neighbour.DEAD_LETTER_QUEUE)
        with self._settling(delivery):
            self.world.queue.set_aside(delivery, reason)

    @contextmanager
    def _settling(self, delivery: Delivery) -> Iterator[None]:
        """Let the message be held no longer, also where the queue does not take the settlement."""
        try:
            self.calls.begin(Neighbour.QUEUE)
            yield
        except BaseException:
            self.interrupt([delivery])
            raise
        self._held.pop(delivery.receipt, None)
        self.calls.end(Neighbour.QUEUE)


@dataclass(slots=True)
class SimulatedDetails:
    """One worker's connection to the CAS3 API."""

    calls: Calls
    api: InMemoryEventDetails

    def fetch(self, notification: Notification) -> Event:
        faults, kernel = self.calls.faults, self.calls.kernel
        self.calls.begin(Neighbour.API)
        faults.check(Neighbour.TOKEN_ENDPOINT)
        match faults.sickness(notification.detail_url):
            case Sickness.HANGING:
                kernel.pass_time(DEADLINE_SECONDS)
                raise DeadlineMissed("no whole answer of the CAS3 API by its deadline")
            case Sickness.BROKEN:
                raise UnclearFailure("the CAS3 API answered 500")
            case Sickness.GARBLED:
                raise UnclearFailure("the answer of the CAS3 API is not JSON")
            case Sickness.GONE:
                raise TemporaryFailure("the CAS3 API answered 404")
            case Sickness.INVALID:
                raise PermanentFailure("the details do not validate")
        if not faults.is_there(notification.detail_url, kernel.seconds()):
            raise TemporaryFailure("the CAS3 API answered 404")
        event = self.api.fetch(notification)
        self.calls.end(Neighbour.API)
        return event


@dataclass(slots=True)
class SimulatedCase:
    """A transaction, which may be cut off before and after its commit."""

    calls: Calls
    world: World
    opened: OpenCase

    @property
    def case(self) -> Case:
        return self.opened.case

    def commit(self, changes: Changes) -> None:
        self.calls.begin(Neighbour.DATABASE)
        with self.world.watching(self.opened.case.person):
            self.opened.commit(changes)
        try:
            self.calls.end(Neighbour.DATABASE)
        except Outage:
            raise TemporaryFailure("the connection to the database was lost") from None


@dataclass(slots=True)
class SimulatedDelius:
    """One worker's connections to the database of Delius."""

    calls: Calls
    world: World

    @contextmanager
    def open_case(self, request: CaseRequest) -> Iterator[SimulatedCase]:
        self.calls.begin(Neighbour.DATABASE)
        with self._locked(request) as opened:
            self.calls.kernel.call()
            yield SimulatedCase(self.calls, self.world, opened)

    @contextmanager
    def _locked(self, request: CaseRequest) -> Iterator[OpenCase]:
        """Wait for the lock of the person in simulated time; the store itself waits for nobody."""
        kernel = self.calls.kernel
        latest = kernel.seconds() + LOCK_WAIT_SECONDS
        while self.world.delius.is_locked(request.crn) and kernel.seconds() < latest:
            kernel.pass_time(_LOCK_LOOKS_SECONDS)
        with self.world.delius.open_case(request) as opened:
            yield opened


@dataclass(slots=True)
class SimulatedOutbox:
    """One worker's connection to the outbox, which is in the same database."""

    calls: Calls
    outbox: InMemoryOutbox

    def claim(self, limit: int, passing_by: Collection[str] = ()) -> Sequence[StoredAnnouncement]:
        self.calls.begin(Neighbour.DATABASE)
        claimed = self.outbox.claim(limit, passing_by)
        self.calls.end(Neighbour.DATABASE)
        return claimed

    def finish(self, published: Sequence[StoredAnnouncement]) -> None:
        self.calls.begin(Neighbour.DATABASE)
        self.outbox.finish(published)
        self.calls.end(Neighbour.DATABASE)


@dataclass(slots=True)
class SimulatedTopic:
    """One worker's connection to the topic."""

    calls: Calls
    world: World

    def publish(self, announcements: Sequence[StoredAnnouncement]) -> Mapping[int, str]:
        self.calls.begin(Neighbour.TOPIC)
        refused = {
            each.id: "the topic does not take it"
            for each in announcements
            if each.person in self.calls.faults.refused_announcements
        }
        self.world.announce([each for each in announcements if each.id not in refused])
        self.calls.end(Neighbour.TOPIC)
        return refused
