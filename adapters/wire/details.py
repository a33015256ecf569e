"""Reads the details of an event by the type that its message names: the one in the details has been wrong."""

from collections.abc import Mapping
from typing import Any, Final, Generic, TypeVar

from pydantic import Field, ValidationError

from adapters.wire import details_kinds as kinds
from adapters.wire.details_parts import EventIdField, Moment
from adapters.wire.validation import Lenient, explained, is_not_json
from domain.event import Event, EventType
from domain.failures import PermanentFailure, TemporaryFailure

_Kind = TypeVar("_Kind", bound=kinds.Details)


class _Envelope(Lenient, Generic[_Kind]):
    id: EventIdField
    timestamp: Moment
    details: _Kind = Field(alias="eventDetails")

    def event(self, *, is_update: bool) -> Event:
        staff = self.details.recorder()
        return self.details.event(
            {
                "id": self.id,
                "timestamp": self.timestamp,
                "crn": self.details.person.crn,
                "staff": staff.member() if staff else None,
                "is_update": is_update,
            }
        )


_ENVELOPES: Final[Mapping[EventType, type[_Envelope[Any]]]] = {
    EventType.REFERRAL_SUBMITTED: _Envelope[kinds.Referral],
    EventType.BOOKING_PROVISIONALLY_MADE: _Envelope[kinds.ProvisionalBooking],
    EventType.BOOKING_CONFIRMED: _Envelope[kinds.ConfirmedBooking],
    EventType.BOOKING_CANCELLED: _Envelope[kinds.CancelledBooking],
    EventType.BOOKING_CANCELLED_UPDATED: _Envelope[kinds.CancelledBooking],
    EventType.PERSON_ARRIVED: _Envelope[kinds.Arrival],
    EventType.PERSON_ARRIVED_UPDATED: _Envelope[kinds.Arrival],
    EventType.PERSON_DEPARTED: _Envelope[kinds.Departure],
    EventType.PERSON_DEPARTED_UPDATED: _Envelope[kinds.Departure],
}


def read_details(event_type: EventType, answer: str | bytes) -> Event:
    """The event that the answer of the CAS3 API tells of.

    TemporaryFailure if the answer is not JSON; PermanentFailure, naming each wrong field, if it does not
    validate as the details of an event of that type.
    """
    try:
        envelope = _ENVELOPES[event_type].model_validate_json(answer)
    except ValidationError as error:
        if is_not_json(error):
            raise TemporaryFailure("the answer of the CAS3 API is not JSON") from None
        raise PermanentFailure(f"the details do not validate: {explained(error)}") from None
    return envelope.event(is_update=event_type.is_update)
