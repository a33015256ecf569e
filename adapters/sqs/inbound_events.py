"""The port to the queue."""

from collections.abc import Sequence
from datetime import UTC, datetime
from math import ceil
from time import monotonic
from typing import TYPE_CHECKING, Final

from adapters.sqs.errors import talking
from adapters.sqs.housekeeping import Housekeeping
from adapters.sqs.in_hand import InHand
from adapters.sqs.message import attributes_with, content, receives, sent_at
from adapters.sqs.policy import QueuePolicy
from domain.delivery import Delivery
from domain.london import instant

if TYPE_CHECKING:
    from types_boto3_sqs import SQSClient
    from types_boto3_sqs.type_defs import MessageTypeDef

_LONG_POLL_SECONDS: Final = 20
_MOST: Final = 10
_LONGEST_PAUSE: Final = 12 * 3600


class SqsInboundEvents:
    """Receives with long polls. A message in hand stays this worker's until it is settled: `housekeeping`, on
    a thread of its own, asks for more time and deletes.
    """

    def __init__(self, client: "SQSClient", queue_url: str, policy: QueuePolicy) -> None:
        self._client = client
        self._queue_url = queue_url
        self._policy = policy
        self._in_hand = InHand(policy.visibility_timeout)
        self.housekeeping = Housekeeping(client, queue_url, self._in_hand, policy.visibility_timeout)

    def receive(self, limit: int) -> Sequence[Delivery]:
        with talking():
            answer = self._client.receive_message(
                QueueUrl=self._queue_url,
                MaxNumberOfMessages=min(limit, _MOST),
                WaitTimeSeconds=_LONG_POLL_SECONDS,
                MessageSystemAttributeNames=["ApproximateReceiveCount", "SentTimestamp"],
                MessageAttributeNames=["All"],
            )
        now = monotonic()
        taken = [message for message in answer.get("Messages", []) if self._in_hand.take(message, now)]
        self.housekeeping.look_again()
        return [self._delivered(message) for message in taken]

    def is_held(self, delivery: Delivery) -> bool:
        held = self._in_hand.find(delivery.id)
        return held is not None and monotonic() < held.visible_at

    def acknowledge(self, delivery: Delivery) -> None:
        if (held := self._in_hand.release(delivery.id)) is not None:
            self.housekeeping.delete(held)

    def hand_back(self, delivery: Delivery, pause: float) -> None:
        held = self._in_hand.release(delivery.id)
        if held is None:
            return
        with talking():
            self._client.change_message_visibility(
                QueueUrl=self._queue_url,
                ReceiptHandle=held.handle,
                VisibilityTimeout=min(ceil(pause), _LONGEST_PAUSE),
            )

    def set_aside(self, delivery: Delivery, reason: str) -> None:
        held = self._in_hand.find(delivery.id)
        if held is None:
            return
        with talking():
            self._client.send_message(
                QueueUrl=self._policy.dead_letter_url,
                MessageBody=held.message.get("Body", ""),
                MessageAttributes=attributes_with(held.message, reason),
            )
        self.acknowledge(delivery)

    def _delivered(self, message: "MessageTypeDef") -> Delivery:
        count = receives(message)
        return Delivery(
            id=message["MessageId"],
            receipt=message["ReceiptHandle"],
            content=content(message),
            receives=count,
            is_last=0 < self._policy.most_receives <= count,
            sent=instant(datetime.fromtimestamp(sent_at(message) / 1000, UTC)),
        )
