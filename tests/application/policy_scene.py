"""The policy on its own, in a time that passes only as a test says."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from adapters.in_memory.clock import InMemoryClock
from adapters.in_memory.telemetry import InMemoryTelemetry
from application.neighbours import Neighbours
from application.outage import FailurePolicy, RetryPauses, Verdict
from application.task import Task
from domain.failures import (
    DeadlineMissed,
    Failure,
    Neighbour,
    Outage,
    PermanentFailure,
    TemporaryFailure,
    UnclearFailure,
)
from tests.application.queued import START, delivery

REFUSED = PermanentFailure("the CAS3 API answered 400")
NOT_THERE = TemporaryFailure("the CAS3 API answered 404")
ERROR = UnclearFailure("the CAS3 API answered 500")
HANGS = DeadlineMissed("no whole answer of the CAS3 API in time")
AWAY = Outage("the CAS3 API answered 503", Neighbour.API)


@dataclass(slots=True)
class PolicyScene:
    """The policy, and what it is told."""

    clock: InMemoryClock = field(default_factory=lambda: InMemoryClock(START))
    telemetry: InMemoryTelemetry = field(default_factory=InMemoryTelemetry)
    retry_pauses: Sequence[float] = (300.0, 1500.0)
    neighbours: Neighbours = field(init=False)
    policy: FailurePolicy = field(init=False)

    def __post_init__(self) -> None:
        self.neighbours = Neighbours(self.clock, self.telemetry)
        self.policy = FailurePolicy(self.neighbours, self.clock, RetryPauses(handed_back=self.retry_pauses))

    def meets(self, failure: Failure, task: Task) -> Verdict:
        """One try of the message meets the failure."""
        self.policy.began(task, self.clock.seconds())
        return self.policy.failed(task, failure)

    def records(self, name: str = "good") -> None:
        """Another event is recorded."""
        task = Task(delivery(name))
        self.policy.began(task, self.clock.seconds())
        self.policy.recorded(task)

    def suspects(self) -> None:
        """Ten people's events fail, and nobody knows why."""
        for number in range(10):
            self.meets(ERROR, Task(delivery(f"suspect-{number}")))
