"""The port to logs and metrics."""

import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from time import perf_counter
from typing import Final

import structlog
from structlog.contextvars import bound_contextvars

from adapters.telemetry.logs import LOGGER
from adapters.telemetry.metrics import Metrics
from adapters.telemetry.names import LEVELS
from adapters.telemetry.traces import Traces
from adapters.wire.trace import current_trace_parent

_BEGAN: Final[ContextVar[float | None]] = ContextVar("cas3_began", default=None)


class LoggedTelemetry:
    """One log line and one count for every report, and an event on the span of the work."""

    def __init__(self, metrics: Metrics, traces: Traces) -> None:
        self._traces = traces
        self._log = structlog.get_logger(LOGGER)
        self._metrics = metrics

    @contextmanager
    def following(self, message: str, trace_parent: str | None) -> Iterator[None]:
        began = perf_counter()
        token = _BEGAN.set(began)
        try:
            with (
                self._traces.following(message, trace_parent) as trace_id,
                bound_contextvars(messageId=message, traceId=trace_id),
            ):
                yield
        finally:
            _BEGAN.reset(token)
            self._metrics.took("handling", perf_counter() - began)

    def trace_parent(self) -> str | None:
        return current_trace_parent()

    def report(self, name: str, facts: Mapping[str, str]) -> None:
        level = LEVELS.get(name, logging.INFO)
        self._metrics.count(name, facts)
        self._traces.describe(name, facts, is_error=level >= logging.ERROR)
        self._log.log(level, name, **facts, **_duration())


def _duration() -> Mapping[str, float]:
    """Return how long the work on the message has taken, in milliseconds, if there is one."""
    began = _BEGAN.get()
    return {} if began is None else {"durationMs": round((perf_counter() - began) * 1_000, 1)}
