"""What falls due for messages in hand: deletes in batches, and more time for what is held long."""

from collections.abc import Sequence
from dataclasses import dataclass
from threading import Condition
from time import monotonic
from typing import TYPE_CHECKING, Final

from adapters.sqs.errors import talking
from adapters.sqs.in_hand import Held, InHand
from adapters.sqs.message import attributes
from domain.failures import Outage

if TYPE_CHECKING:
    from types_boto3_sqs import SQSClient
    from types_boto3_sqs.type_defs import (
        ChangeMessageVisibilityBatchRequestEntryTypeDef,
        DeleteMessageBatchRequestEntryTypeDef,
    )

_MOST: Final = 10
_SHORT_MOMENT: Final = 0.1
_AFTER_A_FAILURE: Final = 1.0
_TRIES: Final = 5
# SQS hides a message for at most twelve hours, however often it is asked for more.
_LONGEST_HELD: Final = 11 * 3600.0


@dataclass(slots=True)
class _Deletion:
    held: Held
    due: float
    tries: int = 0


class Housekeeping:
    """Keeps house for one queue. `run` is the work of a thread; the rest may be called by any."""

    def __init__(
        self, client: "SQSClient", queue_url: str, in_hand: InHand, visibility_timeout: float
    ) -> None:
        self._client = client
        self._queue_url = queue_url
        self._in_hand = in_hand
        self._visibility_timeout = visibility_timeout
        self._deletions: list[_Deletion] = []
        self._changed = Condition()
        self._no_extension_before = 0.0
        self._stopping = False

    def delete(self, held: Held) -> None:
        """The message is to be deleted, within a short moment."""
        with self._changed:
            self._deletions.append(_Deletion(held, monotonic() + _SHORT_MOMENT))
            self._changed.notify()

    def look_again(self) -> None:
        """Something new is in hand."""
        with self._changed:
            self._changed.notify()

    def stop(self) -> None:
        """Lets `run` end once everything is deleted that is to be."""
        with self._changed:
            self._stopping = True
            self._changed.notify()

    def run(self) -> None:
        """Deletes and extends as things fall due, until it is stopped."""
        while (deletions := self._wait()) is not None:
            if deletions:
                self._delete(deletions)
            self._extend_what_is_due()

    def _wait(self) -> Sequence[_Deletion] | None:
        """Waits until something is due; the deletions that are, None once there is nothing more to do."""
        with self._changed:
            while True:
                now = monotonic()
                if self._deletions and (len(self._deletions) >= _MOST or self._deletions[0].due <= now):
                    due, self._deletions = self._deletions[:_MOST], self._deletions[_MOST:]
                    return due
                if self._stopping and not self._deletions:
                    return None
                next_due = self._next_due()
                if next_due is not None and next_due <= now:
                    return [] if not self._deletions else [self._deletions.pop(0)]
                self._changed.wait(None if next_due is None else next_due - now)

    def _next_due(self) -> float | None:
        """When the next deletion or extension is due."""
        extension = self._in_hand.next_due()
        due = [] if extension is None else [max(extension, self._no_extension_before)]
        due += [deletion.due for deletion in self._deletions[:1]]
        return min(due, default=None)

    def _delete(self, deletions: Sequence[_Deletion]) -> None:
        entries: list[DeleteMessageBatchRequestEntryTypeDef] = [
            {"Id": str(number), "ReceiptHandle": deletion.held.handle}
            for number, deletion in enumerate(deletions)
        ]
        try:
            with talking():
                answer = self._client.delete_message_batch(QueueUrl=self._queue_url, Entries=entries)
            failed = [int(failure["Id"]) for failure in answer.get("Failed", [])]
        except Outage:
            failed = list(range(len(deletions)))
        self._try_again([deletions[number] for number in failed])

    def _try_again(self, deletions: Sequence[_Deletion]) -> None:
        """What cannot be deleted comes again, and is then found to be recorded already: a few tries do."""
        with self._changed:
            for deletion in deletions:
                deletion.tries += 1
                deletion.due = monotonic() + _AFTER_A_FAILURE
                if deletion.tries < _TRIES:
                    self._deletions.append(deletion)

    def _extend_what_is_due(self) -> None:
        now = monotonic()
        if now < self._no_extension_before:
            return
        due = self._in_hand.due(now)
        renewed = [held for held in due if now - held.received > _LONGEST_HELD]
        extended = [held for held in due if held not in renewed]
        try:
            for held in renewed:
                self.renew(held)
            for start in range(0, len(extended), _MOST):
                self._extend(extended[start : start + _MOST])
        except Outage:
            self._no_extension_before = monotonic() + _AFTER_A_FAILURE

    def _extend(self, held: Sequence[Held]) -> None:
        now = monotonic()
        entries: list[ChangeMessageVisibilityBatchRequestEntryTypeDef] = [
            {
                "Id": str(number),
                "ReceiptHandle": each.handle,
                "VisibilityTimeout": int(self._visibility_timeout),
            }
            for number, each in enumerate(held)
        ]
        with talking():
            answer = self._client.change_message_visibility_batch(QueueUrl=self._queue_url, Entries=entries)
        self._in_hand.extended([held[int(done["Id"])].id for done in answer.get("Successful", [])], now)
        for failure in answer.get("Failed", []):
            if failure["SenderFault"]:
                # It is not this worker's any more; whoever has it finds what has been recorded.
                self._in_hand.release(held[int(failure["Id"])].id)
            else:
                self._no_extension_before = monotonic() + _AFTER_A_FAILURE

    def renew(self, held: Held, delay: int = 0) -> None:
        """Sends the message anew in place of itself, so that its receives count from one again."""
        with talking():
            self._client.send_message(
                QueueUrl=self._queue_url,
                MessageBody=held.message.get("Body", ""),
                MessageAttributes=attributes(held.message),
                DelaySeconds=delay,
            )
        self._in_hand.release(held.id)
        self.delete(held)
