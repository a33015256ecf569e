"""Telemetry that keeps what was reported."""

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Report:
    """One reported fact."""

    name: str
    facts: Mapping[str, str]


class InMemoryTelemetry:
    """Keeps the reports in order."""

    def __init__(self) -> None:
        self._reports: list[Report] = []

    @property
    def reports(self) -> Sequence[Report]:
        """All that was reported."""
        return tuple(self._reports)

    def following(self, trace_parent: str | None) -> AbstractContextManager[None]:
        """Nothing is traced in memory."""
        return nullcontext()

    def report(self, name: str, facts: Mapping[str, str]) -> None:
        self._reports.append(Report(name, dict(facts)))
