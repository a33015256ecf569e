"""Messages of a queue that are handed back, set aside, or lost to somebody else."""

import json
from time import monotonic
from typing import TYPE_CHECKING

import pytest
from botocore.stub import Stubber

from adapters.sqs.in_hand import InHand
from adapters.sqs.inbound_events import SqsInboundEvents
from adapters.sqs.message import FAILURE_REASON, attributes_with
from adapters.sqs.policy import QueuePolicy, read_policy
from domain.failures import NotConfigured, Outage
from entrypoints.sandbox.neighbours.aws import aws_at
from entrypoints.sandbox.neighbours.ministack import LOCALHOST
from tests.adapters.sqs_port import TEN, received
from tests.support.aws import Queues
from tests.support.ports import reserved_port

if TYPE_CHECKING:
    from types_boto3_sqs.type_defs import MessageTypeDef


def test_what_is_handed_back_comes_after_its_pause(port: SqsInboundEvents, queues: Queues) -> None:
    delivery = received(port, queues)
    began = monotonic()
    port.hand_back(delivery, 0.5)

    assert not port.is_held(delivery)
    assert len(port.receive(10)) == 1
    assert monotonic() - began > 0.8


def test_what_is_handed_back_after_its_last_receive_comes_again_all_the_same(
    port: SqsInboundEvents, queues: Queues
) -> None:
    port.hand_back(received(port, queues, "body", **TEN), 0)
    for _ in range(2):
        (delivery,) = port.receive(10)
        port.hand_back(delivery, 0)
    port.deleter.stop()
    port.deleter.run()

    (again,) = port.receive(10)

    assert again.receives == 1
    assert queues.dead_letters() == []
    port.set_aside(again, "a reason")
    (letter,) = queues.dead_letters()
    assert letter["Body"] == "body"
    assert "name-1" in letter["MessageAttributes"]


@pytest.mark.parametrize(("pause", "asked"), [(43_200, 43_140), (300, 300)])
def test_a_pause_leaves_room_for_the_time_since_the_receive(pause: float, asked: int) -> None:
    with aws_at("http://x") as aws, Stubber(aws.sqs) as stubber:
        policy = QueuePolicy(visibility_timeout=30, most_receives=3, largest=262_144, dead_letter_url="x")
        port = SqsInboundEvents(aws.sqs, "http://x/q", policy)
        message = {"MessageId": "m", "ReceiptHandle": "r", "Body": "x"}
        stubber.add_response("receive_message", {"Messages": [message]})
        stubber.add_response("change_message_visibility", {})
        requests: list[int] = []
        aws.sqs.meta.events.register(
            "provide-client-params.sqs.ChangeMessageVisibility",
            lambda params, **_: requests.append(params["VisibilityTimeout"]),
        )
        (delivery,) = port.receive(1)
        port.hand_back(delivery, pause)

    assert asked - 60 <= requests[0] <= asked


def test_all_that_is_in_hand_can_be_handed_back(port: SqsInboundEvents, queues: Queues) -> None:
    delivery = received(port, queues)
    port.hand_back_all()

    assert (queues.visible, port.is_held(delivery)) == (1, False)


@pytest.mark.parametrize("count", [0, 8, 9, 10])
def test_what_is_set_aside_keeps_body_and_attributes_and_gets_its_reason(
    port: SqsInboundEvents, queues: Queues, count: int
) -> None:
    own = dict(list(TEN.items())[:count])
    port.set_aside(received(port, queues, '{"a": "é\t"}', **own), "no use\x00\x1b\ufffe" + "y" * 2_000)
    port.deleter.stop()
    port.deleter.run()

    (letter,) = queues.dead_letters()

    attributes = {name: value.get("StringValue", "") for name, value in letter["MessageAttributes"].items()}
    assert letter["Body"] == '{"a": "é\t"}'
    assert attributes.pop("FailureReason").startswith("no use???yyy")
    packed = json.loads(attributes.pop("OriginalMessageAttributes", "{}"))
    assert len(letter["MessageAttributes"]) <= 10
    assert {**attributes, **{name: value["Value"] for name, value in packed.items()}} == own
    assert (len(packed) > 0) == (count == 10)
    assert queues.is_worked_off


def test_binary_attributes_are_kept_too(port: SqsInboundEvents, queues: Queues) -> None:
    queues.aws.sqs.send_message(
        QueueUrl=queues.url,
        MessageBody="body",
        MessageAttributes={"b": {"DataType": "Binary", "BinaryValue": b"\x00\x01"}},
    )
    (delivery,) = port.receive(10)
    port.set_aside(delivery, "no use")

    (letter,) = queues.dead_letters()
    assert letter["MessageAttributes"]["b"].get("BinaryValue") == b"\x00\x01"


@pytest.mark.parametrize(
    ("room", "expected"), [(-9, None), (19, None), (22, "no "), (25, "no use"), (99, "no use")]
)
def test_the_reason_takes_no_more_room_than_the_message_leaves(room: int, expected: str | None) -> None:
    """Its name and its type take 19 bytes."""
    message: MessageTypeDef = {
        "Body": "é" * 50,
        "MessageAttributes": {
            "a": {"DataType": "String", "StringValue": "é"},
            "b": {"DataType": "Binary", "BinaryValue": b"\x00"},
        },
    }

    taken = attributes_with(message, "no use", largest=100 + 9 + 8 + room)

    reason = taken.get(FAILURE_REASON)
    assert (reason and reason.get("StringValue")) == expected
    assert {"a", "b"} <= taken.keys()


def test_a_queue_that_is_away_is_an_outage() -> None:
    with reserved_port() as closed, aws_at(f"http://{LOCALHOST}:{closed}") as aws:
        policy = QueuePolicy(visibility_timeout=30, most_receives=3, largest=262_144, dead_letter_url="x")
        port = SqsInboundEvents(aws.sqs, "http://x/q", policy)
        with pytest.raises(Outage, match="cannot be reached"):
            port.receive(1)


def test_a_queue_that_does_not_exist_is_a_wrong_setting(queues: Queues) -> None:
    with pytest.raises(NotConfigured, match="no such queue"):
        read_policy(queues.aws.sqs, queues.url + "-that-is-not-there", None)


def test_in_hand_is_due_when_half_of_its_time_is_left() -> None:
    in_hand = InHand(visibility_timeout=30)
    in_hand.take({"MessageId": "a", "ReceiptHandle": "r"}, now=100)

    assert in_hand.next_due() == 115
    assert [len(in_hand.due(now)) for now in (114, 115)] == [0, 1]
    in_hand.extended(["a", "unknown"], now=115)
    assert in_hand.next_due() == 130
