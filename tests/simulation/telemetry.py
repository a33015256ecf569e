"""Reports of the workers, as lines of the trace and as facts to be checked afterwards."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field

from tests.simulation.kernel import Kernel


@dataclass(frozen=True, slots=True)
class Report:
    """One report of a worker, and when it was made, in seconds since the start."""

    at: float
    worker: str
    name: str
    facts: Mapping[str, str]


@dataclass(slots=True)
class Log:
    """All that was reported, in order; `recorded_at` has when each event was first recorded, by its id."""

    reports: list[Report] = field(default_factory=list)
    recorded_at: dict[str, float] = field(default_factory=dict)

    def named(self, name: str) -> list[Report]:
        """Return the reports of that name."""
        return [report for report in self.reports if report.name == name]


@dataclass(slots=True)
class SimulatedTelemetry:
    """Telemetry that adds what one worker reports to the log and to the trace."""

    kernel: Kernel
    log: Log
    worker: str

    def report(self, name: str, facts: Mapping[str, str]) -> None:
        report = Report(self.kernel.seconds(), self.worker, name, dict(facts))
        self.log.reports.append(report)
        if name in {"Recorded", "AlreadyRecorded", "OutOfSequence"}:
            self.log.recorded_at.setdefault(facts["eventId"], report.at)
        told = " ".join(f"{key}={facts[key]}" for key in sorted(facts))
        self.kernel.note(f"{self.worker} {name} {told}")

    def trace_parent(self) -> str | None:
        return None

    @contextmanager
    def following(self, message: str, trace_parent: str | None) -> Iterator[None]:
        yield
