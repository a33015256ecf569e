"""Give messages back to the queue that a worker which stops will not work on."""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from threading import Lock

from domain.failures import Outage
from domain.ports.inbound_events import Delivery, InboundEvents


@dataclass(slots=True)
class GivingBack:
    """The messages that a worker gives back, which wait while it receives. Any thread may call it.

    A receive under way would get them again, and each such round would cost a message one of its receives.
    """

    inbound: InboundEvents
    _mutex: Lock = field(default_factory=Lock)
    _is_receiving: bool = False
    _waiting: list[Delivery] = field(default_factory=list)

    def receive_begins(self) -> None:
        """Keep what is given back until the receive is over."""
        with self._mutex:
            self._is_receiving = True

    def receive_is_over(self) -> None:
        """Give back what has waited for that."""
        with self._mutex:
            self._is_receiving = False
        self.give_back([])

    def give_back(self, deliveries: Iterable[Delivery]) -> None:
        """Give them back, visible to every worker at once, unless a receive is under way."""
        with self._mutex:
            self._waiting += deliveries
            if self._is_receiving:
                return
            left, self._waiting = self._waiting, []
        # What cannot be given back comes again by itself when its visibility timeout has passed.
        with suppress(Outage):
            for delivery in left:
                self.inbound.hand_back(delivery, 0)
