"""Where the domain events come in."""

from collections.abc import Sequence
from typing import Protocol

from domain.delivery import Delivery


class InboundEvents(Protocol):
    """A queue that delivers each message at least once, in any order.

    Each delivery is to be settled once: acknowledged, handed back or set aside. One that is not comes again
    when its visibility timeout has passed. Every method may raise Outage.
    """

    def receive(self, limit: int) -> Sequence[Delivery]:
        """At most `limit` messages that are visible; none if there are none within a bounded time."""

    def is_held(self, delivery: Delivery) -> bool:
        """Whether the message is still this worker's; if not, no work may be started on it."""

    def acknowledge(self, delivery: Delivery) -> None:
        """The message is done with, and will not come again."""

    def hand_back(self, delivery: Delivery, pause: float) -> None:
        """The message comes again when `pause` seconds have passed."""

    def set_aside(self, delivery: Delivery, reason: str) -> None:
        """The message goes to the dead-letter queue, body and attributes unchanged, with its reason."""
