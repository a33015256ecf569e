"""Ports that put spans around what a neighbour does and measure it; nothing private is in them."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from time import perf_counter
from urllib.parse import urlsplit

from adapters.telemetry.metrics import Metrics
from adapters.telemetry.traces import Traces
from domain.case import CaseRequest
from domain.event import Event
from domain.notification import Notification
from domain.ports.delius import Delius
from domain.ports.event_details import EventDetails
from domain.ports.open_case import OpenCase


@dataclass(frozen=True, slots=True)
class ObservedEventDetails:
    """The CAS3 API, over HTTP."""

    details: EventDetails
    metrics: Metrics
    traces: Traces

    def fetch(self, notification: Notification) -> Event:
        where = partial(_where, notification.detail_url)
        with _timed(self.metrics, "api"), self.traces.asking("GET details", where):
            return self.details.fetch(notification)


@dataclass(frozen=True, slots=True)
class ObservedDelius:
    """The database of Delius, over SQL."""

    delius: Delius
    metrics: Metrics
    traces: Traces
    system: str

    @contextmanager
    def open_case(self, request: CaseRequest) -> Iterator[OpenCase]:
        with (
            _timed(self.metrics, "transaction"),
            self.traces.asking("transaction in Delius", lambda: {"db.system.name": self.system}),
            self.delius.open_case(request) as case,
        ):
            yield case


@contextmanager
def _timed(metrics: Metrics, work: str) -> Iterator[None]:
    began = perf_counter()
    try:
        yield
    finally:
        metrics.took(work, perf_counter() - began)


def _where(url: str) -> dict[str, str]:
    """Return the path, which holds ids only; the rest of a URL from outside might hold anything."""
    try:
        return {"http.request.method": "GET", "url.path": urlsplit(url).path}
    except ValueError:
        return {"http.request.method": "GET"}
