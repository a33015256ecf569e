"""Delete messages in batches, a tenth of a second after the first at the latest."""

from collections.abc import Sequence
from dataclasses import dataclass
from threading import Condition
from time import monotonic
from typing import TYPE_CHECKING, Final

from adapters.sqs.errors import sqs_errors_as_failures
from domain.failures import Outage

if TYPE_CHECKING:
    from types_boto3_sqs import SQSClient
    from types_boto3_sqs.type_defs import DeleteMessageBatchRequestEntryTypeDef

BATCH_LIMIT: Final = 10
_COLLECTING_SECONDS: Final = 0.1
_RETRY_SECONDS: Final = 1.0
_TRIES: Final = 5


@dataclass(slots=True)
class _Deletion:
    receipt_handle: str
    due: float
    tries: int = 0


class BatchDeleter:
    """The deletions of one queue. `run` is the work of a thread; the rest may be called by any."""

    def __init__(self, client: "SQSClient", queue_url: str) -> None:
        self._client = client
        self._queue_url = queue_url
        self._deletions: list[_Deletion] = []
        self._changed = Condition()
        self._is_stopping = False

    def delete(self, receipt_handle: str) -> None:
        """Delete the message within a short moment, together with others."""
        with self._changed:
            self._deletions.append(_Deletion(receipt_handle, monotonic() + _COLLECTING_SECONDS))
            # In between `run` waits for the time of the first, and to wake it would only cost CPU.
            if len(self._deletions) in {1, BATCH_LIMIT}:
                self._changed.notify()

    def stop(self) -> None:
        """Let `run` end once everything is deleted that is to be."""
        with self._changed:
            self._is_stopping = True
            self._changed.notify()

    def run(self) -> None:
        """Delete as batches are full or their time has come, until it is stopped."""
        while batch := self._next_batch():
            self._delete(batch)

    def _next_batch(self) -> Sequence[_Deletion]:
        """Wait for a batch that is due; none once there is nothing more to do."""
        with self._changed:
            while not self._is_due():
                if self._is_stopping and not self._deletions:
                    return ()
                self._changed.wait(self._deletions[0].due - monotonic() if self._deletions else None)
            batch, self._deletions = self._deletions[:BATCH_LIMIT], self._deletions[BATCH_LIMIT:]
            return batch

    def _is_due(self) -> bool:
        is_full = len(self._deletions) >= BATCH_LIMIT
        return bool(self._deletions) and (is_full or self._deletions[0].due <= monotonic())

    def _delete(self, batch: Sequence[_Deletion]) -> None:
        entries: list[DeleteMessageBatchRequestEntryTypeDef] = [
            {"Id": str(number), "ReceiptHandle": deletion.receipt_handle}
            for number, deletion in enumerate(batch)
        ]
        try:
            with sqs_errors_as_failures():
                answer = self._client.delete_message_batch(QueueUrl=self._queue_url, Entries=entries)
                deleted = {int(done["Id"]) for done in answer.get("Successful", [])}
        except Outage:
            deleted = set()
        self._try_again([each for number, each in enumerate(batch) if number not in deleted])

    def _try_again(self, deletions: Sequence[_Deletion]) -> None:
        """Try again, a few times: a message not deleted comes again and is found to be recorded already."""
        with self._changed:
            for deletion in deletions:
                deletion.tries += 1
                deletion.due = monotonic() + _RETRY_SECONDS
                if deletion.tries < _TRIES:
                    self._deletions.append(deletion)
