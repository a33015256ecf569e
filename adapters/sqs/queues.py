"""Find queues by name or URL."""

import json
from typing import TYPE_CHECKING

from adapters.sqs.rights import refusals_as_outages
from domain.failures import Neighbour, Outage

if TYPE_CHECKING:
    from types_boto3_sqs import SQSClient


def find_queue(client: "SQSClient", url: str | None, name: str | None) -> str:
    """Return the URL, or that of the queue of that name where none is given. Outage if it cannot be told."""
    return url or _url_of(client, str(name))


def _url_of(client: "SQSClient", name: str, account: str | None = None) -> str:
    """Return the URL of the queue of that name in that account, the credentials' own unless said."""
    owner = {"QueueOwnerAWSAccountId": account} if account else {}
    with refusals_as_outages("GetQueueUrl", name):
        return client.get_queue_url(QueueName=name, **owner)["QueueUrl"]


def find_dead_letter_queue(client: "SQSClient", queue_url: str, url: str | None) -> str:
    """Return the URL, or where none is given that of the dead-letter queue in the queue's redrive policy.
    Outage if it has none.
    """
    if url is not None:
        return url
    with refusals_as_outages("GetQueueAttributes", queue_url):
        answer = client.get_queue_attributes(QueueUrl=queue_url, AttributeNames=["RedrivePolicy"])
    redrive = json.loads(answer.get("Attributes", {}).get("RedrivePolicy") or "{}")
    if "deadLetterTargetArn" not in redrive:
        reason = "the queue has no redrive policy, and CAS3_DEAD_LETTER_QUEUE_URL is not set"
        raise Outage(reason, Neighbour.QUEUE)
    *_, account, name = redrive["deadLetterTargetArn"].split(":")
    return _url_of(client, name, account)
