"""Handles what is in the queue, one message after the other."""

from collections.abc import Iterator
from dataclasses import dataclass

from application.handle_delivery import Handled, HandleDelivery
from application.send_announcements import SendAnnouncements
from domain.ports.inbound_events import InboundEvents

_BATCH = 10


@dataclass(frozen=True, slots=True)
class WorkOff:
    """The loop of a single worker, for demos and tests: no threads, no waiting."""

    inbound: InboundEvents
    handle: HandleDelivery
    send_announcements: SendAnnouncements

    def __call__(self) -> Iterator[Handled]:
        """What became of each message that is visible now, as it is handled; then sends what is announced."""
        while deliveries := self.inbound.receive(_BATCH):
            for delivery in deliveries:
                yield self.handle(delivery)
                self.send_announcements()
