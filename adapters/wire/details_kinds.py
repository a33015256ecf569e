"""The details of each kind of event, each model turning itself into its event.

Fields are named as the CAS3 API names them, in snake case. Ids, the person, times and premises decide whether
details are valid; the rest only goes into the notes and is left out where it cannot be read (rule 1).
"""

from abc import abstractmethod
from collections.abc import Mapping
from typing import Final, TypedDict

from pydantic import ConfigDict, Field
from pydantic.alias_generators import to_camel

from adapters.wire.details_parts import (
    ApplicationIdField,
    BookingIdField,
    ExpectedMoment,
    ExpectedText,
    Moment,
    OptionalDate,
    OptionalPremises,
    Person,
    PremisesPart,
    ShownDate,
    ShownStaff,
    ShownText,
)
from adapters.wire.validation import Lenient
from domain.arrival_and_departure import PersonArrived, PersonDeparted
from domain.booking import BookingCancelled, BookingConfirmed, BookingProvisionallyMade
from domain.event import Event, EventType
from domain.identifiers import Crn, EventId
from domain.london import Instant
from domain.owner import StaffMember
from domain.referral import ReferralSubmitted


class Head(TypedDict):
    """The fields that every event has."""

    id: EventId
    timestamp: Instant
    crn: Crn
    staff: StaffMember | None
    left_out: tuple[str, ...]
    is_update: bool


class Details(Lenient):
    """The `eventDetails` of one kind of event. `staff` is named differently in each kind."""

    model_config = ConfigDict(alias_generator=to_camel, validate_default=True)

    person_reference: Person
    staff: ShownStaff = None

    @classmethod
    def name_at_cas3(cls, field: str) -> str:
        """Return the name that the CAS3 API has for a field."""
        return cls.model_fields[field].alias or field

    @abstractmethod
    def event(self, head: Head) -> Event:
        """Return the event that they tell of."""


class Referral(Details):
    """`referral.submitted`: it names no staff."""

    application_id: ApplicationIdField

    def event(self, head: Head) -> Event:
        return ReferralSubmitted(**head, application=self.application_id)


class _Booking(Details):
    booking_id: BookingIdField
    notes: ShownText = ""


class ProvisionalBooking(_Booking):
    """`booking.provisionally-made`."""

    expected_arrived_at: ExpectedMoment = None
    staff: ShownStaff = Field(default=None, alias="bookedBy")

    def event(self, head: Head) -> Event:
        return BookingProvisionallyMade(
            **head, booking=self.booking_id, expected_arrival=self.expected_arrived_at, notes=self.notes
        )


class ConfirmedBooking(_Booking):
    """`booking.confirmed`."""

    expected_arrived_at: ExpectedMoment = None
    staff: ShownStaff = Field(default=None, alias="confirmedBy")

    def event(self, head: Head) -> Event:
        return BookingConfirmed(
            **head, booking=self.booking_id, expected_arrival=self.expected_arrived_at, notes=self.notes
        )


class CancelledBooking(_Booking):
    """`booking.cancelled` and its update; older ones have a context."""

    cancellation_reason: ExpectedText = ""
    cancellation_context: ShownText = ""
    cancelled_at: OptionalDate = None
    staff: ShownStaff = Field(default=None, alias="cancelledBy")

    def event(self, head: Head) -> Event:
        return BookingCancelled(
            **head,
            booking=self.booking_id,
            reason=self.cancellation_reason,
            context=self.cancellation_context,
            cancelled_on=self.cancelled_at,
            notes=self.notes,
        )


class Arrival(_Booking):
    """`person.arrived` and its update."""

    premises: PremisesPart
    arrived_at: Moment
    expected_departure_on: ShownDate = None
    staff: ShownStaff = Field(default=None, alias="recordedBy")

    def event(self, head: Head) -> Event:
        return PersonArrived(
            **head,
            booking=self.booking_id,
            premises=self.premises.premises(),
            arrived_at=self.arrived_at,
            expected_departure=self.expected_departure_on,
            notes=self.notes,
        )


class Departure(_Booking):
    """`person.departed` and its update."""

    premises: OptionalPremises = None
    departed_at: Moment
    reason: ExpectedText = ""
    reason_detail: ShownText = ""
    staff: ShownStaff = Field(default=None, alias="recordedBy")

    def event(self, head: Head) -> Event:
        return PersonDeparted(
            **head,
            booking=self.booking_id,
            departed_at=self.departed_at,
            reason=self.reason,
            reason_detail=self.reason_detail,
            notes=self.notes,
            premises=self.premises.premises() if self.premises else None,
        )


KINDS: Final[Mapping[EventType, type[Details]]] = {
    EventType.REFERRAL_SUBMITTED: Referral,
    EventType.BOOKING_PROVISIONALLY_MADE: ProvisionalBooking,
    EventType.BOOKING_CONFIRMED: ConfirmedBooking,
    EventType.BOOKING_CANCELLED: CancelledBooking,
    EventType.BOOKING_CANCELLED_UPDATED: CancelledBooking,
    EventType.PERSON_ARRIVED: Arrival,
    EventType.PERSON_ARRIVED_UPDATED: Arrival,
    EventType.PERSON_DEPARTED: Departure,
    EventType.PERSON_DEPARTED_UPDATED: Departure,
}
"""The kind of the details for each type of event."""
