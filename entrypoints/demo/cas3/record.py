"""A person's referrals and bookings, from all that CAS3 has told of them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from domain.event import EventType
from domain.london import WallTime, wall_time
from entrypoints.demo.cas3.booking import Booking
from entrypoints.demo.cas3.told import Told
from entrypoints.demo.page.doings import NotThere


@dataclass(frozen=True, slots=True, kw_only=True)
class Referral:
    """An application: when it was submitted, and from when on it asks for a place, if that is known."""

    id: str
    submitted: WallTime
    needed_from: date | None = None


@dataclass(frozen=True, slots=True)
class Record:
    """What CAS3 knows of one person, each in the order in which it first told of them."""

    referrals: Sequence[Referral]
    bookings: Sequence[Booking]

    def booking(self, identifier: str | None) -> Booking:
        """The booking with that id; NotThere if the person has none such."""
        for booking in self.bookings:
            if booking.id == identifier:
                return booking
        raise NotThere(f"the person has no booking {identifier!r} at CAS3")

    @property
    def newest_referral(self) -> Referral | None:
        """The last that was submitted, if any was."""
        return self.referrals[-1] if self.referrals else None


def record_of(tellings: Iterable[Told]) -> Record:
    """What CAS3 knows after all of these, which concern one person and may come in any order."""
    referrals: dict[str, Referral] = {}
    bookings: dict[str, Booking] = {}
    for told in sorted(tellings, key=lambda told: told.at):
        if told.type is EventType.REFERRAL_SUBMITTED:
            referral = _referral(told)
            referrals[referral.id] = referral
        else:
            identifier = told.text("bookingId")
            bookings[identifier] = bookings.get(identifier, Booking(id=identifier)).after(told)
    return Record(tuple(referrals.values()), tuple(bookings.values()))


def _referral(told: Told) -> Referral:
    return Referral(
        id=told.text("applicationId"), submitted=wall_time(told.at), needed_from=told.beside.needed_from
    )
