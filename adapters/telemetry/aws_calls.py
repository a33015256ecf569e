"""Put a span around each exchange with SQS and SNS, by OpenTelemetry's conventions for messaging.

botocore tells of every exchange, on whatever thread and in whatever batch it is made. No body, no attribute
of a message and no receipt handle is in a span.
"""

import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, TypeVar

from botocore.client import BaseClient
from opentelemetry.trace import SpanKind

from adapters.telemetry.traces import Traces

Client = TypeVar("Client", bound=BaseClient)

_SYSTEMS: Final = {"sqs": "aws_sqs", "sns": "aws.sns"}
_RECEIVE, _SEND, _SETTLE = "receive", "send", "settle"
_OPERATIONS: Final[Mapping[str, str]] = {
    "ReceiveMessage": _RECEIVE,
    "SendMessage": _SEND,
    "PublishBatch": _SEND,
    "DeleteMessage": _SETTLE,
    "DeleteMessageBatch": _SETTLE,
    "ChangeMessageVisibility": _SETTLE,
    "ChangeMessageVisibilityBatch": _SETTLE,
}
_ENTRIES: Final = ("Entries", "PublishBatchRequestEntries")
_BEGUN: Final = "cas3_begun"


def traced(client: Client, traces: Traces) -> Client:
    """Return the client, whose exchanges have spans from now on if spans of neighbours are wanted at all."""
    if traces.are_exported:
        calls = _Calls(traces)
        for service, system in _SYSTEMS.items():
            client.meta.events.register(f"before-parameter-build.{service}", calls.begin(system))
            client.meta.events.register(f"after-call.{service}", calls.end)
            client.meta.events.register(f"after-call-error.{service}", calls.fail)
    return client


@dataclass(frozen=True, slots=True)
class _Begun:
    """An exchange under way: `began` in nanoseconds since 1970."""

    began: int
    operation: str
    destination: str
    attributes: Mapping[str, str | int]


@dataclass(frozen=True, slots=True)
class _Calls:
    """The handlers of botocore's events; the context of an exchange is the same in all of them."""

    traces: Traces

    def begin(self, system: str) -> Any:
        """Return the handler of the beginning of an exchange with that system."""

        def begun(params: Mapping[str, Any], model: Any, context: dict[str, Any], **_: object) -> None:
            if model.name in _OPERATIONS:
                context[_BEGUN] = _begun(system, model.name, params)

        return begun

    def end(self, parsed: Mapping[str, Any], context: dict[str, Any], **_: object) -> None:
        """Record the exchange, which was answered. A receive that brought nothing is none worth telling."""
        begun: _Begun | None = context.pop(_BEGUN, None)
        if begun is None:
            return
        messages = parsed.get("Messages", ())
        error = parsed.get("Error", {}).get("Code")
        if begun.attributes["messaging.operation.type"] == _RECEIVE and not (messages or error):
            return
        counted = {"messaging.batch.message_count": len(messages)} if messages else {}
        self._record(begun, counted, error)

    def fail(self, exception: Exception, context: dict[str, Any], **_: object) -> None:
        """Record the exchange, which had no answer."""
        begun: _Begun | None = context.pop(_BEGUN, None)
        if begun is not None:
            self._record(begun, {}, type(exception).__name__)

    def _record(self, begun: _Begun, more: Mapping[str, str | int], error: str | None) -> None:
        is_sent = begun.attributes["messaging.operation.type"] == _SEND
        self.traces.record(
            f"{begun.operation} {begun.destination}",
            SpanKind.PRODUCER if is_sent else SpanKind.CLIENT,
            {**begun.attributes, **more},
            begun.began,
            error,
        )


def _begun(system: str, operation: str, params: Mapping[str, Any]) -> _Begun:
    where = str(params.get("QueueUrl") or params.get("TopicArn") or "")
    destination = where.replace(":", "/").rpartition("/")[2]
    batch = next((params[name] for name in _ENTRIES if name in params), None)
    attributes: dict[str, str | int] = {
        "messaging.system": system,
        "messaging.operation.name": operation,
        "messaging.operation.type": _OPERATIONS[operation],
        "messaging.destination.name": destination,
    }
    if batch is not None:
        attributes["messaging.batch.message_count"] = len(batch)
    return _Begun(time.time_ns(), operation, destination, attributes)
