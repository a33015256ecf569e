"""The names by which people, referrals, bookings and rows are known; none of them can be blank."""

from dataclasses import dataclass
from typing import NewType

from domain.text import is_blank

PersonId = NewType("PersonId", int)
ContactId = NewType("ContactId", int)
AddressId = NewType("AddressId", int)


@dataclass(frozen=True, slots=True, order=True)
class Identifier:
    """An opaque string that is not blank; ValueError otherwise."""

    value: str

    def __post_init__(self) -> None:
        if is_blank(self.value):
            raise ValueError(f"{type(self).__name__} is blank")

    def __str__(self) -> str:
        return self.value

    def __hash__(self) -> int:
        # Hundreds of keys are looked up for one event: the hash of a tuple of fields takes twice as long.
        return hash(self.value)


class EventId(Identifier):
    """The id of one event at CAS3; an update has an id of its own."""

    __slots__ = ()


class ApplicationId(Identifier):
    """The id of a referral application."""

    __slots__ = ()


class BookingId(Identifier):
    """The id of a booking and of the residence that it leads to."""

    __slots__ = ()


class ExternalReference(Identifier):
    """The link of a contact to its subject at CAS3, such as `urn:hmpps:cas3:person-arrived:{bookingId}`."""

    __slots__ = ()


class Code(Identifier):
    """A code of Delius. Its CHAR columns are padded with blanks, so codes are compared without them."""

    __slots__ = ()

    def __post_init__(self) -> None:
        Identifier.__post_init__(self)
        if self.value[0].isspace() or self.value[-1].isspace():
            object.__setattr__(self, "value", self.value.strip())


class Crn(Code):
    """The case reference number of a person on probation, in upper case however it was typed."""

    __slots__ = ()

    def __post_init__(self) -> None:
        Code.__post_init__(self)
        object.__setattr__(self, "value", self.value.upper())
