"""The port to the queue of domain events."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from domain.london import Instant
from domain.notification import Notification, UnusableMessage


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """A message in hand, invisible to others for a while.

    `id` names the message, however often it is received; `receipt` names this receive of it. `content` is
    what it says, or why it says nothing that can be used. `receives` counts how often it was received, this
    time included; `is_last`: the redrive policy of the queue permits no further receive. `sent` is when it
    came into the queue.
    """

    id: str
    receipt: str
    content: Notification | UnusableMessage
    receives: int
    is_last: bool
    sent: Instant

    def notification(self) -> Notification:
        """Return what the message says. Raise UnusableMessage if it says nothing that can be used."""
        if isinstance(self.content, UnusableMessage):
            raise self.content
        return self.content

    @property
    def is_readable(self) -> bool:
        """Return whether it says anything that can be used."""
        return self._said is not None

    @property
    def person_key(self) -> str:
        """The CRN of the person, whose messages take turns. The id of a message that says nothing."""
        return self._said.crn.value if self._said else self.id

    @property
    def trace_parent(self) -> str | None:
        """The trace that the message came with, if it says anything that can be used."""
        return self._said.trace_parent if self._said else None

    @property
    def facts(self) -> Mapping[str, str]:
        """The facts to report of the message, as far as it can be read."""
        return self.content.subject.facts

    @property
    def _said(self) -> Notification | None:
        return self.content if isinstance(self.content, Notification) else None


class InboundEvents(Protocol):
    """A queue that delivers each message at least once, in any order.

    Each delivery is to be settled once: acknowledged, handed back or set aside. One that is
    not, and one for which that raises an Outage of the queue, is held no longer, and comes again when its
    visibility timeout has passed. To settle what is held no longer changes nothing. Every method may raise
    Outage.
    """

    def receive(self, limit: int) -> Sequence[Delivery]:
        """Return at most `limit` messages that are visible, none that this worker holds already. Wait for the
        first at most as long as a long poll, ten seconds.
        """

    def is_held(self, delivery: Delivery) -> bool:
        """Return whether the message is still this worker's; if not, no work may be started on it."""

    def acknowledge(self, delivery: Delivery) -> None:
        """Let the message not come again: it is done with."""

    def hand_back(self, delivery: Delivery, pause: float) -> None:
        """Let the message come again when `pause` seconds have passed, as far as the queue can wait so long.
        After its last receive, when the queue would not deliver it again, it is put back anew in its own
        place, and its receives count from one.
        """

    def set_aside(self, delivery: Delivery, reason: str) -> None:
        """Put the message into the dead-letter queue, body and attributes unchanged, with its reason. Outage
        of the dead-letter queue if that does not take it; the message is then still held.
        """
