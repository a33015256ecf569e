"""Find out what a process may do with a queue, without doing it."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Final

from botocore.exceptions import ClientError

from adapters.sqs.rights import refusals_as_outages

if TYPE_CHECKING:
    from types_boto3_sqs import SQSClient

_EMPTY: Final = frozenset({"AWS.SimpleQueueService.EmptyBatchRequest", "EmptyBatchRequest"})


def require_permission(client: "SQSClient", queue_url: str, action: str) -> None:
    """Ask for the action on nothing, which SQS refuses as empty where it would allow it. Outage, naming the
    right, where it would not. Actions: SendMessage, DeleteMessage, ChangeMessageVisibility.
    """
    ask = _requests(client, queue_url)[action]
    with refusals_as_outages(action, queue_url):
        try:
            ask()
        except ClientError as error:
            if error.response["Error"]["Code"] not in _EMPTY:
                raise


def _requests(client: "SQSClient", queue_url: str) -> Mapping[str, Callable[[], object]]:
    return {
        "SendMessage": lambda: client.send_message_batch(QueueUrl=queue_url, Entries=[]),
        "DeleteMessage": lambda: client.delete_message_batch(QueueUrl=queue_url, Entries=[]),
        "ChangeMessageVisibility": lambda: client.change_message_visibility_batch(
            QueueUrl=queue_url, Entries=[]
        ),
    }
