"""Telemetry that keeps what was reported."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from types import MappingProxyType

_MESSAGE: ContextVar[Mapping[str, str]] = ContextVar("message", default=MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class Report:
    """One reported fact."""

    name: str
    facts: Mapping[str, str]


class InMemoryTelemetry:
    """The reports, in order."""

    def __init__(self) -> None:
        self._reports: list[Report] = []

    @property
    def reports(self) -> Sequence[Report]:
        """Return all that was reported."""
        return tuple(self._reports)

    @contextmanager
    def following(self, message: str, trace_parent: str | None) -> Iterator[None]:
        """Attach the message's id to the reports within the context; there are no traces in memory."""
        before = _MESSAGE.set({"messageId": message})
        try:
            yield
        finally:
            _MESSAGE.reset(before)

    def trace_parent(self) -> str | None:
        return None

    def report(self, name: str, facts: Mapping[str, str]) -> None:
        self._reports.append(Report(name, {**facts, **_MESSAGE.get()}))
