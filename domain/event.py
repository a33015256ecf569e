"""The nine types of domain event of CAS3, and what they have in common."""

from abc import ABC, abstractmethod
from dataclasses import dataclass
from enum import StrEnum

from domain.identifiers import BookingId, Crn, EventId, ExternalReference
from domain.london import Instant, WallTime
from domain.owner import StaffMember


class EventType(StrEnum):
    """The nine types, as a notification names them."""

    REFERRAL_SUBMITTED = "accommodation.cas3.referral.submitted"
    BOOKING_PROVISIONALLY_MADE = "accommodation.cas3.booking.provisionally-made"
    BOOKING_CONFIRMED = "accommodation.cas3.booking.confirmed"
    BOOKING_CANCELLED = "accommodation.cas3.booking.cancelled"
    BOOKING_CANCELLED_UPDATED = "accommodation.cas3.booking.cancelled.updated"
    PERSON_ARRIVED = "accommodation.cas3.person.arrived"
    PERSON_ARRIVED_UPDATED = "accommodation.cas3.person.arrived.updated"
    PERSON_DEPARTED = "accommodation.cas3.person.departed"
    PERSON_DEPARTED_UPDATED = "accommodation.cas3.person.departed.updated"

    @property
    def is_update(self) -> bool:
        """Tell whether it is an update, which carries the whole new state of what an original told."""
        return self.value.endswith(".updated")


UNKNOWN_TYPE = "an eventType that is none of the nine"
"""The words for a type that is none of them."""


class ContactCode(StrEnum):
    """The types of contact that the events are recorded as."""

    REFERRAL_SUBMITTED = "EARS"
    BOOKING_PROVISIONALLY_MADE = "EABP"
    BOOKING_CONFIRMED = "EACO"
    BOOKING_CANCELLED = "EACA"
    PERSON_ARRIVED = "EAAR"
    PERSON_DEPARTED = "EADP"


# Without slots, so that what is asked of an event several times can be a cached_property.
@dataclass(frozen=True, kw_only=True)
class Event(ABC):
    """One event with its details. `timestamp` is when CAS3 recorded it; `staff` is who did, if it says.

    `left_out` names the details that could not be read, as CAS3 names them; none of them is needed.
    """

    id: EventId
    timestamp: Instant
    crn: Crn
    staff: StaffMember | None = None
    left_out: tuple[str, ...] = ()
    is_update: bool = False

    @property
    @abstractmethod
    def contact_code(self) -> ContactCode:
        """The type of the contact that tells of this event."""

    @property
    @abstractmethod
    def reference(self) -> ExternalReference:
        """The external reference of that contact: an update has the reference of what it updates."""

    @property
    @abstractmethod
    def contact_time(self) -> WallTime:
        """The date and time of that contact."""

    @property
    @abstractmethod
    def lines(self) -> tuple[str, ...]:
        """The parts of the contact's notes. None is blank; one may have line breaks of its own."""


@dataclass(frozen=True, kw_only=True)
class BookingEvent(Event, ABC):
    """An event of a booking, or of the residence that it led to."""

    booking: BookingId
