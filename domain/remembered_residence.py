"""The memory of addresses, which tells what the service wrote from what people wrote (rule 3)."""

from dataclasses import dataclass, replace
from datetime import date

from domain.address import MAIN, Address, AddressLines
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
    """The lines, the start, the end and the status that the service last wrote on a residence's address."""

    lines: AddressLines
    start: date
    end: date | None
    status: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RememberedResidence:
    """The newest arrival and departure of a booking, and the address that its first arrival made.

    The person's arrivals and departures are numbered as they are recorded: `arrival_number` is that of the
    first arrival, 0 if it was recorded before there were numbers. `address` is None until that address has
    been added; `written` is what the service last wrote on it.
    """

    booking: BookingId
    arrival: DatedFact | None = None
    departure: DatedFact | None = None
    arrival_number: int = 0
    address: AddressId | None = None
    written: LastWritten | None = None

    def after(self, event: PersonArrived | PersonDeparted, number: int) -> "RememberedResidence":
        """Return the residence once the event, the newest of its kind, is known, which has that number."""
        if isinstance(event, PersonDeparted):
            return replace(self, departure=DatedFact(event.departure_date, event.timestamp))
        return replace(
            self,
            arrival=DatedFact(event.arrival_date, event.timestamp),
            arrival_number=self.arrival_number if self.arrival else number,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class RememberedHome:
    """A main address that belongs to no booking, by the number of the event that saw it first.

    `end` and `status` are what the service last wrote there, if it ever did; else it was open and main.
    """

    address: AddressId
    first_seen_number: int
    end: date | None = None
    status: str = MAIN

    def seen(self, row: Address, number: int) -> "RememberedHome":
        """Return the home as that event sees it: first seen then, if people made it main again."""
        is_main_again = row.is_main and self.status != MAIN
        return RememberedHome(address=self.address, first_seen_number=number) if is_main_again else self
