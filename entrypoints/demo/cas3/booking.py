"""A booking as CAS3 knows it, from what it has told of it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from domain.event import EventType
from entrypoints.demo.cas3.places import Place
from entrypoints.demo.cas3.told import Told

LONGEST_STAY: Final = timedelta(days=84)
"""How many nights somebody may be booked for."""


class Status(StrEnum):
    """How far a booking has come, in order, in the words of CAS3: who has arrived makes it active."""

    PROVISIONAL = "Provisional"
    CONFIRMED = "Confirmed"
    CANCELLED = "Cancelled"
    ACTIVE = "Active"
    DEPARTED = "Departed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Booking:
    """The newest of all that was told. `start` and `end` are when the person is expected to arrive and to
    leave; a date that nobody told is None, a text that nobody told is empty.
    """

    id: str
    application: str = ""
    status: Status = Status.PROVISIONAL
    place: Place | None = None
    start: date | None = None
    end: date | None = None
    cancelled_on: date | None = None
    cancellation_reason: str = ""
    arrived_on: date | None = None
    departed_on: date | None = None
    departure_reason: str = ""
    reason_detail: str = ""
    move_on: str = ""
    notes: str = ""

    def after(self, told: Told) -> "Booking":
        """The booking, knowing that too. News of an earlier status does not take it back there."""
        status, told_by = _KINDS[told.type]
        known = replace(
            self,
            application=told.text("applicationId") or self.application,
            status=max(self.status, status, key=list(Status).index),
            place=told.place or self.place,
            notes=told.text("notes"),
        )
        return told_by(known, told)


def _agreed(booking: Booking, told: Told) -> Booking:
    start = told.day("expectedArrivedAt") or booking.start
    return replace(booking, start=start, end=told.beside.end or booking.end)


def _cancelled(booking: Booking, told: Told) -> Booking:
    return replace(
        booking, cancelled_on=told.day("cancelledAt"), cancellation_reason=told.text("cancellationReason")
    )


def _arrived(booking: Booking, told: Told) -> Booking:
    end = told.day("expectedDepartureOn") or booking.end
    return replace(booking, arrived_on=told.day("arrivedAt"), end=end)


def _departed(booking: Booking, told: Told) -> Booking:
    return replace(
        booking,
        departed_on=told.day("departedAt"),
        departure_reason=told.text("reason"),
        reason_detail=told.text("reasonDetail"),
        move_on=told.beside.move_on or booking.move_on,
    )


_KINDS: Final[Mapping[EventType, tuple[Status, Callable[[Booking, Told], Booking]]]] = {
    EventType.BOOKING_PROVISIONALLY_MADE: (Status.PROVISIONAL, _agreed),
    EventType.BOOKING_CONFIRMED: (Status.CONFIRMED, _agreed),
    EventType.BOOKING_CANCELLED: (Status.CANCELLED, _cancelled),
    EventType.BOOKING_CANCELLED_UPDATED: (Status.CANCELLED, _cancelled),
    EventType.PERSON_ARRIVED: (Status.ACTIVE, _arrived),
    EventType.PERSON_ARRIVED_UPDATED: (Status.ACTIVE, _arrived),
    EventType.PERSON_DEPARTED: (Status.DEPARTED, _departed),
    EventType.PERSON_DEPARTED_UPDATED: (Status.DEPARTED, _departed),
}
