"""Traces, exported only where an endpoint for them is configured."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

import structlog
from opentelemetry import propagate, trace
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor

_ENDPOINTS = ("OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT")


def tracer_provider() -> TracerProvider:
    """What makes spans, and exports them if one of OpenTelemetry's own variables says where to."""
    provider = TracerProvider(resource=Resource.create({"service.name": "cas3-and-delius"}))
    if any(os.environ.get(name) for name in _ENDPOINTS):
        provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter()))
    return provider


class Traces:
    """Spans around the work on an event."""

    def __init__(self, provider: TracerProvider) -> None:
        self._provider = provider
        self._tracer = provider.get_tracer("cas3_and_delius")

    @contextmanager
    def following(self, trace_parent: str | None) -> Iterator[None]:
        """A span in the trace that the message came with, whose id stands in every log line meanwhile."""
        parent = propagate.extract({"traceparent": trace_parent} if trace_parent else {})
        with self._tracer.start_as_current_span(
            "record event", context=parent, kind=trace.SpanKind.CONSUMER, record_exception=False
        ) as span:
            trace_id = trace.format_trace_id(span.get_span_context().trace_id)
            with structlog.contextvars.bound_contextvars(traceId=trace_id):
                yield

    def describe(self, name: str, facts: dict[str, str]) -> None:
        """Notes on the current span what was decided."""
        trace.get_current_span().add_event(name, facts)

    def close(self) -> None:
        """Exports what is left."""
        self._provider.shutdown()
