"""A message in hand, and what became of its tries."""

from dataclasses import dataclass

from domain.event import Event
from domain.ports.inbound_events import Delivery


@dataclass(slots=True, eq=False)
class Task:
    """One receive of a message until it is settled. All times are `Clock.seconds`.

    `tries` failed of themselves, `probes` met an outage. `began` is when the newest try began, `met_outage`
    when the newest one met an outage; `overtaken` counts how often others were recorded between two of them.
    No try begins before `not_before`. `is_after_failure`: the person's event before this one has just failed
    as often as it may; `missed_deadline`: the newest try got no whole answer in time. `event` is what the
    message speaks of, once that was fetched.
    """

    delivery: Delivery
    tries: int = 0
    probes: int = 0
    began: float = 0.0
    not_before: float = 0.0
    met_outage: float | None = None
    overtaken: int = 0
    is_after_failure: bool = False
    missed_deadline: bool = False
    event: Event | None = None

    @property
    def is_readable(self) -> bool:
        """Return whether neighbours have to be asked: a message that says nothing is set aside unasked."""
        return self.delivery.is_readable

    @property
    def tells_of_outage(self) -> bool:
        """Return whether its next try will tell if the outage is over, as the one before met it. What hangs
        tells little, nor what is not known to come as far as the neighbour that is away.
        """
        return self.probes > 0 and not self.missed_deadline

    @property
    def person(self) -> str:
        """Return what the person is known by, whose messages take turns."""
        return self.delivery.person_key
