"""The application in memory, worked by hand: a loop in place of threads, and a clock that is set."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from application.task import Task
from domain.ports.inbound_events import Delivery
from entrypoints.sandbox.in_memory import InMemoryContainer
from entrypoints.sandbox.settle import settle

_BATCH_LIMIT = 10
_EXTEND_EVERY = timedelta(seconds=20)


class InMemoryService:
    """One worker on a container."""

    def __init__(self, container: InMemoryContainer) -> None:
        self.container = container
        self._kept: list[Delivery] = []

    def work_off(self) -> None:
        """Work until nothing is left that can be done now; what meets an outage is kept in hand."""
        kept, self._kept = self._kept, []
        self._work_on(kept)
        while deliveries := self.container.queue().receive(_BATCH_LIMIT):
            self._work_on(deliveries)

    def _work_on(self, deliveries: Sequence[Delivery]) -> None:
        application, wait = self.container.application(), self.container.clock().wait
        for delivery in deliveries:
            if settle(application.handle_delivery(), Task(delivery), wait).met_outage:
                self._kept.append(delivery)
            application.send_announcements()()

    def pass_until(self, moment: datetime) -> None:
        """Set the clock, and keep what is in hand from becoming visible meanwhile, as a worker does."""
        clock, queue = self.container.clock(), self.container.queue()
        while self._kept and clock.now() < moment:
            for delivery in self._kept:
                queue.extend(delivery)
            clock.set(min(moment, clock.now() + _EXTEND_EVERY))
        clock.set(moment)
