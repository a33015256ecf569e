"""Addresses of a person as Delius holds them."""

from dataclasses import dataclass
from datetime import date

from domain.identifiers import AddressId, BookingId
from domain.text import on_one_line

CAS3_TYPE = "A17"
MAIN = "M"
PREVIOUS = "P"


@dataclass(frozen=True, slots=True, kw_only=True)
class AddressLines:
    """What stands in the columns of an address; None where nothing does."""

    building: str | None = None
    street: str | None = None
    district: str | None = None
    town: str | None = None
    county: str | None = None
    postcode: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """One row of a person's addresses. `version` is Delius' optimistic lock; `type` may be missing; `status`
    is a code of Delius', main or previous for all that this service writes.
    """

    id: AddressId
    version: int
    type: str | None
    status: str
    lines: AddressLines
    start: date
    end: date | None = None
    soft_deleted: bool = False

    @property
    def is_main(self) -> bool:
        """Whether it is a main address: not soft-deleted, without end date, of status `M`."""
        return self.status == MAIN and self.end is None and not self.soft_deleted


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


def same_postcode(one: str | None, other: str | None) -> bool:
    """Tell whether both are the same postcode, however they are typed. Nothing is the same as no postcode."""
    return bool(_bare(one)) and _bare(one) == _bare(other)


def _bare(postcode: str | None) -> str:
    return on_one_line(postcode or "").replace(" ", "").upper()
