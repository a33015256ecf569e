"""The metrics, for Prometheus. Every series is there from the start: what appears at 1 has not risen."""

import time
from collections.abc import Callable, Iterable, Mapping
from typing import Final

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    ProcessCollector,
    generate_latest,
)
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

from adapters.telemetry.names import OF_MESSAGES, OF_THE_SERVICE, RECORDED
from domain.event import EventType

CONTENT_TYPE: Final = "text/plain; version=0.0.4; charset=utf-8"
_BUCKETS: Final = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)
_EVENT_TYPES: Final = frozenset(EventType)
_DURATIONS: Final[Mapping[str, str]] = {
    "handling": "One try of one message, from its beginning to its end",
    "api": "One request for the details of an event, with the token if a new one was needed",
    "transaction": "One transaction on a person's case in Delius, from the lock to the commit",
}


class Metrics:
    """Counters of what was reported, and gauges read on demand. `now` is in seconds since 1970."""

    def __init__(self, now: Callable[[], float] = time.time) -> None:
        self._now = now
        self._registry = CollectorRegistry()
        ProcessCollector(registry=self._registry)
        self._events = Counter(
            "cas3_events",
            "What became of events and what was remarkable about them",
            ["name", "event_type"],
            registry=self._registry,
        )
        self._success = Gauge(
            "cas3_last_success_timestamp_seconds",
            "When this worker last recorded an event, or found it recorded, since 1970; 0 if it never did",
            registry=self._registry,
        )
        self._durations = {name: self._histogram(name, text) for name, text in _DURATIONS.items()}
        self._begin_at_zero()

    def count(self, name: str, facts: Mapping[str, str]) -> None:
        """Count one more of that name."""
        self._events.labels(name, _label(facts.get("eventType"))).inc()
        if name in RECORDED:
            self._success.set(self._now())

    def took(self, work: str, seconds: float) -> None:
        """Add a duration of that work: `handling`, `api` or `transaction`."""
        self._durations[work].observe(seconds)

    def gauge(self, name: str, description: str, read: Callable[[], float]) -> None:
        """Add a value that is read whenever metrics are asked for."""
        Gauge(name, description, registry=self._registry).set_function(read)

    def gauges(
        self, name: str, description: str, label: str, read: Callable[[], Mapping[str, float]]
    ) -> None:
        """Add values by a label, all of which are read at once whenever metrics are asked for."""
        self._registry.register(_Gauges(name, description, label, read))

    def constant(self, name: str, description: str, labels: Mapping[str, str]) -> None:
        """Add a series of value 1 that says something by its labels."""
        Gauge(name, description, list(labels), registry=self._registry).labels(**labels).set(1)

    def text(self) -> bytes:
        """Return all of them, as Prometheus reads them."""
        return generate_latest(self._registry)

    def _histogram(self, name: str, description: str) -> Histogram:
        return Histogram(f"cas3_{name}_seconds", description, buckets=_BUCKETS, registry=self._registry)

    def _begin_at_zero(self) -> None:
        for name in OF_MESSAGES:
            for event_type in ("", *EventType):
                self._events.labels(name, str(event_type))
        for name in OF_THE_SERVICE:
            self._events.labels(name, "")


def _label(event_type: str | None) -> str:
    """Return the type if it is one of the nine: of others, which anybody may send, there is no end."""
    return event_type if event_type in _EVENT_TYPES else ""


class _Gauges(Collector):
    """Values by one label."""

    def __init__(
        self, name: str, description: str, label: str, read: Callable[[], Mapping[str, float]]
    ) -> None:
        self._family = (name, description, label)
        self._read = read

    def collect(self) -> Iterable[GaugeMetricFamily]:
        name, description, label = self._family
        family = GaugeMetricFamily(name, description, labels=[label])
        for value, number in self._read().items():
            family.add_metric([value], number)
        yield family
