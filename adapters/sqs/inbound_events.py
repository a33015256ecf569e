"""The port to the queue."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, datetime
from math import ceil
from time import monotonic
from typing import TYPE_CHECKING, Final

from adapters.sqs.errors import talking
from adapters.sqs.housekeeping import Housekeeping
from adapters.sqs.in_hand import Held, InHand
from adapters.sqs.message import attributes_with, content, receives, sent_at
from adapters.sqs.policy import QueuePolicy
from domain.failures import Outage
from domain.london import instant
from domain.ports.inbound_events import Delivery

if TYPE_CHECKING:
    from types_boto3_sqs import SQSClient
    from types_boto3_sqs.type_defs import MessageTypeDef

# A worker that is told to stop has to wait for the end of its poll: one cut off might take messages with it.
_LONG_POLL_SECONDS: Final = 10
_MOST: Final = 10
# Twelve hours after its receive SQS lets a message be hidden no longer; a minute for clocks that differ.
_LONGEST_HIDDEN_SECONDS: Final = 12 * 3600 - 60
_LONGEST_DELAY: Final = 900


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
        if held is None or monotonic() < held.visible_at:
            return held is not None
        # Nobody will work on this receipt of it, so the next one has to be a new delivery.
        self._in_hand.release(delivery.id)
        return False

    def acknowledge(self, delivery: Delivery) -> None:
        if (held := self._in_hand.release(delivery.id)) is not None:
            self.housekeeping.delete(held)

    def hand_back(self, delivery: Delivery, pause: float) -> None:
        # What cannot be handed back is not held either: it comes again by itself.
        if (held := self._in_hand.release(delivery.id)) is not None:
            self._hand_back(held, pause)

    def hand_back_all(self) -> None:
        """Hands back what is in hand still: whoever works on it does not finish in time."""
        with suppress(Outage):
            for held in self._in_hand.release_all():
                self._hand_back(held, 0)

    def set_aside(self, delivery: Delivery, reason: str) -> None:
        held = self._in_hand.find(delivery.id)
        if held is None:
            return
        with talking():
            self._client.send_message(
                QueueUrl=self._policy.dead_letter_url,
                MessageBody=held.message.get("Body", ""),
                MessageAttributes=attributes_with(held.message, reason, self._policy.largest),
            )
        self.acknowledge(delivery)

    def _hand_back(self, held: Held, pause: float) -> None:
        """After its last receive the queue would not deliver it again, so it is sent anew."""
        if self._is_last(held.message):
            self.housekeeping.renew(held, min(ceil(pause), _LONGEST_DELAY))
            return
        with talking():
            self._client.change_message_visibility(
                QueueUrl=self._queue_url,
                ReceiptHandle=held.handle,
                VisibilityTimeout=max(0, min(ceil(pause), _longest_pause(held))),
            )

    def _is_last(self, message: "MessageTypeDef") -> bool:
        return 0 < self._policy.most_receives <= receives(message)

    def _delivered(self, message: "MessageTypeDef") -> Delivery:
        return Delivery(
            id=message["MessageId"],
            receipt=message["ReceiptHandle"],
            content=content(message),
            receives=receives(message),
            is_last=self._is_last(message),
            sent=instant(datetime.fromtimestamp(sent_at(message) / 1000, UTC)),
        )


def _longest_pause(held: Held) -> int:
    return _LONGEST_HIDDEN_SECONDS - ceil(monotonic() - held.received)
