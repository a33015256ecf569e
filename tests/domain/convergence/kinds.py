"""The events that a telling makes, one kind after the other."""

from domain.arrival_and_departure import PersonArrived, PersonDeparted
from domain.booking import BookingCancelled, BookingConfirmed, BookingProvisionallyMade
from domain.event import Event
from domain.identifiers import ApplicationId, BookingId, Crn
from domain.referral import ReferralSubmitted
from tests.domain.convergence.tellings import NOWHERE, Telling


def arrival(telling: Telling, crn: Crn, booking: BookingId) -> Event:
    return PersonArrived(
        **telling.head(crn),
        is_update=telling.is_update,
        booking=booking,
        premises=telling.premises,
        arrived_at=telling.moment,
        notes=telling.notes("the arrival"),
    )


def departure(telling: Telling, crn: Crn, booking: BookingId) -> Event:
    return PersonDeparted(
        **telling.head(crn),
        is_update=telling.is_update,
        booking=booking,
        departed_at=telling.moment,
        reason="Moved on",
        notes=telling.notes("the departure"),
        premises=telling.premises,
    )


def referral(telling: Telling, crn: Crn, booking: BookingId) -> Event:
    return ReferralSubmitted(**telling.head(crn), application=ApplicationId(f"application-{booking}"))


def provisional(telling: Telling, crn: Crn, booking: BookingId) -> Event:
    return BookingProvisionallyMade(
        **telling.head(crn),
        booking=booking,
        expected_arrival=telling.moment,
        notes=telling.notes("the booking"),
    )


def confirmed(telling: Telling, crn: Crn, booking: BookingId) -> Event:
    return BookingConfirmed(
        **telling.head(crn),
        booking=booking,
        expected_arrival=telling.moment,
        notes=telling.notes("the confirmation"),
    )


def cancelled(telling: Telling, crn: Crn, booking: BookingId) -> Event:
    return BookingCancelled(
        **telling.head(crn),
        is_update=telling.is_update,
        booking=booking,
        reason="Changed plans",
        cancelled_on=None if telling.premises is NOWHERE else telling.moment.date(),
        notes=telling.notes("the cancellation"),
    )
