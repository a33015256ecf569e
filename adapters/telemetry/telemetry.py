"""The port to logs and metrics."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

import structlog
from structlog.contextvars import bound_contextvars

from adapters.telemetry.metrics import Metrics
from adapters.telemetry.traces import Traces
from adapters.wire.trace import current_trace_parent

_WARNINGS = frozenset(
    {
        "SetAside",
        "Outage",
        "QueueUnreachable",
        "AnnouncementsDelayed",
        "AnnouncementKept",
        "Unexpected",
        "StaffNotFound",
    }
)


class LoggedTelemetry:
    """One log line and one count for every report, and an event on the span of the work."""

    def __init__(self, metrics: Metrics, traces: Traces) -> None:
        self._traces = traces
        self._log = structlog.get_logger("cas3_and_delius")
        self._metrics = metrics

    @contextmanager
    def following(self, message: str, trace_parent: str | None) -> Iterator[None]:
        with self._traces.following(trace_parent), bound_contextvars(messageId=message):
            yield

    def trace_parent(self) -> str | None:
        return current_trace_parent()

    def report(self, name: str, facts: Mapping[str, str]) -> None:
        self._metrics.count(name, facts)
        self._traces.describe(name, dict(facts))
        write = self._log.warning if name in _WARNINGS else self._log.info
        write(name, **facts)
