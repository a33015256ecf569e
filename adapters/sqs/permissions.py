"""Find out what a process may do with a queue, without doing it."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Final

from botocore.exceptions import ClientError

from adapters.sqs.rights import refusals_as_outages

if TYPE_CHECKING:
    from types_boto3_sqs import SQSClient

_REFUSALS_OF_NOTHING: Final = frozenset(
    {"AWS.SimpleQueueService.EmptyBatchRequest", "EmptyBatchRequest", "InvalidParameterValue"}
)


def require_permission(client: "SQSClient", queue_url: str, action: str) -> None:
    """Ask for the action on no message, which SQS refuses as invalid where it would allow it. Outage, naming
    the right, where it would not. Actions: ReceiveMessage, SendMessage, DeleteMessage,
    ChangeMessageVisibility.
    """
    ask = _requests(client, queue_url)[action]
    with refusals_as_outages(action, queue_url):
        try:
            ask()
        except ClientError as error:
            if error.response["Error"]["Code"] not in _REFUSALS_OF_NOTHING:
                raise


def _requests(client: "SQSClient", queue_url: str) -> Mapping[str, Callable[[], object]]:
    return {
        "ReceiveMessage": lambda: client.receive_message(QueueUrl=queue_url, MaxNumberOfMessages=0),
        "SendMessage": lambda: client.send_message_batch(QueueUrl=queue_url, Entries=[]),
        "DeleteMessage": lambda: client.delete_message_batch(QueueUrl=queue_url, Entries=[]),
        "ChangeMessageVisibility": lambda: client.change_message_visibility_batch(
            QueueUrl=queue_url, Entries=[]
        ),
    }
