"""Queues and topics as the service finds them at AWS, made on a server that stands in for it."""

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import boto3
from botocore.config import Config

from domain.event import EventType
from entrypoints.sandbox.neighbours.ministack import REGION

if TYPE_CHECKING:
    from types_boto3_sns import SNSClient
    from types_boto3_sqs import SQSClient
    from types_boto3_sqs.literals import QueueAttributeNameType
    from types_boto3_sqs.type_defs import MessageTypeDef

CREDENTIALS: Final[Mapping[str, str]] = {"AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test"}
_RECEIVE_LIMIT: Final = 3
VISIBILITY_TIMEOUT_SECONDS: Final = 30


@dataclass(frozen=True, slots=True)
class Aws:
    """Clients of the server that stands in for AWS."""

    endpoint: str
    sqs: "SQSClient"
    sns: "SNSClient"


@dataclass(frozen=True, slots=True, kw_only=True)
class Messaging:
    """The topic of domain events with the service's queue and its dead-letter queue, and the topic of
    announcements with a queue to listen at.
    """

    events_topic: str
    queue: str
    dead_letter_queue: str
    announcements_topic: str
    announcements_queue: str


@contextmanager
def aws_at(endpoint: str) -> Iterator[Aws]:
    """Yield clients that talk to that endpoint, and to nothing that the environment names."""
    session = boto3.Session(
        region_name=REGION,
        aws_access_key_id=CREDENTIALS["AWS_ACCESS_KEY_ID"],
        aws_secret_access_key=CREDENTIALS["AWS_SECRET_ACCESS_KEY"],
    )
    direct = Config(proxies={})
    sqs = session.client("sqs", endpoint_url=endpoint, config=direct)
    sns = session.client("sns", endpoint_url=endpoint, config=direct)
    try:
        yield Aws(endpoint, sqs, sns)
    finally:
        sqs.close()
        sns.close()


def create_messaging(
    aws: Aws, suffix: str = "", visibility_timeout: int = VISIBILITY_TIMEOUT_SECONDS
) -> Messaging:
    """Create empty queues and topics, whose names end with the suffix; the timeout is in seconds."""
    dead_letters = aws.sqs.create_queue(QueueName=f"cas3-and-delius-dlq{suffix}")["QueueUrl"]
    redrive = {"deadLetterTargetArn": _arn(aws, dead_letters), "maxReceiveCount": _RECEIVE_LIMIT}
    policy: dict[QueueAttributeNameType, str] = {
        "RedrivePolicy": json.dumps(redrive),
        "VisibilityTimeout": str(visibility_timeout),
    }
    queue = aws.sqs.create_queue(QueueName=f"cas3-and-delius{suffix}", Attributes=policy)["QueueUrl"]
    events = aws.sns.create_topic(Name=f"hmpps-domain-events{suffix}")["TopicArn"]
    announcements = aws.sns.create_topic(Name=f"announcements{suffix}")["TopicArn"]
    heard = aws.sqs.create_queue(QueueName=f"announcements{suffix}")["QueueUrl"]
    messaging = Messaging(
        events_topic=events,
        queue=queue,
        dead_letter_queue=dead_letters,
        announcements_topic=announcements,
        announcements_queue=heard,
    )
    nine_types = json.dumps({"eventType": list(EventType)})
    _subscribe(aws, events, queue, FilterPolicy=nine_types)
    listen(aws, messaging)
    return messaging


def empty(aws: Aws, messaging: Messaging) -> None:
    """Delete all messages, also those that somebody holds."""
    for queue in (messaging.queue, messaging.dead_letter_queue, messaging.announcements_queue):
        aws.sqs.purge_queue(QueueUrl=queue)


def listen(aws: Aws, messaging: Messaging) -> None:
    """Subscribe the queue to the announcements, without an envelope around them."""
    _subscribe(aws, messaging.announcements_topic, messaging.announcements_queue, RawMessageDelivery="true")


def publish(
    aws: Aws, messaging: Messaging, message: str, event_type: str, trace_parent: str | None = None
) -> str:
    """Publish a domain event as CAS3 does, in that trace if there is one; return its id."""
    attributes = {"eventType": event_type, **({"traceparent": trace_parent} if trace_parent else {})}
    answer = aws.sns.publish(
        TopicArn=messaging.events_topic,
        Message=message,
        MessageAttributes={
            name: {"DataType": "String", "StringValue": value} for name, value in attributes.items()
        },
    )
    return answer["MessageId"]


def hear(aws: Aws, messaging: Messaging) -> Sequence[str]:
    """The announcements that came since it was last asked."""
    return [message["Body"] for message in _taken(aws, messaging.announcements_queue)]


def _taken(aws: Aws, queue: str) -> "Iterator[MessageTypeDef]":
    while messages := aws.sqs.receive_message(QueueUrl=queue, MaxNumberOfMessages=10).get("Messages"):
        for message in messages:
            yield message
            aws.sqs.delete_message(QueueUrl=queue, ReceiptHandle=message["ReceiptHandle"])


def _arn(aws: Aws, queue: str) -> str:
    return aws.sqs.get_queue_attributes(QueueUrl=queue, AttributeNames=["QueueArn"])["Attributes"]["QueueArn"]


def _subscribe(aws: Aws, topic: str, queue: str, **attributes: str) -> None:
    aws.sns.subscribe(TopicArn=topic, Protocol="sqs", Endpoint=_arn(aws, queue), Attributes=attributes)
