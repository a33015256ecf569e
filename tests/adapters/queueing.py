"""The queues that are held to the contract of the port `InboundEvents`, and how to look into each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from adapters.in_memory.clock import InMemoryClock
from adapters.in_memory.inbound_events import InMemoryInboundEvents
from adapters.sqs.inbound_events import SqsInboundEvents
from domain.ports.inbound_events import Delivery, InboundEvents
from tests.adapters.sqs_port import hand_to_others, port_to
from tests.domain.desk import NOW
from tests.support.aws import Queues
from tests.support.waiting import wait_until

Letter = tuple[str, Mapping[str, str]]


class Queueing(Protocol):
    """A queue whose messages are hidden for `hidden` seconds and received at most three times.

    `holds_what_comes_again`: a message that comes again while it is in hand is not delivered twice. In
    memory it is, with a new receipt, as if another worker had received it.
    """

    holds_what_comes_again: bool

    @property
    def port(self) -> InboundEvents: ...
    def send(self, body: str, attributes: Mapping[str, str]) -> None: ...
    def until_visible(self, count: int) -> None: ...
    def hand_to_others(self, delivery: Delivery) -> None: ...
    def finish(self) -> None: ...
    def counts(self) -> tuple[int, int]: ...
    def dead_letters(self) -> Sequence[Letter]: ...


class InMemoryQueueing:
    """The queue in memory, where time passes at once."""

    holds_what_comes_again = False

    def __init__(self, hidden: int) -> None:
        self._clock = InMemoryClock(NOW)
        self._hidden = hidden
        self.port = InMemoryInboundEvents(self._clock, visibility_timeout=hidden, most_receives=3)

    def send(self, body: str, attributes: Mapping[str, str]) -> None:
        self.port.send(body, attributes)

    def hand_to_others(self, delivery: Delivery) -> None:
        """Let so much time pass that it is visible again."""
        self.until_visible(1)

    def until_visible(self, count: int) -> None:
        """Let time pass."""
        for _ in range(self._hidden):
            if len(self.port.visible) != count:
                self._clock.wait(1)
        assert len(self.port.visible) == count

    def finish(self) -> None:
        """All is done at once."""

    def counts(self) -> tuple[int, int]:
        """Return how many messages are visible, and how many are not."""
        return len(self.port.visible), len(self.port.in_flight)

    def dead_letters(self) -> Sequence[Letter]:
        """Return bodies and attributes."""
        return [(each.body, each.attributes) for each in self.port.dead_letters]


@dataclass(slots=True)
class SqsQueueing:
    """A server that stands in for SQS, with a clock of its own."""

    queues: Queues
    port: SqsInboundEvents
    holds_what_comes_again: bool = True

    @classmethod
    def at(cls, queues: Queues) -> "SqsQueueing":
        """Return one on these queues."""
        return cls(queues, port_to(queues))

    def send(self, body: str, attributes: Mapping[str, str]) -> None:
        """Send a message."""
        self.queues.send(body, attributes)

    def hand_to_others(self, delivery: Delivery) -> None:
        """Make it visible again."""
        hand_to_others(self.queues, delivery)

    def until_visible(self, count: int) -> None:
        """Wait."""
        wait_until(lambda: self.queues.visible == count)

    def finish(self) -> None:
        """Delete what is to be deleted."""
        self.port.deleter.stop()
        self.port.deleter.run()

    def counts(self) -> tuple[int, int]:
        """Return how many messages are visible, and how many are not."""
        return self.queues.visible, self.queues.in_flight

    def dead_letters(self) -> Sequence[Letter]:
        """Return bodies and attributes."""
        return [
            (
                each["Body"],
                {
                    name: value.get("StringValue", "")
                    for name, value in each.get("MessageAttributes", {}).items()
                },
            )
            for each in self.queues.dead_letters()
        ]
