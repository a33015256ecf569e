"""The details of each kind of event, each model turning itself into its event."""

from abc import abstractmethod
from typing import TypedDict

from pydantic import Field

from adapters.wire.details_parts import (
    ApplicationIdField,
    BookingIdField,
    Moment,
    OptionalDate,
    OptionalPremises,
    OptionalStaff,
    OptionalText,
    Person,
    PremisesPart,
    Text,
)
from adapters.wire.validation import Lenient
from domain.arrival_and_departure import PersonArrived, PersonDeparted
from domain.booking import BookingCancelled, BookingConfirmed, BookingProvisionallyMade
from domain.event import Event
from domain.identifiers import Crn, EventId
from domain.london import Instant
from domain.owner import StaffMember
from domain.referral import ReferralSubmitted


class Head(TypedDict):
    """What every event has."""

    id: EventId
    timestamp: Instant
    crn: Crn
    staff: StaffMember | None
    is_update: bool


class Details(Lenient):
    """The details proper of one kind of event."""

    person: Person = Field(alias="personReference")

    def recorder(self) -> OptionalStaff:
        """Who recorded the event, if the details say so."""
        return None

    @abstractmethod
    def event(self, head: Head) -> Event:
        """The event that they tell of."""


class Referral(Details):
    application: ApplicationIdField = Field(alias="applicationId")

    def event(self, head: Head) -> Event:
        return ReferralSubmitted(**head, application=self.application)


class _Booking(Details):
    booking: BookingIdField = Field(alias="bookingId")
    notes: OptionalText = None


class ProvisionalBooking(_Booking):
    expected_arrival: Moment = Field(alias="expectedArrivedAt")
    booked_by: OptionalStaff = Field(default=None, alias="bookedBy")

    def recorder(self) -> OptionalStaff:
        return self.booked_by

    def event(self, head: Head) -> Event:
        return BookingProvisionallyMade(
            **head, booking=self.booking, expected_arrival=self.expected_arrival, notes=self.notes
        )


class ConfirmedBooking(_Booking):
    expected_arrival: Moment = Field(alias="expectedArrivedAt")
    confirmed_by: OptionalStaff = Field(default=None, alias="confirmedBy")

    def recorder(self) -> OptionalStaff:
        return self.confirmed_by

    def event(self, head: Head) -> Event:
        return BookingConfirmed(
            **head, booking=self.booking, expected_arrival=self.expected_arrival, notes=self.notes
        )


class CancelledBooking(_Booking):
    reason: Text = Field(alias="cancellationReason")
    context: OptionalText = Field(default=None, alias="cancellationContext")
    cancelled_on: OptionalDate = Field(default=None, alias="cancelledAt")
    cancelled_by: OptionalStaff = Field(default=None, alias="cancelledBy")

    def recorder(self) -> OptionalStaff:
        return self.cancelled_by

    def event(self, head: Head) -> Event:
        return BookingCancelled(
            **head,
            booking=self.booking,
            reason=self.reason,
            context=self.context,
            cancelled_on=self.cancelled_on,
            notes=self.notes,
        )


class Arrival(_Booking):
    premises: PremisesPart
    arrived_at: Moment = Field(alias="arrivedAt")
    expected_departure: OptionalDate = Field(default=None, alias="expectedDepartureOn")
    recorded_by: OptionalStaff = Field(default=None, alias="recordedBy")

    def recorder(self) -> OptionalStaff:
        return self.recorded_by

    def event(self, head: Head) -> Event:
        return PersonArrived(
            **head,
            booking=self.booking,
            premises=self.premises.premises(),
            arrived_at=self.arrived_at,
            expected_departure=self.expected_departure,
            notes=self.notes,
        )


class Departure(_Booking):
    premises: OptionalPremises = None
    departed_at: Moment = Field(alias="departedAt")
    reason: Text
    reason_detail: OptionalText = Field(default=None, alias="reasonDetail")
    recorded_by: OptionalStaff = Field(default=None, alias="recordedBy")

    def recorder(self) -> OptionalStaff:
        return self.recorded_by

    def event(self, head: Head) -> Event:
        return PersonDeparted(
            **head,
            booking=self.booking,
            departed_at=self.departed_at,
            reason=self.reason,
            reason_detail=self.reason_detail,
            notes=self.notes,
            premises=self.premises.premises() if self.premises else None,
        )
