"""The policy of a queue: visibility timeout, redrive and size limit."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from botocore.exceptions import NoCredentialsError

from adapters.sqs.errors import sqs_errors_as_failures
from domain.failures import NotConfigured

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
    """Return the policy of the queue. Raise Outage if it cannot be read, NotConfigured if the queue is not
    there or no dead-letter queue is known.
    """
    with sqs_errors_as_failures(), _naming_what_is_wrong(client):
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


@contextmanager
def _naming_what_is_wrong(client: "SQSClient") -> Iterator[None]:
    """Raise NotConfigured for what no waiting mends."""
    try:
        yield
    except client.exceptions.QueueDoesNotExist:
        raise NotConfigured(
            "there is no such queue: see to CAS3_QUEUE_URL and CAS3_DEAD_LETTER_QUEUE_URL"
        ) from None
    except NoCredentialsError:
        raise NotConfigured(
            "no AWS credentials are to be found: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or a role"
        ) from None


def _url(client: "SQSClient", arn: str | None) -> str:
    if arn is None:
        raise NotConfigured("the queue has no redrive policy: give it one, or set CAS3_DEAD_LETTER_QUEUE_URL")
    *_, account, name = arn.split(":")
    return client.get_queue_url(QueueName=name, QueueOwnerAWSAccountId=account)["QueueUrl"]
