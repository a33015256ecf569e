"""The dead-letter queue as an operator works with it, on a server that speaks SQS."""

from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from itertools import islice
from threading import Barrier, Thread
from typing import TYPE_CHECKING, Any

import boto3
import pytest
from botocore.config import Config
from botocore.stub import Stubber

from adapters.sqs.dead_letters import SqsDeadLetters
from adapters.sqs.inbound_events import SqsInboundEvents
from domain.failures import Outage
from tests.adapters.sqs_port import TEN, received
from tests.support.aws import Queues

if TYPE_CHECKING:
    from types_boto3_sqs import SQSClient


@pytest.fixture
def letters(queues: Queues) -> SqsDeadLetters:
    return SqsDeadLetters(queues.aws.sqs, queues.url, queues.messaging.dead_letter_queue)


def set_aside(queues: Queues, *bodies: str, reason: str | None = "no use") -> None:
    attributes = {} if reason is None else {"FailureReason": {"DataType": "String", "StringValue": reason}}
    for body in bodies:
        queues.aws.sqs.send_message(
            QueueUrl=queues.messaging.dead_letter_queue,
            MessageBody=body,
            MessageAttributes=attributes,  # type: ignore[arg-type]  # a plain dictionary
        )


def bodies_in(queues: Queues) -> Sequence[str]:
    """Everything in the queue, which is empty afterwards."""
    bodies = []
    while messages := queues.aws.sqs.receive_message(QueueUrl=queues.url, MaxNumberOfMessages=10).get(
        "Messages"
    ):
        bodies += [message.get("Body", "") for message in messages]
        for message in messages:
            queues.aws.sqs.delete_message(QueueUrl=queues.url, ReceiptHandle=message["ReceiptHandle"])
    return sorted(bodies)


def left(letters: SqsDeadLetters) -> tuple[int, int]:
    counts = letters.counts()
    return counts.free, counts.held


def test_every_message_is_seen_once_and_is_free_afterwards(queues: Queues, letters: SqsDeadLetters) -> None:
    set_aside(queues, *(f"body {number}" for number in range(25)))
    with letters.opened() as opened:
        seen = Counter(letter.body for letter in opened)
        assert left(letters) == (0, 25)
    assert seen == {f"body {number}": 1 for number in range(25)}
    assert left(letters) == (25, 0)


def test_an_empty_queue_has_none(letters: SqsDeadLetters) -> None:
    with letters.opened() as opened:
        assert list(opened) == []


def test_what_is_sent_back_is_as_it_was_before_it_was_set_aside(
    queues: Queues, port: SqsInboundEvents, letters: SqsDeadLetters
) -> None:
    delivery = received(port, queues, "the body", **TEN)
    port.set_aside(delivery, "no use")
    with letters.opened() as opened:
        (letter,) = opened
        assert letter.reason == "no use"
        letters.retry(letter)
    (message,) = queues.aws.sqs.receive_message(
        QueueUrl=queues.url, MessageAttributeNames=["All"], VisibilityTimeout=60
    )["Messages"]
    assert message.get("Body") == "the body"
    sent = {name: value.get("StringValue") for name, value in message.get("MessageAttributes", {}).items()}
    assert sent == TEN
    assert left(letters) == (0, 0)


def test_binary_attributes_come_back_binary(
    queues: Queues, port: SqsInboundEvents, letters: SqsDeadLetters
) -> None:
    values = {f"name-{number}": bytes([number, 255]) for number in range(10)}
    binary = {name: {"DataType": "Binary", "BinaryValue": value} for name, value in values.items()}
    queues.aws.sqs.send_message(
        QueueUrl=queues.url,
        MessageBody="body",
        MessageAttributes=binary,  # type: ignore[arg-type]  # a plain dictionary
    )
    (delivery,) = port.receive(10)
    port.set_aside(delivery, "no use")
    with letters.opened() as opened:
        letters.retry(next(opened))
    (message,) = queues.aws.sqs.receive_message(QueueUrl=queues.url, MessageAttributeNames=["All"])[
        "Messages"
    ]
    back = message.get("MessageAttributes", {})
    assert {name: value.get("BinaryValue") for name, value in back.items()} == values


def test_a_message_that_the_queue_itself_moved_has_no_reason(queues: Queues, letters: SqsDeadLetters) -> None:
    set_aside(queues, "body", reason=None)
    with letters.opened() as opened:
        assert [letter.reason for letter in opened] == [None]


def test_what_is_discarded_is_gone_and_the_rest_stays(queues: Queues, letters: SqsDeadLetters) -> None:
    set_aside(queues, "one", "two")
    with letters.opened() as opened:
        letters.discard(next(letter for letter in opened if letter.body == "one"))
    with letters.opened() as opened:
        assert [letter.body for letter in opened] == ["two"]
    assert bodies_in(queues) == []


def test_an_error_in_the_middle_leaves_everything_free(queues: Queues, letters: SqsDeadLetters) -> None:
    set_aside(queues, "one", "two", "three")

    def interrupted() -> None:
        with letters.opened() as opened:
            next(opened)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert left(letters) == (3, 0)


def test_two_operators_at_once_send_each_message_back_once(queues: Queues) -> None:
    set_aside(queues, *(f"body {number:03}" for number in range(60)))
    together = Barrier(2)

    def retry_all() -> None:
        letters = SqsDeadLetters(queues.aws.sqs, queues.url, queues.messaging.dead_letter_queue)
        together.wait(30)
        with letters.opened() as opened:
            for letter in opened:
                letters.retry(letter)

    operators = [Thread(target=retry_all, daemon=True) for _ in range(2)]
    for operator in operators:
        operator.start()
    for operator in operators:
        operator.join(180)
    assert bodies_in(queues) == [f"body {number:03}" for number in range(60)]


def test_what_is_set_aside_again_meanwhile_is_left_to_the_next_look(
    queues: Queues, letters: SqsDeadLetters
) -> None:
    """A worker that refuses the message at once would otherwise keep a retry of all busy for ever."""
    set_aside(queues, "again")
    retried = 0
    with letters.opened() as opened:
        for letter in opened:
            letters.retry(letter)
            retried += 1
            set_aside(queues, "again")
            assert retried == 1
    assert left(letters) == (1, 0)


@pytest.mark.parametrize(
    ("code", "told"),
    [
        ("AccessDenied", "lack the right sqs:ReceiveMessage on the queue the-dlq"),
        ("AWS.SimpleQueueService.NonExistentQueue", "there is no queue the-dlq"),
        ("ServiceUnavailable", "the queue the-dlq refused ReceiveMessage (ServiceUnavailable)"),
    ],
)
def test_a_queue_that_refuses_is_told_with_what_is_missing(code: str, told: str) -> None:
    client = stubbed_client()
    letters = SqsDeadLetters(client, "https://sqs.example/1/queue", "https://sqs.example/1/the-dlq")
    with Stubber(client) as stub:
        stub.add_response("get_queue_attributes", depth(1))
        stub.add_client_error("receive_message", code)
        with pytest.raises(Outage) as refused, letters.opened() as opened:
            next(opened)
    assert told in refused.value.reason


@pytest.mark.parametrize(("errors", "seen"), [(2, 2), (3, 1)])
def test_among_many_messages_a_receive_may_fail_twice(errors: int, seen: int) -> None:
    client, pauses = stubbed_client(), list[float]()
    letters = SqsDeadLetters(
        client, "https://sqs.example/1/queue", "https://sqs.example/1/dlq", pauses.append
    )
    found: list[str] = []

    def look() -> None:
        with letters.opened() as opened:
            found.extend(letter.body for letter in islice(opened, 2))

    with Stubber(client) as stub:
        stub.add_response("get_queue_attributes", depth(2))
        stub.add_response("receive_message", {"Messages": [one("first")]})
        for _ in range(errors):
            stub.add_client_error("receive_message", "ServiceUnavailable")
        stub.add_response("receive_message", {"Messages": [one("second")]})
        with suppress(Outage):
            look()
    assert len(found) == seen
    assert pauses == [1.0, 1.0]


def stubbed_client() -> "SQSClient":
    return boto3.client(
        "sqs",
        region_name="eu-west-2",
        aws_access_key_id="test",
        aws_secret_access_key="test",
        config=Config(retries={"max_attempts": 0}),
    )


def depth(messages: int) -> dict[str, Any]:
    numbers = {
        "ApproximateNumberOfMessages": str(messages),
        "ApproximateNumberOfMessagesNotVisible": "0",
    }
    return {"Attributes": numbers, "ResponseMetadata": {"HTTPHeaders": {}}}


def one(body: str) -> dict[str, Any]:
    return {"MessageId": body, "ReceiptHandle": body, "Body": body, "Attributes": {"SentTimestamp": "0"}}
