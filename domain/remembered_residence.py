"""The memory of addresses, which tells what the service wrote from what people wrote (rule 3)."""

from dataclasses import dataclass, replace
from datetime import date

from domain.address import MAIN, PREVIOUS, Address, AddressLines
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
    """The lines, the start, the end and the status that the service last wrote on a residence's address.

    Once people have ended it, it is previous without an end, as the service never writes: the end stays
    theirs, also where the service writes, or wrote, the same.
    """

    lines: AddressLines
    start: date
    end: date | None
    status: str

    @property
    def is_ended_by_hand(self) -> bool:
        """Tell whether people had ended the address when an event last saw it."""
        return self.end is None and self.status != MAIN

    def differs_from(self, row: Address) -> bool:
        """Tell whether people have given the row another end or status since."""
        return row.end != self.end or row.status != self.status

    def ended_by_hand(self) -> "LastWritten":
        """Return it with an end that is people's."""
        return replace(self, end=None, status=PREVIOUS)


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
    Once people have ended it, it is previous without an end, as in LastWritten.
    """

    address: AddressId
    first_seen_number: int
    end: date | None = None
    status: str = MAIN

    @property
    def is_ended_by_hand(self) -> bool:
        """Tell whether people had ended the home when an event last saw it."""
        return self.end is None and self.status != MAIN

    def ended_by_hand(self) -> "RememberedHome":
        """Return it with an end that is people's."""
        return replace(self, end=None, status=PREVIOUS)

    def seen(self, row: Address, number: int) -> "RememberedHome":
        """Return the home as that event sees it: first seen then, if people made it main again."""
        is_main_again = row.is_main and self.status != MAIN
        return RememberedHome(address=self.address, first_seen_number=number) if is_main_again else self
