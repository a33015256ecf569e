"""Residences, the stays that began: the person arrived, the person departed (rule 1)."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from domain.event import BookingEvent, ContactCode
from domain.identifiers import BookingId, ExternalReference
from domain.london import Instant, WallTime, as_date, day_or_time
from domain.notes import not_blank
from domain.premises import Premises

EXPECTED_DEPARTURE = "Expected departure date: "
"""The beginning of the line of the notes that gives the date."""


def arrival_reference(booking: BookingId) -> ExternalReference:
    """The external reference of the contact that tells of the arrival."""
    return ExternalReference(f"urn:hmpps:cas3:person-arrived:{booking}")


def departure_reference(booking: BookingId) -> ExternalReference:
    """The external reference of the contact that tells of the departure."""
    return ExternalReference(f"urn:hmpps:cas3:person-departed:{booking}")


@dataclass(frozen=True, kw_only=True)
class PersonArrived(BookingEvent):
    """The person arrived at the premises of their booking, or the arrival was changed."""

    premises: Premises
    arrived_at: Instant
    expected_departure: date | None = None
    notes: str | None = None

    @property
    def contact_code(self) -> ContactCode:
        return ContactCode.PERSON_ARRIVED

    @cached_property
    def reference(self) -> ExternalReference:
        return arrival_reference(self.booking)

    @cached_property
    def contact_time(self) -> WallTime:
        return day_or_time(self.arrived_at)

    @property
    def arrival_date(self) -> date:
        """The day on which the residence starts."""
        return self.contact_time.date()

    @cached_property
    def lines(self) -> tuple[str, ...]:
        address, expected = self.premises.on_one_line, self.expected_departure
        return not_blank(
            f"Arrival date: {as_date(self.arrival_date)}",
            f"Arrival address: {address}" if address else None,
            f"{EXPECTED_DEPARTURE}{as_date(expected)}" if expected else None,
            self.notes,
        )


@dataclass(frozen=True, kw_only=True)
class PersonDeparted(BookingEvent):
    """The person left the premises of their booking, or the departure was changed."""

    departed_at: Instant
    reason: str | None
    reason_detail: str | None = None
    notes: str | None = None
    premises: Premises | None = None

    @property
    def contact_code(self) -> ContactCode:
        return ContactCode.PERSON_DEPARTED

    @cached_property
    def reference(self) -> ExternalReference:
        return departure_reference(self.booking)

    @cached_property
    def contact_time(self) -> WallTime:
        return day_or_time(self.departed_at)

    @property
    def departure_date(self) -> date:
        """The day on which the residence ends."""
        return self.contact_time.date()

    @cached_property
    def lines(self) -> tuple[str, ...]:
        departed_on = f"Departure date: {as_date(self.departure_date)}"
        return not_blank(departed_on, self.reason, self.reason_detail, self.notes)
