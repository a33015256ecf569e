"""The W3C trace context, as it travels in headers and attributes."""

from opentelemetry import propagate

_TRACE_PARENT = "traceparent"


def current_trace_parent() -> str | None:
    """The trace that this thread works in; None outside of any."""
    carrier: dict[str, str] = {}
    propagate.inject(carrier)
    return carrier.get(_TRACE_PARENT)
