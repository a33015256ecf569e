"""Kinds of events, one after the other, each with the round trips that it may take."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from domain.address import AddressLines
from domain.case import CaseRequest
from domain.event import Event
from domain.identifiers import Crn, PersonId
from domain.london import Instant
from domain.outcome import Outcome
from domain.ports.delius import Delius
from domain.recording import record
from tests.adapters.stores import Store
from tests.domain.builders import arrived, cancelled, confirmed, departed, provisional, referral
from tests.domain.desk import day

_CONTACT_ONLY = 6
_NEW_ADDRESS_TOO = 8
_ADDRESS_TOO = 9
_NOTHING = 3


@dataclass(frozen=True, slots=True)
class Kind:
    """`told` are the events of a booking: the last is the one in question, the others come before. `limit` is
    how many round trips it may take, `predecessor` how many the earlier service took, where that is known.
    """

    name: str
    limit: int
    predecessor: int | None
    told: Callable[[str], Sequence[Event]]
    outcome: Outcome = Outcome.RECORDED
    has_home: bool = False

    @property
    def limit_on_oracle(self) -> int:
        """The same on Oracle, where the last thing that is written takes the commit along."""
        return self.limit - 1 if self.outcome is Outcome.RECORDED else self.limit


def _repeated(booking: str) -> Sequence[Event]:
    arrival = arrived(day(2), booking)
    return arrival, arrival


KINDS: Sequence[Kind] = (
    Kind("referral.submitted", _CONTACT_ONLY, 14, lambda b: [referral(b)]),
    Kind("booking.provisionally-made", _CONTACT_ONLY, 17, lambda b: [provisional(day(2), b)]),
    Kind("booking.confirmed", _CONTACT_ONLY, 17, lambda b: [confirmed(day(2), b)]),
    Kind("booking.cancelled", _CONTACT_ONLY, 17, lambda b: [cancelled(b)]),
    Kind(
        "booking.cancelled.updated",
        _CONTACT_ONLY,
        12,
        lambda b: [cancelled(b), cancelled(b, 1, reason="Another reason", update=True)],
    ),
    Kind("person.arrived", _NEW_ADDRESS_TOO, None, lambda b: [arrived(day(2), b)]),
    Kind(
        "person.arrived, ends another address",
        _ADDRESS_TOO,
        25,
        lambda b: [arrived(day(2), b)],
        has_home=True,
    ),
    Kind(
        "person.arrived.updated",
        _ADDRESS_TOO,
        16,
        lambda b: [arrived(day(2), b), arrived(day(3), b, 1, update=True)],
    ),
    Kind("person.departed", _ADDRESS_TOO, 21, lambda b: [arrived(day(2), b), departed(day(9), b, 1)]),
    Kind(
        "person.departed.updated",
        _ADDRESS_TOO,
        12,
        lambda b: [arrived(day(2), b), departed(day(9), b, 1), departed(day(8), b, 2, update=True)],
    ),
    Kind("the same once more", _NOTHING, None, _repeated, Outcome.ALREADY_RECORDED),
)


def events(kind: Kind, crn: str, booking: str) -> Sequence[Event]:
    """The events of the kind, about that person and booking."""
    return [replace(event, crn=Crn(crn)) for event in kind.told(booking)]


def add_home(store: Store, person: PersonId) -> None:
    """Record a main address by hand."""
    store.users.add_address(person, AddressLines(postcode="ZZ9 9ZZ"), date(2020, 1, 1), "A01B")


def record_in(delius: Delius, event: Event, now: Instant) -> Outcome:
    """Record the event as the application does."""
    with delius.open_case(CaseRequest.of(event)) as opened:
        recording = record(event, opened.case, now)
        if recording.changes is not None:
            opened.commit(recording.changes)
    return recording.outcome
