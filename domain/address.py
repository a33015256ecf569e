"""Addresses of a person as Delius holds them."""

from dataclasses import dataclass, replace
from datetime import date, datetime, time

from domain.identifiers import AddressId, BookingId
from domain.london import WallTime
from domain.text import on_one_line

CAS3_TYPE = "A17"
MAIN = "M"
PREVIOUS = "P"


@dataclass(frozen=True, slots=True, kw_only=True)
class AddressLines:
    """The lines of an address as its columns hold them; None for an empty column."""

    building: str | None = None
    street: str | None = None
    district: str | None = None
    town: str | None = None
    county: str | None = None
    postcode: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """One row of a person's addresses. `version` is Delius' optimistic lock; `type` and `start` may be
    missing; `status` is a code of Delius', main or previous for all that this service writes.

    Addresses are compared by day; `start_time` is the time of day that another service gave the start.
    """

    id: AddressId
    version: int
    type: str | None
    status: str
    lines: AddressLines
    start: date | None
    end: date | None = None
    soft_deleted: bool = False
    start_time: time = time.min

    @property
    def is_main(self) -> bool:
        """Return whether it is a main address: not soft-deleted, without end date, of status `M`."""
        return self.status == MAIN and self.end is None and not self.soft_deleted

    @property
    def end_to_write(self) -> WallTime | None:
        """Return the end with a time of day: on the day of the start that of the start, else midnight."""
        if self.end is None:
            return None
        return WallTime(datetime.combine(self.end, self.start_time if self.end == self.start else time.min))

    def starting(self, start: date | None) -> "Address":
        """Return the address with that start: at its own time of day if that is the day, else at midnight."""
        return self if start == self.start else replace(self, start=start, start_time=time.min)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewAddress:
    """The CAS3 address to be added for a booking, complete but for its id."""

    booking: BookingId
    lines: AddressLines
    start: date
    end: date | None
    status: str
    type: str = CAS3_TYPE
    no_fixed_abode: bool = False
    type_verified: bool = False


@dataclass(frozen=True, slots=True)
class ChangedAddress:
    """An address as it was read, and as it is to be."""

    before: Address
    after: Address


def not_before(start: date | None, end: date | None) -> date | None:
    """Return the end, raised to the start where it would come before it."""
    return max(end, start) if end and start else end


def same_postcode(one: str | None, other: str | None) -> bool:
    """Tell whether both are the same postcode, however they are typed. Nothing is the same as no postcode."""
    return bool(_bare(one)) and _bare(one) == _bare(other)


def _bare(postcode: str | None) -> str:
    return on_one_line(postcode or "").replace(" ", "").upper()
