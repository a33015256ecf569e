"""Put messages into the dead-letter queue."""

from typing import TYPE_CHECKING, Final

from adapters.sqs.errors import SqsRefusal, sqs_errors_as_failures
from adapters.sqs.message import SHORTENED, attributes_with, fitting
from adapters.sqs.policy import QueuePolicy
from domain.failures import Neighbour

if TYPE_CHECKING:
    from types_boto3_sqs import SQSClient
    from types_boto3_sqs.type_defs import MessageTypeDef

# As much as every queue takes that nobody has set a smaller limit for.
_USUAL_LIMIT_BYTES: Final = 262_144


class SettingAside:
    """The way into a queue's dead-letter queue, which may accept smaller messages than the queue itself."""

    def __init__(self, client: "SQSClient", policy: QueuePolicy) -> None:
        self._client = client
        self._policy = policy

    def send(self, message: "MessageTypeDef", reason: str) -> None:
        """Send the message with the reason, its body shortened if the dead-letter queue takes no more.
        Outage of the dead-letter queue if it does not take it.
        """
        body = message.get("Body", "")
        try:
            self._send(message, body, reason, self._policy.largest)
        except SqsRefusal as refused:
            shortened = fitting(body, _USUAL_LIMIT_BYTES // 2)
            if not refused.is_of_message or shortened == body:
                raise
            reason = f"{reason} {SHORTENED}"
            self._send(message, shortened, reason, _USUAL_LIMIT_BYTES)

    def _send(self, message: "MessageTypeDef", body: str, reason: str, limit: int) -> None:
        with sqs_errors_as_failures(Neighbour.DEAD_LETTER_QUEUE):
            self._client.send_message(
                QueueUrl=self._policy.dead_letter_url,
                MessageBody=body,
                MessageAttributes=attributes_with({**message, "Body": body}, reason, limit),
            )
