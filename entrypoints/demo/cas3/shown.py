"""What there is to see of a person at CAS3, in words."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Final

from domain.london import as_date
from entrypoints.demo.cas3.booking import Booking, Status
from entrypoints.demo.cas3.offers import offered, offered_with
from entrypoints.demo.cas3.people import Person
from entrypoints.demo.cas3.record import Record, Referral
from entrypoints.demo.page import sights

_BY_WEIGHT: Final = (
    Status.ACTIVE,
    Status.CONFIRMED,
    Status.PROVISIONAL,
    Status.DEPARTED,
    Status.CANCELLED,
)
_COMING: Final = {Status.PROVISIONAL, Status.CONFIRMED}
_STILL_LEAVING: Final = {*_COMING, Status.ACTIVE}


def cas3(person: Person, record: Record) -> sights.Cas3:
    """What CAS3 knows of the person, the newest first."""
    return sights.Cas3(
        officer=str(person.officer),
        referrals=[_referral(referral) for referral in reversed(record.referrals)],
        bookings=[_booking(booking) for booking in reversed(record.bookings)],
        actions=offered(record),
    )


def resident(person: Person, record: Record) -> sights.Resident:
    """The person, and where they stand: of several bookings the one that says most."""
    return sights.Resident(crn=person.crn, name=person.name, about=_about(record))


def _about(record: Record) -> str:
    for status in _BY_WEIGHT:
        bookings = [booking for booking in record.bookings if booking.status is status]
        if bookings:
            return _stands(bookings[-1])
    return "Referred, no booking yet" if record.referrals else "Not referred yet"


def _stands(booking: Booking) -> str:
    place = booking.place.name if booking.place else "a place not known"
    match booking.status:
        case Status.ACTIVE:
            return f"In {place}{_when(' since', booking.arrived_on)}"
        case Status.DEPARTED:
            return f"Left {place}{_when(' on', booking.departed_on)}"
        case Status.CANCELLED:
            return f"Booking for {place} cancelled"
        case _:
            return f"{booking.status} booking for {place}{_when(' from', booking.start)}"


def _when(preposition: str, day: date | None) -> str:
    return f"{preposition} {as_date(day)}" if day else ""


def _referral(referral: Referral) -> str:
    submitted = f"Submitted {as_date(referral.submitted)} at {referral.submitted:%H:%M}"
    return f"{submitted}{_when(', accommodation needed from', referral.needed_from)}"


def _booking(booking: Booking) -> sights.Booking:
    return sights.Booking(
        id=booking.id,
        place=booking.place.name if booking.place else "Place not known",
        status=booking.status.value,
        facts=_facts(booking),
        actions=offered_with(booking),
    )


def _facts(booking: Booking) -> Sequence[tuple[str, str]]:
    """What is known; what was only expected is left out once it is known how it came."""
    texts: Mapping[str, str] = {
        "Cancellation reason": booking.cancellation_reason,
        "Departure reason": booking.departure_reason,
        "Reason in detail": booking.reason_detail,
        "Move-on category": booking.move_on,
        "Notes": booking.notes,
    }
    facts = [*((label, as_date(day)) for label, day in _days(booking) if day), *texts.items()]
    return [(label, value) for label, value in facts if value]


def _days(booking: Booking) -> Iterator[tuple[str, date | None]]:
    if booking.arrived_on is None:
        yield "Expected arrival", booking.start
    yield "Arrived", booking.arrived_on
    if booking.status in _STILL_LEAVING:
        yield "Expected departure", booking.end
    yield "Departed", booking.departed_on
    yield "Cancelled", booking.cancelled_on
