"""Events with sensible values, so that a test names only what it is about."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import count

from domain.arrival_and_departure import PersonArrived, PersonDeparted
from domain.booking import BookingCancelled, BookingConfirmed, BookingProvisionallyMade
from domain.identifiers import ApplicationId, BookingId, Code, Crn, EventId
from domain.london import Instant, instant
from domain.owner import StaffMember
from domain.premises import Premises
from domain.referral import ReferralSubmitted
from tests.domain.desk import CRN

_ids = count(1)
OFFICER = StaffMember(Code("N03A001"), Code("N03"))
CHURCH_STREET = Premises(line1="12 Church Street", postcode="BB1 1BB", town="Bimbly", region="North West")
MILL_LANE = Premises(line1="The Old Mill", line2="3 Mill Lane", postcode="CC2 2CC", region="North West")


def _id() -> EventId:
    return EventId(f"event-{next(_ids):06}")


def at(minute: int) -> Instant:
    """So many minutes after CAS3 started to record, in UTC."""
    return instant(datetime(2026, 5, 1, 9, 0, tzinfo=UTC) + timedelta(minutes=minute))


def on(day: date) -> Instant:
    """A date as CAS3 writes it: midnight UTC."""
    return instant(datetime.combine(day, time.min, tzinfo=UTC))


def referral(application: str = "app-1", minute: int = 0) -> ReferralSubmitted:
    return ReferralSubmitted(
        id=_id(), timestamp=at(minute), crn=Crn(CRN), application=ApplicationId(application)
    )


def provisional(
    expected: date, booking: str = "b1", minute: int = 0, notes: str | None = None
) -> BookingProvisionallyMade:
    return BookingProvisionallyMade(
        id=_id(),
        timestamp=at(minute),
        crn=Crn(CRN),
        staff=OFFICER,
        booking=BookingId(booking),
        expected_arrival=on(expected),
        notes=notes,
    )


def confirmed(
    expected: date, booking: str = "b1", minute: int = 0, notes: str | None = None
) -> BookingConfirmed:
    return BookingConfirmed(
        id=_id(),
        timestamp=at(minute),
        crn=Crn(CRN),
        staff=OFFICER,
        booking=BookingId(booking),
        expected_arrival=on(expected),
        notes=notes,
    )


def cancelled(
    booking: str = "b1",
    minute: int = 0,
    *,
    on_day: date | None = None,
    reason: str = "Changed plans",
    context: str | None = None,
    notes: str | None = None,
    update: bool = False,
) -> BookingCancelled:
    return BookingCancelled(
        id=_id(),
        timestamp=at(minute),
        crn=Crn(CRN),
        staff=OFFICER,
        booking=BookingId(booking),
        reason=reason,
        context=context,
        cancelled_on=on_day,
        notes=notes,
        is_update=update,
    )


def arrived(
    day: date,
    booking: str = "b1",
    minute: int = 0,
    *,
    premises: Premises = CHURCH_STREET,
    notes: str | None = None,
    expected_departure: date | None = None,
    update: bool = False,
    staff: StaffMember | None = OFFICER,
) -> PersonArrived:
    return PersonArrived(
        id=_id(),
        timestamp=at(minute),
        crn=Crn(CRN),
        staff=staff,
        booking=BookingId(booking),
        premises=premises,
        arrived_at=on(day),
        expected_departure=expected_departure,
        notes=notes,
        is_update=update,
    )


def departed(
    day: date,
    booking: str = "b1",
    minute: int = 0,
    *,
    reason: str = "Moved on",
    detail: str | None = None,
    notes: str | None = None,
    premises: Premises | None = None,
    update: bool = False,
) -> PersonDeparted:
    return PersonDeparted(
        id=_id(),
        timestamp=at(minute),
        crn=Crn(CRN),
        staff=OFFICER,
        booking=BookingId(booking),
        departed_at=on(day),
        reason=reason,
        reason_detail=detail,
        notes=notes,
        premises=premises,
        is_update=update,
    )
