"""The metrics, for Prometheus."""

from collections.abc import Callable, Mapping

from prometheus_client import CollectorRegistry, Counter, Gauge, generate_latest

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"


class Metrics:
    """Counts what was reported; gauges are read when they are asked for."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        self._events = Counter(
            "cas3_events",
            "What became of events and what was remarkable about them",
            ["name", "event_type"],
            registry=self._registry,
        )

    def count(self, name: str, facts: Mapping[str, str]) -> None:
        """One more of that name."""
        self._events.labels(name, facts.get("eventType", "")).inc()

    def gauge(self, name: str, description: str, read: Callable[[], float]) -> None:
        """A value that is read whenever metrics are asked for."""
        Gauge(name, description, registry=self._registry).set_function(read)

    def text(self) -> bytes:
        """All of them, as Prometheus reads them."""
        return generate_latest(self._registry)
