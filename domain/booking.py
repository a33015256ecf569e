"""Bookings, the agreed stays: made provisionally, confirmed, cancelled (rule 1)."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from domain.event import BookingEvent, ContactCode
from domain.identifiers import BookingId, ExternalReference
from domain.london import Instant, WallTime, as_date, day_or_time, midnight, wall_time
from domain.notes import not_blank

CANCELLATION_DATE = "Cancellation date: "
"""The beginning of the line of the notes that gives the date."""


def cancellation_reference(booking: BookingId) -> ExternalReference:
    """The external reference of the contact that tells of the cancellation."""
    return ExternalReference(f"urn:hmpps:cas3:booking-cancelled:{booking}")


@dataclass(frozen=True, kw_only=True)
class _BookingAgreed(BookingEvent):
    """A booking of which the person is expected to arrive."""

    expected_arrival: Instant | None
    notes: str | None = None

    @cached_property
    def contact_time(self) -> WallTime:
        return wall_time(self.timestamp)

    @cached_property
    def lines(self) -> tuple[str, ...]:
        expected = self.expected_arrival
        arrival = f"Expected arrival date: {as_date(day_or_time(expected))}" if expected else None
        return not_blank(arrival, self.notes)


@dataclass(frozen=True, kw_only=True)
class BookingProvisionallyMade(_BookingAgreed):
    """A booking was made provisionally."""

    @property
    def contact_code(self) -> ContactCode:
        return ContactCode.BOOKING_PROVISIONALLY_MADE

    @cached_property
    def reference(self) -> ExternalReference:
        return ExternalReference(f"urn:hmpps:cas3:booking-provisionally-made:{self.booking}")


@dataclass(frozen=True, kw_only=True)
class BookingConfirmed(_BookingAgreed):
    """A booking was confirmed."""

    @property
    def contact_code(self) -> ContactCode:
        return ContactCode.BOOKING_CONFIRMED

    @cached_property
    def reference(self) -> ExternalReference:
        return ExternalReference(f"urn:hmpps:cas3:booking-confirmed:{self.booking}")


@dataclass(frozen=True, kw_only=True)
class BookingCancelled(BookingEvent):
    """A booking was cancelled, or its cancellation was changed."""

    reason: str | None
    context: str | None = None
    cancelled_on: date | None = None
    notes: str | None = None

    @property
    def contact_code(self) -> ContactCode:
        return ContactCode.BOOKING_CANCELLED

    @cached_property
    def reference(self) -> ExternalReference:
        return cancellation_reference(self.booking)

    @cached_property
    def contact_time(self) -> WallTime:
        return midnight(self.cancelled_on) if self.cancelled_on else wall_time(self.timestamp)

    @cached_property
    def lines(self) -> tuple[str, ...]:
        cancelled_on = f"{CANCELLATION_DATE}{as_date(self.cancelled_on)}" if self.cancelled_on else None
        return not_blank(cancelled_on, self.reason, self.context, self.notes)
