"""One worker process, wired as in production, on simulated ports; it can be stopped, and killed anywhere."""

from collections.abc import Callable
from dataclasses import dataclass, field
from math import inf
from typing import Final

from application.handle_delivery import HandleDelivery
from application.neighbours import Neighbours
from application.outage import FailurePolicy, RetryPauses
from application.record_event import RecordEvent
from application.scheduler import Scheduler
from application.send_announcements import SendAnnouncements
from application.steps import StepKind
from application.worker import Worker
from tests.simulation.kernel import Kernel, Process
from tests.simulation.ports import (
    Calls,
    SimulatedDelius,
    SimulatedDetails,
    SimulatedOutbox,
    SimulatedQueue,
    SimulatedTopic,
)
from tests.simulation.telemetry import SimulatedTelemetry
from tests.simulation.world import World

CONCURRENCY: Final = 4
STOPS_WITHIN_SECONDS: Final = 18.0
_EXTEND_EVERY_SECONDS: Final = 10.0
_OBSERVE_EVERY_SECONDS: Final = 15.0
_LONGEST_WAIT_SECONDS: Final = 3_600.0


@dataclass(slots=True)
class Service:
    """A worker with its threads as tasks of the kernel."""

    kernel: Kernel
    world: World
    name: str
    process: Process = field(init=False)
    worker: Worker = field(init=False)
    queue: SimulatedQueue = field(init=False)

    def __post_init__(self) -> None:
        self.process = Process(self.name)
        calls = Calls(self.kernel, self.world.faults)
        telemetry = SimulatedTelemetry(self.kernel, self.world.log, self.name)
        neighbours = Neighbours(self.kernel, telemetry)
        self.queue = SimulatedQueue(calls, self.world)
        record_event = RecordEvent(
            SimulatedDetails(calls, self.world.api),
            SimulatedDelius(calls, self.world),
            self.kernel,
            telemetry,
        )
        pauses = RetryPauses(jitter=self._jitter)
        policy = FailurePolicy(neighbours, self.kernel, pauses)
        self.worker = Worker(
            inbound=self.queue,
            scheduler=Scheduler(CONCURRENCY),
            handle=HandleDelivery(self.queue, record_event, self.kernel, telemetry, policy),
            send_announcements=SendAnnouncements(
                SimulatedOutbox(calls, self.world.outbox()),
                SimulatedTopic(calls, self.world),
                telemetry,
                self.kernel,
                neighbours,
            ),
            clock=self.kernel,
            telemetry=telemetry,
            changed=self._changed,
        )

    def start(self) -> None:
        """Begin to work."""
        self.kernel.note(f"{self.name} starts")
        self.world.receivers.append(self.process)
        self._spawn(self.worker.receive, StepKind.RECEIVE)
        self._spawn(self.worker.announce, StepKind.ANNOUNCE)
        for _ in range(CONCURRENCY):
            self._spawn(self.worker.handle_next, StepKind.HANDLE)
        self._spawn(self._extend)
        self._spawn(self._observe)

    def stop(self) -> None:
        """Stop in order, as on SIGTERM; what is not done in time is killed, as an orchestrator does."""
        self.kernel.note(f"{self.name} is told to stop")
        self.kernel.spawn(self.process, self._stop)

    def kill(self) -> None:
        """End at once, wherever each thread stands."""
        self.kernel.note(f"{self.name} is killed")
        self.kernel.kill(self.process)
        self.queue.interrupt()
        if self.process in self.world.receivers:
            self.world.receivers.remove(self.process)

    def _stop(self) -> None:
        self.queue.stop()
        self.worker.stop()
        self.kernel.wake_all(self.process)

    def _spawn(self, step: Callable[[], float], kind: StepKind | None = None) -> None:
        self.kernel.spawn(self.process, lambda: self._repeat(step), waits_for=kind)

    def _repeat(self, step: Callable[[], float]) -> None:
        while (pause := step()) < inf or not self.worker.is_stopping:
            if pause > 0.0:
                self.kernel.wait(min(pause, _LONGEST_WAIT_SECONDS))

    def _extend(self) -> float:
        """Keep invisible what this worker holds, as the real adapter does."""
        self.queue.extend()
        return _EXTEND_EVERY_SECONDS

    def _observe(self) -> float:
        """Look for announcements that wait, as the real process does for its metrics."""
        if self.world.tables.outbox:
            self.worker.notice_announcements()
        return _OBSERVE_EVERY_SECONDS

    def _changed(self, kind: StepKind) -> None:
        self.kernel.wake(self.process, kind)

    def _jitter(self, pause: float) -> float:
        return self.kernel.random.uniform(0.8 * pause, 1.2 * pause)
