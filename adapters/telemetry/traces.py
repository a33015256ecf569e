"""Traces, exported only where an endpoint for them is configured."""

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from importlib.metadata import version
from typing import Final

from opentelemetry import propagate, trace
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor
from opentelemetry.trace import SpanKind, Status, StatusCode

_SERVICE: Final = "cas3-and-delius"
_ENDPOINTS: Final = ("OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT")
_EVENT_TYPES: Final = "accommodation.cas3."
_PROCESSING: Final = {"messaging.operation.name": "record", "messaging.operation.type": "process"}


def tracer_provider() -> TracerProvider:
    """Return what makes spans, and exports them if one of OpenTelemetry's own variables says where to. Its
    variables also name the service, should it have another name there.
    """
    provider = TracerProvider(resource=_resource())
    if is_exporting():
        provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter()))
    return provider


def is_exporting() -> bool:
    """Return True if an endpoint for traces is configured."""
    return any(os.environ.get(name) for name in _ENDPOINTS)


def _resource() -> Resource:
    given = f"{os.environ.get('OTEL_RESOURCE_ATTRIBUTES', '')},"
    is_named = bool(os.environ.get("OTEL_SERVICE_NAME")) or "service.name=" in given
    name = {} if is_named else {"service.name": _SERVICE}
    return Resource.create({"service.version": version(_SERVICE), **name})


class Traces:
    """Spans around the work on an event, whose ids stand in log lines and announcements.

    Only if they `are_exported` is there more: what is noted on them, and spans around what neighbours do.
    """

    def __init__(self, provider: TracerProvider, *, are_exported: bool = True) -> None:
        self._provider = provider
        self._tracer = provider.get_tracer("cas3_and_delius", version(_SERVICE))
        self.are_exported = are_exported

    @contextmanager
    def following(self, message: str, trace_parent: str | None) -> Iterator[str]:
        """A span in the trace that the message came with; yield the id of that trace."""
        parent = propagate.extract({"traceparent": trace_parent} if trace_parent else {})
        with self._tracer.start_as_current_span(
            "record event",
            context=parent,
            kind=SpanKind.CONSUMER,
            attributes={**_PROCESSING, "messaging.message.id": message},
            record_exception=False,
        ) as span:
            yield trace.format_trace_id(span.get_span_context().trace_id)

    @contextmanager
    def asking(self, what: str, attributes: Callable[[], Mapping[str, str]]) -> Iterator[None]:
        """A span around an exchange with a neighbour. Of an error it keeps the kind, not what it says."""
        if not self.are_exported:
            yield
            return
        with self._tracer.start_as_current_span(
            what,
            kind=SpanKind.CLIENT,
            attributes=dict(attributes()),
            record_exception=False,
            set_status_on_exception=False,
        ) as span:
            try:
                yield
            except Exception as error:
                span.set_attribute("error.type", type(error).__name__)
                span.set_status(Status(StatusCode.ERROR))
                raise

    def record(
        self, what: str, kind: SpanKind, attributes: Mapping[str, str | int], began: int, error: str | None
    ) -> None:
        """A span of an exchange that has just ended; `began` in nanoseconds since 1970, `error` its kind."""
        span = self._tracer.start_span(what, kind=kind, attributes=dict(attributes), start_time=began)
        if error is not None:
            span.set_attribute("error.type", error)
            span.set_status(Status(StatusCode.ERROR))
        span.end()

    def describe(self, name: str, facts: Mapping[str, str], *, is_error: bool = False) -> None:
        """Note on the current span what was decided; the span is named for the event's type."""
        if not self.are_exported:
            return
        span = trace.get_current_span()
        span.add_event(name, dict(facts))
        if event_type := facts.get("eventType"):
            span.update_name(f"record {event_type.removeprefix(_EVENT_TYPES)}")
        if is_error:
            span.set_status(Status(StatusCode.ERROR, facts.get("reason")))

    def __enter__(self) -> "Traces":
        return self

    def __exit__(self, *_: object) -> None:
        # Export what is left.
        self._provider.shutdown()
