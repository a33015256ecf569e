"""The port to the queue."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from math import ceil
from time import monotonic
from typing import TYPE_CHECKING, Final

from adapters.sqs.deleting import BatchDeleter
from adapters.sqs.errors import SqsRefusal, check_format, sqs_errors_as_failures
from adapters.sqs.extending import VisibilityExtender
from adapters.sqs.in_hand import Held, InHand
from adapters.sqs.message import attributes, content, receives, sent_at
from adapters.sqs.policy import QueuePolicy
from adapters.sqs.setting_aside import SettingAside
from domain.failures import Outage
from domain.london import instant
from domain.ports.inbound_events import Delivery

if TYPE_CHECKING:
    from types_boto3_sqs import SQSClient
    from types_boto3_sqs.type_defs import MessageTypeDef

# A worker that is told to stop has to wait for the end of its poll: one cut off might take messages with it.
LONG_POLL_SECONDS: Final = 10
_RECEIVE_DEADLINE_SECONDS: Final = 20.0
_RECEIVE_LIMIT: Final = 10
# Twelve hours after its receive SQS lets a message be hidden no longer; a minute for clocks that differ.
_LONGEST_HIDDEN_SECONDS: Final = 12 * 3600 - 60
_LONGEST_DELAY_SECONDS: Final = 900


class SqsInboundEvents:
    """A queue of SQS, read with long polls. A message in hand is this worker's until settled: `extender` asks
    for more time, and `deleter` deletes, each on a thread of its own.
    """

    def __init__(self, client: "SQSClient", queue_url: str, policy: QueuePolicy) -> None:
        self._client = client
        self._queue_url = queue_url
        self._policy = policy
        self._in_hand = InHand(policy.visibility_timeout)
        self._setting_aside = SettingAside(client, policy)
        self.deleter = BatchDeleter(client, queue_url)
        self.extender = VisibilityExtender(
            client, queue_url, self._in_hand, policy.visibility_timeout, self._send_anew
        )

    def upkeep(self) -> Mapping[str, Callable[[], object]]:
        """Return the work that goes on until `stop_upkeep`, by the names of its threads."""
        return {"deleting": self.deleter.run, "extending": self.extender.run}

    def stop_upkeep(self) -> None:
        """Let that work end; what is to be deleted is deleted before."""
        self.deleter.stop()
        self.extender.stop()

    def receive(self, limit: int) -> Sequence[Delivery]:
        with sqs_errors_as_failures(seconds=_RECEIVE_DEADLINE_SECONDS):
            answer = self._client.receive_message(
                QueueUrl=self._queue_url,
                MaxNumberOfMessages=min(limit, _RECEIVE_LIMIT),
                WaitTimeSeconds=LONG_POLL_SECONDS,
                MessageSystemAttributeNames=["ApproximateReceiveCount", "SentTimestamp"],
                MessageAttributeNames=["All"],
            )
            check_format(answer)
            received = [(message, self._delivered(message)) for message in answer.get("Messages", [])]
        now = monotonic()
        taken = [delivery for message, delivery in received if self._in_hand.take(message, now)]
        self.extender.notify()
        return taken

    def is_held(self, delivery: Delivery) -> bool:
        held = self._in_hand.find(delivery.id)
        if held is None or monotonic() < held.visible_at:
            return held is not None
        # Nobody will work on this receipt of it, so the next one has to be a new delivery.
        self._in_hand.release(delivery.id)
        return False

    def acknowledge(self, delivery: Delivery) -> None:
        if (held := self._in_hand.release(delivery.id)) is not None:
            self.deleter.delete(held.receipt_handle)

    def hand_back(self, delivery: Delivery, pause: float) -> None:
        # What cannot be handed back is not held either: it comes again by itself.
        if (held := self._in_hand.release(delivery.id)) is not None:
            self._hand_back(held, pause)

    def hand_back_all(self) -> None:
        """Hand back what is still in hand, as its work does not finish in time."""
        with suppress(Outage):
            for held in self._in_hand.release_all():
                self._hand_back(held, 0)

    def set_aside(self, delivery: Delivery, reason: str) -> None:
        if (held := self._in_hand.find(delivery.id)) is not None:
            self._setting_aside.send(held.message, reason)
            self.acknowledge(delivery)

    def _hand_back(self, held: Held, pause: float) -> None:
        """Make it visible again after the pause, or send it anew: after its last receive the queue would not
        deliver it again.
        """
        if self._is_last(held.message):
            self._send_anew(held, min(ceil(pause), _LONGEST_DELAY_SECONDS))
            return
        try:
            with sqs_errors_as_failures():
                self._client.change_message_visibility(
                    QueueUrl=self._queue_url,
                    ReceiptHandle=held.receipt_handle,
                    VisibilityTimeout=_possible_pause(pause, held),
                )
        except SqsRefusal as refused:
            # Somebody else has it, or it is gone: there is nothing to hand back.
            if not refused.is_of_receipt:
                raise

    def _send_anew(self, held: Held, delay: int = 0) -> None:
        """Send the message in place of itself, so that its receives count from one again."""
        with sqs_errors_as_failures():
            self._client.send_message(
                QueueUrl=self._queue_url,
                MessageBody=held.message.get("Body", ""),
                MessageAttributes=attributes(held.message),
                DelaySeconds=delay,
            )
        self._in_hand.release(held.id)
        self.deleter.delete(held.receipt_handle)

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


def _possible_pause(pause: float, held: Held) -> int:
    """Return whole seconds, no more than SQS still takes so long after the receive."""
    longest = _LONGEST_HIDDEN_SECONDS - ceil(monotonic() - held.received)
    return max(0, min(ceil(pause), longest))
