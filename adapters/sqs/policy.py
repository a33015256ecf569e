"""How a queue treats what is received from it."""

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from adapters.sqs.errors import talking
from domain.failures import Neighbour, Outage

if TYPE_CHECKING:
    from types_boto3_sqs import SQSClient

_USUALLY_LARGEST: Final = 262_144


@dataclass(frozen=True, slots=True, kw_only=True)
class QueuePolicy:
    """`visibility_timeout` in seconds; after `most_receives` the queue itself moves a message to its
    dead-letter queue; 0 if it never does. A message has at most `largest` bytes, with its attributes.
    """

    visibility_timeout: float
    most_receives: int
    largest: int
    dead_letter_url: str


def read_policy(client: "SQSClient", queue_url: str, dead_letter_url: str | None) -> QueuePolicy:
    """The policy of the queue. Outage if it cannot be read, or if no dead-letter queue is known."""
    with talking():
        answer = client.get_queue_attributes(
            QueueUrl=queue_url, AttributeNames=["VisibilityTimeout", "RedrivePolicy", "MaximumMessageSize"]
        )
        attributes = answer.get("Attributes", {})
        redrive = json.loads(attributes.get("RedrivePolicy") or "{}")
        url = dead_letter_url or _url(client, redrive.get("deadLetterTargetArn"))
    return QueuePolicy(
        visibility_timeout=float(attributes.get("VisibilityTimeout", 30)),
        most_receives=int(redrive.get("maxReceiveCount", 0)),
        largest=int(attributes.get("MaximumMessageSize", _USUALLY_LARGEST)),
        dead_letter_url=url,
    )


def _url(client: "SQSClient", arn: str | None) -> str:
    if arn is None:
        raise Outage(
            "the queue has no redrive policy, and no dead-letter queue is configured", Neighbour.QUEUE
        )
    *_, account, name = arn.split(":")
    return client.get_queue_url(QueueName=name, QueueOwnerAWSAccountId=account)["QueueUrl"]
