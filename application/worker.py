"""The work of a worker's threads: to receive, to handle, to announce."""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from threading import Event
from typing import Final

from application.handle_delivery import HandleDelivery, facts_of
from application.scheduler import Lanes
from application.send_announcements import SendAnnouncements
from domain.delivery import Delivery
from domain.failures import Failure, Outage, TemporaryFailure
from domain.ports.inbound_events import InboundEvents
from domain.ports.telemetry import Telemetry

_FIRST_PAUSE: Final = 1.0
_LONGEST_PAUSE: Final = 30.0
_LONGEST_DELAY: Final = 10.0


@dataclass(slots=True)
class Worker:
    """Works until it is stopped. Each of `receiving`, `handling` (for several threads) and `announcing` is
    the work of a thread, and ends soon after `stop`.
    """

    inbound: InboundEvents
    lanes: Lanes
    handle: HandleDelivery
    send_announcements: SendAnnouncements
    telemetry: Telemetry
    _stopping: Event = field(default_factory=Event)
    _news: Event = field(default_factory=Event)

    def receiving(self) -> None:
        """Receives as long as there is room; what comes after the stop is given back at once."""
        pause = _FIRST_PAUSE
        while (room := self.lanes.room()) > 0:
            try:
                deliveries = self.inbound.receive(room)
            except Outage as outage:
                self.telemetry.report("QueueUnreachable", {"reason": outage.reason})
                self._stopping.wait(pause)
                pause = min(pause * 2, _LONGEST_PAUSE)
                continue
            pause = _FIRST_PAUSE
            self._give_back(self.lanes.add(deliveries))

    def handling(self) -> None:
        """Handles one message after the other."""
        while (delivery := self.lanes.take()) is not None:
            if not self.inbound.is_held(delivery):
                # It comes again, to this worker or another.
                self.lanes.done(delivery)
                continue
            try:
                self._work_on(delivery)
            except Outage:
                if not self.lanes.keep(delivery):
                    self._give_back([delivery])
            else:
                self.lanes.done(delivery)
                self._news.set()

    def announcing(self) -> None:
        """Sends what is stored when there may be something, and looks now and then for what others left."""
        pause = _FIRST_PAUSE
        while not self._stopping.is_set():
            self._news.clear()
            if self.send_announcements():
                pause = _FIRST_PAUSE
                self._news.wait(_LONGEST_DELAY)
            else:
                self._stopping.wait(pause)
                pause = min(pause * 2, _LONGEST_DELAY)

    def stop(self) -> None:
        """Receives and starts nothing more, and gives back what nobody works on yet."""
        self._stopping.set()
        self._news.set()
        self._give_back(self.lanes.stop())

    def _work_on(self, delivery: Delivery) -> None:
        with self.telemetry.following(delivery.id, delivery.trace_parent):
            self.telemetry.report("InWork", {**facts_of(delivery), "receives": str(delivery.receives)})
            try:
                self._handle(delivery)
            except Outage as outage:
                self.telemetry.report("Outage", {**facts_of(delivery), "reason": outage.reason})
                raise

    def _handle(self, delivery: Delivery) -> None:
        try:
            self.handle(delivery)
        except Failure:
            raise
        except Exception as error:
            # One event must not take the others down.
            failure = TemporaryFailure(f"an unexpected {type(error).__name__}")
            self.telemetry.report("Unexpected", {"reason": failure.reason})
            self.handle.failed(delivery, failure)

    def _give_back(self, deliveries: Iterable[Delivery]) -> None:
        # What cannot be given back comes again by itself when its visibility timeout has passed.
        with suppress(Outage):
            for delivery in deliveries:
                self.inbound.hand_back(delivery, 0)
