"""The port to the dead-letter queue, for those who work with what was set aside."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from time import sleep
from typing import TYPE_CHECKING, Final

from adapters.sqs.message import (
    FAILURE_REASON,
    SHORTENED,
    content,
    original_attributes,
    readable_attributes,
    receives,
    sent_at,
)
from adapters.sqs.rights import refusals_as_outages
from domain.dead_letter import DeadLetter
from domain.failures import Outage, PermanentFailure
from domain.london import instant
from domain.ports.dead_letters import DeadLetterCounts

if TYPE_CHECKING:
    from types_boto3_sqs import SQSClient
    from types_boto3_sqs.type_defs import MessageTypeDef

_BATCH_LIMIT: Final = 10
# Long enough for some ten thousand messages, short enough to be waited for after a command that was killed.
_HELD_SECONDS: Final = 300
# A receive that waits asks all servers of a queue; one that does not may miss what lies on some.
_WAIT_SECONDS: Final = 1
_EMPTY_RECEIVES: Final = 3
# The time at the queue is told in whole seconds.
_CLOCK_SECONDS: Final = 1
_FAILED_RECEIVES: Final = 3
_PAUSE_SECONDS: Final = 1.0


@dataclass(slots=True)
class _Held:
    """The messages of one look, by their ids; `began` is the time at the queue, in whole seconds."""

    began: datetime
    messages: "dict[str, MessageTypeDef]" = field(default_factory=dict)
    seen: set[str] = field(default_factory=set)
    sent_back: set[int] = field(default_factory=set)

    def was_there(self, letter: DeadLetter) -> bool:
        """Return False for what came back meanwhile, as a message that failed again at once: it is left to
        the next look.
        """
        if letter.sent < self.began:
            return True
        is_of_then = letter.sent <= self.began + timedelta(seconds=_CLOCK_SECONDS)
        return is_of_then and hash(letter.body) not in self.sent_back


class SqsDeadLetters:
    """The dead-letter queue: messages are received in batches, hidden, and settled one after the other."""

    def __init__(
        self,
        client: "SQSClient",
        queue_url: str,
        dead_letter_url: str,
        wait: Callable[[float], object] = sleep,
    ) -> None:
        self._client = client
        self._queue_url = queue_url
        self._dead_letter_url = dead_letter_url
        self._wait = wait
        self._held = _Held(datetime.now(UTC))

    def counts(self) -> DeadLetterCounts:
        return self._counted()[0]

    @contextmanager
    def opened(self) -> Iterator[Iterator[DeadLetter]]:
        self._held = _Held(self._counted()[1])
        try:
            yield self._letters()
        finally:
            self._release()

    def retry(self, letter: DeadLetter) -> None:
        if (letter.reason or "").endswith(SHORTENED):
            raise PermanentFailure("its body was shortened when it was set aside: ask CAS3 to send it again")
        message = self._held.messages[letter.id]
        with refusals_as_outages("SendMessage", self._queue_url):
            self._client.send_message(
                QueueUrl=self._queue_url,
                MessageBody=message.get("Body", ""),
                MessageAttributes=original_attributes(message),
            )
        self._held.sent_back.add(hash(letter.body))
        self.discard(letter)

    def discard(self, letter: DeadLetter) -> None:
        with refusals_as_outages("DeleteMessage", self._dead_letter_url):
            self._client.delete_message(
                QueueUrl=self._dead_letter_url,
                ReceiptHandle=self._held.messages[letter.id]["ReceiptHandle"],
            )
        del self._held.messages[letter.id]

    def _letters(self) -> Iterator[DeadLetter]:
        empty = repeated = 0
        # A look that lasts longer than messages stay hidden receives them again.
        while empty < _EMPTY_RECEIVES and repeated <= len(self._held.seen):
            messages = self._received_at_last() if self._held.seen else self._received()
            empty = 0 if messages else empty + 1
            if not messages and self.counts().free == 0:
                return
            new = [_letter(message) for message in messages if message["MessageId"] not in self._held.seen]
            repeated += len(messages) - len(new)
            self._hold(messages)
            yield from filter(self._held.was_there, new)

    def _received_at_last(self) -> "list[MessageTypeDef]":
        """Receive, again where it fails: one of hundreds of receives that fails must not end it all."""
        for _ in range(_FAILED_RECEIVES - 1):
            with suppress(Outage):
                return self._received()
            self._wait(_PAUSE_SECONDS)
        return self._received()

    def _received(self) -> "list[MessageTypeDef]":
        with refusals_as_outages("ReceiveMessage", self._dead_letter_url):
            answer = self._client.receive_message(
                QueueUrl=self._dead_letter_url,
                MaxNumberOfMessages=_BATCH_LIMIT,
                VisibilityTimeout=_HELD_SECONDS,
                WaitTimeSeconds=_WAIT_SECONDS,
                MessageSystemAttributeNames=["ApproximateReceiveCount", "SentTimestamp"],
                MessageAttributeNames=["All"],
            )
        return answer.get("Messages", [])

    def _hold(self, messages: "list[MessageTypeDef]") -> None:
        self._held.messages.update({message["MessageId"]: message for message in messages})
        self._held.seen.update(message["MessageId"] for message in messages)

    def _release(self) -> None:
        """Make what is still held visible; where that fails it becomes so by itself."""
        handles = [message["ReceiptHandle"] for message in self._held.messages.values()]
        self._held = _Held(self._held.began)
        with suppress(Outage):
            for start in range(0, len(handles), _BATCH_LIMIT):
                self._show(handles[start : start + _BATCH_LIMIT])

    def _show(self, handles: list[str]) -> None:
        with refusals_as_outages("ChangeMessageVisibility", self._dead_letter_url):
            self._client.change_message_visibility_batch(
                QueueUrl=self._dead_letter_url,
                Entries=[
                    {"Id": str(number), "ReceiptHandle": handle, "VisibilityTimeout": 0}
                    for number, handle in enumerate(handles)
                ],
            )

    def _counted(self) -> tuple[DeadLetterCounts, datetime]:
        """Return the counts, and the time at the queue: the clock of this machine may be wrong."""
        with refusals_as_outages("GetQueueAttributes", self._dead_letter_url):
            answer = self._client.get_queue_attributes(
                QueueUrl=self._dead_letter_url,
                AttributeNames=["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"],
            )
        attributes = answer["Attributes"]
        counts = DeadLetterCounts(
            free=int(attributes["ApproximateNumberOfMessages"]),
            held=int(attributes["ApproximateNumberOfMessagesNotVisible"]),
        )
        return counts, _time_of(answer["ResponseMetadata"]["HTTPHeaders"])


def _letter(message: "MessageTypeDef") -> DeadLetter:
    attributes = readable_attributes(message)
    return DeadLetter(
        id=message["MessageId"],
        sent=instant(datetime.fromtimestamp(sent_at(message) / 1000, UTC)),
        receives=receives(message),
        reason=attributes.get(FAILURE_REASON),
        content=content(message),
        body=message.get("Body", ""),
        attributes=attributes,
    )


def _time_of(headers: Mapping[str, str]) -> datetime:
    try:
        return parsedate_to_datetime(headers["date"])
    except (KeyError, ValueError):
        return datetime.now(UTC)
