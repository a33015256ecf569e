"""Read the details of an event by the type that its message names: the one in the details has been wrong."""

from collections.abc import Mapping
from typing import Any, Final, Generic, TypeVar

from pydantic import Field, ValidationError

from adapters.wire import details_kinds as kinds
from adapters.wire.details_parts import EventIdField, LeftOut, Moment
from adapters.wire.validation import Lenient, explained, is_not_json
from domain.event import Event, EventType
from domain.failures import PermanentFailure, UnclearFailure

_Kind = TypeVar("_Kind", bound=kinds.Details)


class _Envelope(Lenient, Generic[_Kind]):
    id: EventIdField
    timestamp: Moment
    details: _Kind = Field(alias="eventDetails")

    def event(self, left_out: LeftOut, *, is_update: bool) -> Event:
        details = self.details
        return details.event(
            {
                "id": self.id,
                "timestamp": self.timestamp,
                "crn": details.person_reference.crn,
                "staff": details.staff.member() if details.staff else None,
                "left_out": tuple(details.name_at_cas3(field) for field in left_out),
                "is_update": is_update,
            }
        )


ENVELOPES: Final[Mapping[EventType, type[_Envelope[Any]]]] = {
    event_type: _Envelope[kind]  # type: ignore[valid-type]  # pydantic makes it of any kind
    for event_type, kind in kinds.KINDS.items()
}


def read_details(event_type: EventType, answer: str | bytes) -> Event:
    """Return the event that the answer of the CAS3 API tells of.

    UnclearFailure if the answer is not JSON; PermanentFailure, naming each wrong field, if it does not
    validate as the details of an event of that type.
    """
    left_out: LeftOut = []
    try:
        envelope = ENVELOPES[event_type].model_validate_json(answer, context=left_out)
    except ValidationError as error:
        if is_not_json(error):
            raise UnclearFailure("the answer of the CAS3 API is not JSON") from None
        raise PermanentFailure(f"the details do not validate: {explained(error)}") from None
    return envelope.event(left_out, is_update=event_type.is_update)
