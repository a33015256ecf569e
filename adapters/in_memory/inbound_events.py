"""A queue that one can look into, with the manners of SQS."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import timedelta
from itertools import count
from math import inf
from threading import Condition
from time import monotonic

from adapters.wire.message import read_message
from domain.london import Instant, instant
from domain.ports.clock import Clock
from domain.ports.inbound_events import Delivery

FAILURE_REASON = "FailureReason"


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """A message as the queue keeps it; `receipt` is that of its newest receive, None before the first."""

    id: int
    body: str
    attributes: Mapping[str, str] = field(default_factory=dict)
    sent: Instant
    visible_from: Instant
    receives: int = 0
    receipt: str | None = None


class InMemoryInboundEvents:
    """A queue that delivers at least once: what is not settled comes again after the visibility timeout.

    A message that was received `most_receives` times, and not settled, goes to the dead letters without a
    reason the next time it would be received, as the redrive policy of SQS has it. A receive waits up to
    `longest_poll` seconds for something visible, for which the clock has to run. Any thread may call it.
    """

    def __init__(
        self,
        clock: Clock,
        visibility_timeout: float = 30.0,
        most_receives: int = 3,
        longest_poll: float = 0.0,
    ) -> None:
        self._clock = clock
        self._changed = Condition()
        self._longest_poll = longest_poll
        self._visibility_timeout = timedelta(seconds=visibility_timeout)
        self._most_receives = most_receives
        self._messages: dict[int, Message] = {}
        self._dead_letters: list[Message] = []
        self._ids = count(1)
        self._receipts = count(1)

    def send(self, body: str, attributes: Mapping[str, str] | None = None) -> str:
        """Put a message into the queue, visible at once; return its id."""
        now = self._clock.now()
        with self._changed:
            message = Message(
                id=next(self._ids), body=body, attributes=attributes or {}, sent=now, visible_from=now
            )
            self._keep(message)
        return str(message.id)

    @property
    def visible(self) -> Sequence[Message]:
        """The messages that the next receive can get, the longest visible first."""
        now = self._clock.now()
        with self._changed:
            return [message for message in self._messages.values() if message.visible_from <= now]

    @property
    def in_flight(self) -> Sequence[Message]:
        """The messages that were received, or handed back with a pause, and are not visible yet."""
        now = self._clock.now()
        with self._changed:
            return [message for message in self._messages.values() if message.visible_from > now]

    @property
    def dead_letters(self) -> Sequence[Message]:
        """The messages that were set aside, each with its reason among the attributes."""
        return tuple(self._dead_letters)

    def receive(self, limit: int) -> Sequence[Delivery]:
        latest = monotonic() + self._longest_poll
        with self._changed:
            while not self.visible and (left := latest - monotonic()) > 0:
                self._changed.wait(min(left, self.seconds_until_visible()))
            return self._taken(limit)

    def seconds_until_visible(self) -> float:
        """Return the seconds until the next message is visible that is not yet; infinity without one."""
        now = self._clock.now()
        return min(((each.visible_from - now).total_seconds() for each in self.in_flight), default=inf)

    def _taken(self, limit: int) -> Sequence[Delivery]:
        deliveries: list[Delivery] = []
        for message in self.visible:
            if message.receives >= self._most_receives:
                self._dead_letters.append(self._messages.pop(message.id))
            elif len(deliveries) < limit:
                deliveries.append(self._delivered(message))
        return deliveries

    def is_held(self, delivery: Delivery) -> bool:
        with self._holding(delivery) as message:
            return message is not None and message.visible_from > self._clock.now()

    def extend(self, delivery: Delivery) -> None:
        """Keep the message invisible for another visibility timeout, if it is still held."""
        with self._holding(delivery) as message:
            if message is not None and message.visible_from > self._clock.now():
                visible_from = instant(self._clock.now() + self._visibility_timeout)
                self._keep(replace(message, visible_from=visible_from))

    def time_out(self, seconds: float) -> None:
        """Let what somebody holds come again after so many seconds, as if its worker had not extended it."""
        latest = self._in(seconds)
        with self._changed:
            for message in tuple(self._messages.values()):
                self._keep(replace(message, visible_from=min(message.visible_from, latest)))

    def acknowledge(self, delivery: Delivery) -> None:
        with self._holding(delivery) as message:
            if message is not None:
                del self._messages[message.id]

    def hand_back(self, delivery: Delivery, pause: float) -> None:
        with self._holding(delivery) as message:
            if message is not None:
                if message.receives >= self._most_receives:
                    self._send_anew(message, pause)
                else:
                    self._keep(replace(message, visible_from=self._in(pause)))

    def _send_anew(self, message: Message, pause: float) -> None:
        del self._messages[message.id]
        visible_from = self._in(pause)
        self._keep(
            Message(
                id=next(self._ids),
                body=message.body,
                attributes=message.attributes,
                sent=self._clock.now(),
                visible_from=visible_from,
            )
        )

    def _in(self, seconds: float) -> Instant:
        return instant(self._clock.now() + timedelta(seconds=seconds))

    def set_aside(self, delivery: Delivery, reason: str) -> None:
        with self._holding(delivery) as message:
            if message is not None:
                del self._messages[message.id]
                attributes = {**message.attributes, FAILURE_REASON: reason}
                self._dead_letters.append(replace(message, attributes=attributes))

    def _delivered(self, message: Message) -> Delivery:
        receipt = f"{message.id}-{next(self._receipts)}"
        taken = replace(
            message,
            visible_from=instant(self._clock.now() + self._visibility_timeout),
            receives=message.receives + 1,
            receipt=receipt,
        )
        self._keep(taken)
        return Delivery(
            id=str(message.id),
            receipt=receipt,
            content=read_message(message.body, message.attributes),
            receives=taken.receives,
            is_last=taken.receives >= self._most_receives,
            sent=taken.sent,
        )

    def _keep(self, message: Message) -> None:
        self._messages[message.id] = message
        self._changed.notify_all()

    @contextmanager
    def _holding(self, delivery: Delivery) -> Iterator[Message | None]:
        """The message of that receipt; None if it was settled, or received anew since."""
        with self._changed:
            message = self._messages.get(int(delivery.receipt.partition("-")[0]))
            yield message if message is not None and message.receipt == delivery.receipt else None
