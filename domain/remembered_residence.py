"""What the service remembers of one booking's stay, to tell what it wrote from what people wrote (rule 3)."""

from dataclasses import dataclass, replace
from datetime import date

from domain.address import Address, AddressLines
from domain.arrival_and_departure import PersonArrived, PersonDeparted
from domain.identifiers import AddressId, BookingId
from domain.london import Instant


@dataclass(frozen=True, slots=True)
class DatedFact:
    """A date that an event told of, and when that event was recorded at CAS3."""

    date: date
    timestamp: Instant


@dataclass(frozen=True, slots=True, kw_only=True)
class LastWritten:
    """The lines, the start, the end and the status that the service last wrote on the stay's address."""

    lines: AddressLines
    start: date
    end: date | None
    status: str

    @classmethod
    def on(cls, address: Address) -> "LastWritten":
        """As if the service had written all that stands there."""
        return cls(lines=address.lines, start=address.start, end=address.end, status=address.status)


@dataclass(frozen=True, slots=True, kw_only=True)
class RememberedResidence:
    """The newest arrival and departure of a booking, and the address that its first arrival made.

    `address` is None until that address has been added; `written` is what the service last wrote on it.
    """

    booking: BookingId
    arrival: DatedFact | None = None
    departure: DatedFact | None = None
    address: AddressId | None = None
    written: LastWritten | None = None

    def after(self, event: PersonArrived | PersonDeparted) -> "RememberedResidence":
        """The stay once the event, the newest of its kind, is known."""
        if isinstance(event, PersonArrived):
            return replace(self, arrival=DatedFact(event.arrival_date, event.timestamp))
        return replace(self, departure=DatedFact(event.departure_date, event.timestamp))
