"""One event of each type for one person, of an application and bookings that are nobody's."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any, Final
from uuid import uuid4

from domain.arrival_and_departure import PersonArrived, PersonDeparted
from domain.booking import BookingCancelled, BookingConfirmed, BookingProvisionallyMade
from domain.event import Event, EventType
from domain.identifiers import ApplicationId, BookingId, Code, Crn, EventId
from domain.london import Instant, instant, midnight, wall_time
from domain.owner import StaffMember
from domain.premises import Premises
from domain.referral import ReferralSubmitted

# Delius has no such codes, so the person's own manager gets the contacts, as whenever codes are lacking.
_STAFF: Final = StaffMember(Code("ZZZZZZZ"), Code("ZZZ"))
_PREMISES: Final = Premises(line1="1 Check Street", postcode="ZZ1 1ZZ", town="Check", region="Check")


def trial_events(crn: Crn, now: Instant) -> Mapping[EventType, Event]:
    """Return the events by their types, in the order of a stay and a second apart."""
    stay, other = BookingId(f"check-{uuid4()}"), BookingId(f"check-{uuid4()}")
    today, tomorrow = (_day(now, days) for days in (0, 1))
    arrival = {"booking": stay, "premises": _PREMISES}
    departure = {"booking": stay, "reason": "check"}
    makers: Mapping[EventType, tuple[Callable[..., Event], Mapping[str, Any]]] = {
        EventType.REFERRAL_SUBMITTED: (ReferralSubmitted, {"application": ApplicationId(f"check-{uuid4()}")}),
        EventType.BOOKING_PROVISIONALLY_MADE: (
            BookingProvisionallyMade,
            {"booking": stay, "expected_arrival": today},
        ),
        EventType.BOOKING_CONFIRMED: (BookingConfirmed, {"booking": stay, "expected_arrival": today}),
        EventType.BOOKING_CANCELLED: (BookingCancelled, {"booking": other, "reason": "check"}),
        EventType.BOOKING_CANCELLED_UPDATED: (BookingCancelled, {"booking": other, "reason": "again"}),
        EventType.PERSON_ARRIVED: (PersonArrived, {**arrival, "arrived_at": today}),
        EventType.PERSON_ARRIVED_UPDATED: (PersonArrived, {**arrival, "arrived_at": today, "notes": "check"}),
        EventType.PERSON_DEPARTED: (PersonDeparted, {**departure, "departed_at": tomorrow}),
        EventType.PERSON_DEPARTED_UPDATED: (PersonDeparted, {**departure, "departed_at": today}),
    }
    return {
        event_type: make(
            id=EventId(str(uuid4())),
            timestamp=instant(now + timedelta(seconds=number)),
            crn=crn,
            staff=None if event_type is EventType.REFERRAL_SUBMITTED else _STAFF,
            is_update=event_type.is_update,
            **more,
        )
        for number, (event_type, (make, more)) in enumerate(makers.items())
    }


def _day(now: Instant, days: int) -> Instant:
    return instant(midnight(wall_time(now).date() + timedelta(days=days)))
