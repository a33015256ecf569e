"""The messages that this worker holds, and until when they are its own."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from types_boto3_sqs.type_defs import MessageTypeDef


@dataclass(slots=True)
class Held:
    """A message in hand. Times are those of the monotonic clock, in seconds."""

    message: "MessageTypeDef"
    received: float
    visible_at: float

    @property
    def id(self) -> str:
        """The id that it keeps however often it is received."""
        return self.message["MessageId"]

    @property
    def receipt_handle(self) -> str:
        """The newest receipt handle: an older one may no longer be taken."""
        return self.message["ReceiptHandle"]


class InHand:
    """Messages by their ids, so that one that is received anew while it is held is not held twice."""

    def __init__(self, visibility_timeout: float) -> None:
        self._visibility_timeout = visibility_timeout
        self._held: dict[str, Held] = {}
        self._mutex = Lock()

    def take(self, message: "MessageTypeDef", now: float) -> bool:
        """Hold the message; return False if it was held already, and only its handle is new."""
        with self._mutex:
            before = self._held.get(message["MessageId"])
            received = before.received if before else now
            self._held[message["MessageId"]] = Held(message, received, now + self._visibility_timeout)
            return before is None

    def find(self, message_id: str) -> Held | None:
        """The message, if it is held."""
        with self._mutex:
            return self._held.get(message_id)

    def release(self, message_id: str) -> Held | None:
        """The message, if it was held; now it is not any more."""
        with self._mutex:
            return self._held.pop(message_id, None)

    def release_all(self) -> Sequence[Held]:
        """Hold nothing any more; return all that was held."""
        with self._mutex:
            released, self._held = list(self._held.values()), {}
            return released

    def due(self, now: float) -> Sequence[Held]:
        """Return those of whose visibility timeout at most half is left."""
        with self._mutex:
            half = self._visibility_timeout / 2
            return [held for held in self._held.values() if held.visible_at - now <= half]

    def extended(self, message_ids: Iterable[str], now: float) -> None:
        """Note that these are this worker's for another whole visibility timeout."""
        with self._mutex:
            for message_id in message_ids:
                if (held := self._held.get(message_id)) is not None:
                    held.visible_at = now + self._visibility_timeout

    def next_due(self) -> float | None:
        """Return when the next message will have only half of its time left; None without one."""
        with self._mutex:
            first = min((held.visible_at for held in self._held.values()), default=None)
            return None if first is None else first - self._visibility_timeout / 2

    def __len__(self) -> int:
        with self._mutex:
            return len(self._held)
