"""Rule 6: whatever AWS answers, or does not answer to its end, is an outage, and stops nobody."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic
from typing import Any

import pytest
from botocore.stub import Stubber

from adapters.network.aws import bound_exchanges
from adapters.network.deadline import deadline
from adapters.sns.announcements import SnsAnnouncements
from adapters.sqs.errors import sqs_errors_as_failures
from adapters.sqs.inbound_events import SqsInboundEvents
from adapters.sqs.message import FAILURE_REASON, ORIGINAL_ATTRIBUTES, attributes_with
from adapters.sqs.policy import QueuePolicy, read_policy
from domain.failures import Failure, Neighbour, Outage
from domain.ports.inbound_events import Delivery
from domain.ports.outbox import StoredAnnouncement
from entrypoints.sandbox.neighbours.aws import Aws, aws_at
from entrypoints.sandbox.neighbours.ministack import LOCALHOST
from tests.adapters.sqs_port import TEN, received
from tests.support.aws import Queues
from tests.support.http_server import Answer, HttpServer

POLICY = QueuePolicy(
    visibility_timeout=30, most_receives=3, largest=1_048_576, dead_letter_url="http://x/dlq"
)
ANNOUNCEMENT = StoredAnnouncement(id=1, event_type="t", body="{}", person="A000001")
# Far more than any deadline here, as the machine may be busy, and far less than what drips takes.
AT_MOST = 120.0


@contextmanager
def answering(answer: Answer, monkeypatch: pytest.MonkeyPatch) -> Iterator[Aws]:
    monkeypatch.setenv("AWS_MAX_ATTEMPTS", "1")
    server = HttpServer(lambda _: answer)
    with aws_at(f"http://{LOCALHOST}:{server.port}") as aws:
        bound_exchanges(aws.sqs)
        bound_exchanges(aws.sns)
        yield aws
    server.stop()


HTML = {"Content-Type": "text/html; charset=utf-8"}
JSON = {"Content-Type": "application/x-amz-json-1.0"}
ODD_ANSWERS = {
    "HTML": Answer(200, "<html><body>Sign in</body></html>", HTML),
    "nothing, as HTML": Answer(200, "", HTML),
    "a list": Answer(200, "[]", JSON),
    "a list of lists": Answer(200, json.dumps([[1]]), JSON),
    "messages that are no list": Answer(200, json.dumps({"Messages": 1}), JSON),
    "messages that are none": Answer(200, json.dumps({"Messages": ["x", 1]}), JSON),
    "messages without an id": Answer(200, json.dumps({"Messages": [{"Body": "x"}]}), JSON),
    "502 in text": Answer(502, "Bad gateway", {"Content-Type": "text/plain"}),
    "403 in HTML": Answer(403, "<html><title>no<br></html>", HTML),
    "408 without a body": Answer(408, "", JSON),
}


@pytest.mark.parametrize("answer", ODD_ANSWERS.values(), ids=ODD_ANSWERS)
def test_an_answer_that_is_none_of_a_queues_is_an_outage(
    answer: Answer, monkeypatch: pytest.MonkeyPatch
) -> None:
    with answering(answer, monkeypatch) as aws, pytest.raises(Outage) as raised:
        SqsInboundEvents(aws.sqs, "http://x/q", POLICY).receive(10)

    assert raised.value.neighbour is Neighbour.QUEUE


def test_an_empty_answer_of_a_queue_is_no_outage(monkeypatch: pytest.MonkeyPatch) -> None:
    with answering(Answer(200, "{}", JSON), monkeypatch) as aws:
        assert SqsInboundEvents(aws.sqs, "http://x/q", POLICY).receive(10) == []


DRIPS = {
    "says nothing": Answer(delay=600),
    "drips its head": Answer(drips=0.05, head_drips=True),
    "drips its body": Answer(body="x" * 10_000, drips=0.05),
}


@pytest.mark.parametrize("drip", DRIPS.values(), ids=DRIPS)
def test_who_drags_an_answer_out_meets_the_deadline(drip: Answer, monkeypatch: pytest.MonkeyPatch) -> None:
    began = monotonic()
    with answering(drip, monkeypatch) as aws:
        with deadline(0.3), pytest.raises(Outage):
            SqsInboundEvents(aws.sqs, "http://x/q", POLICY).receive(10)
        with deadline(0.3), pytest.raises(Outage):
            SnsAnnouncements(aws.sns, "arn:aws:sns:eu-west-2:000000000000:x").publish([ANNOUNCEMENT])

    assert monotonic() - began < AT_MOST


def test_every_fault_of_a_library_is_an_outage_and_every_failure_stays_what_it_is() -> None:
    with pytest.raises(Outage), sqs_errors_as_failures():
        raise KeyError("x")
    with pytest.raises(Failure) as raised, sqs_errors_as_failures():
        raise Failure("as it was")
    assert type(raised.value) is Failure


@contextmanager
def one_in_hand(aws: Aws, body: str = "x") -> Iterator[tuple[SqsInboundEvents, Delivery, Stubber]]:
    port = SqsInboundEvents(aws.sqs, "http://x/q", POLICY)
    with Stubber(aws.sqs) as stubber:
        message = {"MessageId": "m", "ReceiptHandle": "r", "Body": body}
        stubber.add_response("receive_message", {"Messages": [message]})
        (delivery,) = port.receive(1)
        yield port, delivery, stubber
        stubber.assert_no_pending_responses()


@pytest.mark.parametrize("code", ["AccessDenied", "KMS.DisabledException", "InvalidParameterValue"])
def test_what_the_dead_letter_queue_refuses_stays_in_hand(aws: Aws, code: str) -> None:
    with aws_at(aws.endpoint) as own, one_in_hand(own) as (port, delivery, stubber):
        stubber.add_client_error("send_message", code)
        with pytest.raises(Outage, match="the dead-letter queue refused") as raised:
            port.set_aside(delivery, "no use")

        assert raised.value.neighbour is Neighbour.DEAD_LETTER_QUEUE
        assert port.is_held(delivery)


def test_what_is_too_large_for_the_dead_letter_queue_is_set_aside_with_a_shortened_body(
    queues: Queues,
) -> None:
    body = json.dumps({"Type": "Notification", "Message": "é" * 150_000})
    sent: list[dict[str, Any]] = []
    with aws_at(queues.aws.endpoint) as own, one_in_hand(own, body) as (port, delivery, stubber):
        own.sqs.meta.events.register(
            "provide-client-params.sqs.SendMessage", lambda params, **_: sent.append(params)
        )
        stubber.add_client_error("send_message", "InvalidParameterValue")
        stubber.add_response("send_message", {"MessageId": "d"})
        port.set_aside(delivery, "no use")

        assert not port.is_held(delivery)
    whole, shortened = sent
    assert whole["MessageBody"] == body
    assert body.startswith(shortened["MessageBody"])
    assert len(shortened["MessageBody"].encode()) < 262_144
    reason = shortened["MessageAttributes"][FAILURE_REASON]["StringValue"]
    assert reason == "no use (the body was too large for this queue and is shortened)"


@pytest.mark.parametrize("code", ["InvalidParameterValue", "ReceiptHandleIsInvalid", "MessageNotInflight"])
def test_a_message_that_somebody_else_has_by_now_needs_no_handing_back(aws: Aws, code: str) -> None:
    with aws_at(aws.endpoint) as own, one_in_hand(own) as (port, delivery, stubber):
        stubber.add_client_error("change_message_visibility", code)
        port.hand_back(delivery, 300)

        assert not port.is_held(delivery)


def test_a_queue_that_refuses_a_hand_back_is_an_outage(aws: Aws) -> None:
    with aws_at(aws.endpoint) as own, one_in_hand(own) as (port, delivery, stubber):
        stubber.add_client_error("change_message_visibility", "AccessDenied")
        with pytest.raises(Outage):
            port.hand_back(delivery, 300)

        assert not port.is_held(delivery)


@pytest.mark.parametrize("count", [8, 9, 10])
def test_what_is_redriven_seven_times_is_wrapped_at_most_once(queues: Queues, count: int) -> None:
    own = dict(list(TEN.items())[:count])
    port = SqsInboundEvents(queues.aws.sqs, queues.url, read_policy(queues.aws.sqs, queues.url, None))
    port.set_aside(received(port, queues, "body", **own), "first")
    (first,) = queues.dead_letters()
    letter: Any = first

    for number in range(7):
        letter = {**letter, "MessageAttributes": attributes_with(letter, f"again {number}", 262_144)}

    attributes = dict(letter["MessageAttributes"])
    assert attributes.pop(FAILURE_REASON)["StringValue"] == "again 6"
    packed = json.loads(attributes.pop(ORIGINAL_ATTRIBUTES, {"StringValue": "{}"})["StringValue"])
    values = {name: value["StringValue"] for name, value in attributes.items()}
    assert {**values, **{name: value["Value"] for name, value in packed.items()}} == own
    assert bool(packed) == (count == 10)


@pytest.mark.parametrize(
    "value", ["no JSON", "[1]", '{"a": 1}', '{"a": {"DataType": "Binary", "Value": "x"}}']
)
def test_somebody_elses_attribute_of_that_name_is_kept_as_it_is(value: str) -> None:
    theirs: Any = {"DataType": "String", "StringValue": value}
    message: Any = {"Body": "x", "MessageAttributes": {ORIGINAL_ATTRIBUTES: theirs}}

    assert attributes_with(message, "no use", 262_144)[ORIGINAL_ATTRIBUTES] == theirs
