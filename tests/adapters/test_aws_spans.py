"""Spans of exchanges with SQS and SNS: named as OpenTelemetry has it, without anything private."""

from collections.abc import Mapping, Sequence
from threading import Thread

import pytest
from botocore.exceptions import EndpointConnectionError
from opentelemetry.sdk.trace import ReadableSpan, TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from opentelemetry.trace import SpanKind

from adapters.network.aws import sns_client, sqs_client
from adapters.sns.announcements import SnsAnnouncements
from adapters.sqs.inbound_events import SqsInboundEvents
from adapters.sqs.policy import read_policy
from adapters.telemetry.aws_calls import traced
from adapters.telemetry.traces import Traces
from domain.failures import Outage
from domain.ports.outbox import StoredAnnouncement
from entrypoints.sandbox.neighbours.aws import CREDENTIALS
from entrypoints.sandbox.neighbours.ministack import REGION
from tests.support.aws import Queues
from tests.support.waiting import wait_until

TRACE = "4bf92f3577b34da6a3ce929d0e0e4736"


class Spans:
    """The spans that were exported, and the traces that export it."""

    def __init__(self, *, are_exported: bool = True) -> None:
        self._exporter = InMemorySpanExporter()
        provider = TracerProvider()
        provider.add_span_processor(SimpleSpanProcessor(self._exporter))
        self.traces = Traces(provider, are_exported=are_exported)

    def of(self, operation: str) -> Sequence[ReadableSpan]:
        """Return those of that operation."""
        return [span for span in self.all() if span.name.startswith(f"{operation} ")]

    def all(self) -> Sequence[ReadableSpan]:
        """Return all of them."""
        return self._exporter.get_finished_spans()

    def attributes(self, operation: str) -> Sequence[Mapping[str, object]]:
        """Return theirs, without the prefix that all of them have."""
        return [
            {name.removeprefix("messaging."): value for name, value in (span.attributes or {}).items()}
            for span in self.of(operation)
        ]


@pytest.fixture
def queues(queues: Queues, monkeypatch: pytest.MonkeyPatch) -> Queues:
    for name, value in {**CREDENTIALS, "AWS_ENDPOINT_URL": queues.aws.endpoint}.items():
        monkeypatch.setenv(name, value)
    return queues


def port(queues: Queues, spans: Spans) -> SqsInboundEvents:
    client = traced(sqs_client(REGION, handlers=1), spans.traces)
    return SqsInboundEvents(client, queues.url, read_policy(client, queues.url, None))


def named(queue: str) -> str:
    return queue.rpartition("/")[2]


def test_receiving_setting_aside_and_handing_back_have_spans_without_anything_private(queues: Queues) -> None:
    spans = Spans()
    inbound = port(queues, spans)
    for number in range(2):
        queues.send(f"MARKER {number}", {"name": "MARKER"})
    first, second = inbound.receive(10)
    with spans.traces.following(first.id, f"00-{TRACE}-00f067aa0ba902b7-01"):
        inbound.set_aside(first, "MARKER")
    inbound.hand_back(second, 5)

    queue, dead = named(queues.url), named(queues.messaging.dead_letter_queue)
    common = {"system": "aws_sqs", "destination.name": queue}
    assert spans.attributes("ReceiveMessage") == [
        {
            **common,
            "operation.name": "ReceiveMessage",
            "operation.type": "receive",
            "batch.message_count": 2,
        }
    ]
    assert spans.attributes("ChangeMessageVisibility") == [
        {**common, "operation.name": "ChangeMessageVisibility", "operation.type": "settle"}
    ]
    (sent,) = spans.of("SendMessage")
    assert (sent.name, sent.kind) == (f"SendMessage {dead}", SpanKind.PRODUCER)
    (work,) = spans.of("record")
    assert (work.attributes or {})["messaging.message.id"] == first.id
    assert sent.parent is not None
    assert work.context is not None
    assert (sent.parent.span_id, f"{sent.parent.trace_id:032x}") == (work.context.span_id, TRACE)
    assert "MARKER" not in "".join(span.to_json() for span in spans.all())


def test_deleting_in_batches_has_a_span(queues: Queues) -> None:
    spans = Spans()
    inbound = port(queues, spans)
    for number in range(3):
        queues.send(str(number))
    for delivery in inbound.receive(10):
        inbound.acknowledge(delivery)
    inbound.deleter.stop()
    inbound.deleter.run()
    assert [each["batch.message_count"] for each in spans.attributes("DeleteMessageBatch")] == [3]


def test_asking_for_more_time_has_a_span(queues: Queues) -> None:
    spans = Spans()
    queues.aws.sqs.set_queue_attributes(QueueUrl=queues.url, Attributes={"VisibilityTimeout": "1"})
    inbound = port(queues, spans)
    queues.send("held for long")
    assert inbound.receive(10)
    extending = inbound.upkeep()["extending"]
    thread = Thread(target=extending, daemon=True)
    thread.start()
    wait_until(lambda: bool(spans.of("ChangeMessageVisibilityBatch")))
    inbound.stop_upkeep()
    thread.join(30)


def test_a_receive_that_brings_nothing_and_a_look_at_the_depth_have_none(queues: Queues) -> None:
    spans = Spans()
    client = traced(sqs_client(REGION, handlers=1), spans.traces)
    client.receive_message(QueueUrl=queues.url)
    client.get_queue_attributes(QueueUrl=queues.url, AttributeNames=["All"])
    assert spans.all() == ()


def test_what_is_refused_and_what_gets_no_answer_is_an_error_with_its_kind(
    queues: Queues, monkeypatch: pytest.MonkeyPatch
) -> None:
    spans = Spans()
    inbound = port(queues, spans)
    queues.aws.sqs.delete_queue(QueueUrl=queues.url)
    with pytest.raises(Outage):
        inbound.receive(1)
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:1")
    away = traced(sqs_client(REGION, handlers=1), spans.traces)
    with pytest.raises(EndpointConnectionError):
        away.delete_message(QueueUrl=queues.url, ReceiptHandle="MARKER")
    refused, unreached = spans.all()
    assert str((refused.attributes or {})["error.type"]).endswith(("NonExistentQueue", "QueueDoesNotExist"))
    assert (unreached.attributes or {})["error.type"] == "EndpointConnectionError"
    assert not refused.status.is_ok
    assert "MARKER" not in unreached.to_json()


def test_a_batch_of_announcements_has_a_span_with_its_size_and_nothing_that_it_says(queues: Queues) -> None:
    spans = Spans()
    arn = queues.messaging.announcements_topic
    topic = SnsAnnouncements(traced(sns_client(REGION, handlers=1), spans.traces), arn)
    assert (
        topic.publish([StoredAnnouncement(id=7, event_type="created", body="MARKER", person="MARKER")]) == {}
    )
    (span,) = spans.all()
    assert (span.name, span.kind) == (f"PublishBatch {arn.rpartition(':')[2]}", SpanKind.PRODUCER)
    (attributes,) = spans.attributes("PublishBatch")
    assert (attributes["system"], attributes["batch.message_count"]) == ("aws.sns", 1)
    assert "MARKER" not in span.to_json()


def test_without_an_exporter_nothing_is_done_at_all(queues: Queues) -> None:
    spans = Spans(are_exported=False)
    client = sqs_client(REGION, handlers=1)
    assert traced(client, spans.traces) is client
    client.send_message(QueueUrl=queues.url, MessageBody="body")
    assert spans.all() == ()
