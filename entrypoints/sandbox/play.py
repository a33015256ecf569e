"""Play messages through the application, one at a time, until nothing more happens for each."""

from dataclasses import dataclass

from adapters.in_memory.clock import InMemoryClock
from adapters.in_memory.inbound_events import InMemoryInboundEvents
from application.handle_delivery import Disposal, Handled, HandleDelivery
from application.send_announcements import SendAnnouncements
from application.task import Task
from domain.ports.inbound_events import Delivery
from entrypoints.sandbox.in_memory import InMemoryContainer
from entrypoints.sandbox.results import STILL_QUEUED
from entrypoints.sandbox.settle import settle

_HIDDEN_SECONDS = 365 * 24 * 3600.0


@dataclass(frozen=True, slots=True)
class Played:
    """The end of a message, and the reason if it was not recorded."""

    outcome: str
    reason: str | None = None


class Player:
    """A player on one container. What the application hands back is played again when it would come again."""

    def __init__(self, container: InMemoryContainer) -> None:
        self._clock: InMemoryClock = container.clock()
        self._queue: InMemoryInboundEvents = container.queue()
        application = container.application()
        self._handle: HandleDelivery = application.handle_delivery()
        self._send_announcements: SendAnnouncements = application.send_announcements()

    def play(self, body: str) -> Played:
        """Play a message with that body, and return its end."""
        self._queue.send(body)
        while True:
            for delivery in self._queue.receive(1):
                handled = self._handled(delivery)
                if handled.met_outage:
                    return self._left_in_queue(delivery, handled.reason)
                if handled.result is not Disposal.HANDED_BACK:
                    return Played(handled.result.value, handled.reason)
            self._clock.set(min(message.visible_from for message in self._queue.in_flight))

    def _handled(self, delivery: Delivery) -> Handled:
        handled = settle(self._handle, Task(delivery), self._clock.wait)
        self._send_announcements()
        return handled

    def _left_in_queue(self, delivery: Delivery, reason: str | None) -> Played:
        """Keep the message invisible, as a worker would until the outage is over: here it never is."""
        self._queue.hand_back(delivery, _HIDDEN_SECONDS)
        return Played(STILL_QUEUED, reason)
