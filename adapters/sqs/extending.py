"""Keep messages that are held for long invisible to other workers."""

from collections.abc import Callable, Sequence
from threading import Condition
from time import monotonic
from typing import TYPE_CHECKING, Final

from adapters.sqs.errors import sqs_errors_as_failures
from adapters.sqs.in_hand import Held, InHand
from domain.failures import Outage

if TYPE_CHECKING:
    from types_boto3_sqs import SQSClient
    from types_boto3_sqs.type_defs import ChangeMessageVisibilityBatchRequestEntryTypeDef

BATCH_LIMIT: Final = 10
_RETRY_SECONDS: Final = 1.0
# SQS hides a message for at most twelve hours, however often it is asked for more.
_LONGEST_HELD_SECONDS: Final = 11 * 3600.0


class VisibilityExtender:
    """The messages whose visibility timeout is extended when half of it is over; `send_anew` puts back anew
    those held for nearly as long as SQS permits. `run` is the work of a thread; any may call the rest.
    """

    def __init__(
        self,
        client: "SQSClient",
        queue_url: str,
        in_hand: InHand,
        visibility_timeout: float,
        send_anew: Callable[[Held], None],
    ) -> None:
        self._client = client
        self._queue_url = queue_url
        self._in_hand = in_hand
        self._visibility_timeout = visibility_timeout
        self._send_anew = send_anew
        self._changed = Condition()
        self._not_before = 0.0
        self._is_stopping = False

    def notify(self) -> None:
        """Note that something new is in hand."""
        with self._changed:
            self._changed.notify()

    def stop(self) -> None:
        """Let `run` end."""
        with self._changed:
            self._is_stopping = True
            self._changed.notify()

    def run(self) -> None:
        """Extend as it falls due, until it is stopped."""
        while self._wait():
            self._extend_what_is_due()

    def _wait(self) -> bool:
        """Wait until something is due; return False when it is stopped."""
        with self._changed:
            while not self._is_stopping:
                due = self._in_hand.next_due()
                pause = None if due is None else max(due, self._not_before) - monotonic()
                if pause is not None and pause <= 0:
                    return True
                self._changed.wait(pause)
            return False

    def _extend_what_is_due(self) -> None:
        now = monotonic()
        due = self._in_hand.due(now)
        overdue = [held for held in due if now - held.received > _LONGEST_HELD_SECONDS]
        extended = [held for held in due if held not in overdue]
        try:
            for held in overdue:
                self._send_anew(held)
            for start in range(0, len(extended), BATCH_LIMIT):
                self._extend(extended[start : start + BATCH_LIMIT])
        except Outage:
            self._not_before = monotonic() + _RETRY_SECONDS

    def _extend(self, batch: Sequence[Held]) -> None:
        now = monotonic()
        entries: list[ChangeMessageVisibilityBatchRequestEntryTypeDef] = [
            {
                "Id": str(number),
                "ReceiptHandle": held.receipt_handle,
                "VisibilityTimeout": int(self._visibility_timeout),
            }
            for number, held in enumerate(batch)
        ]
        with sqs_errors_as_failures():
            answer = self._client.change_message_visibility_batch(QueueUrl=self._queue_url, Entries=entries)
            extended = {int(each["Id"]) for each in answer.get("Successful", [])}
            lost = {int(each["Id"]) for each in answer.get("Failed", []) if each["SenderFault"]}
        self._in_hand.extended([batch[number].id for number in extended], now)
        for number in lost:
            # It is another worker's by now, which finds what has been recorded.
            self._in_hand.release(batch[number].id)
        if len(extended) + len(lost) < len(batch):
            self._not_before = monotonic() + _RETRY_SECONDS
