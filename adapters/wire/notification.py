"""Read the body of a message: an SNS envelope around a domain event, or the domain event itself."""

from pydantic import Field, ValidationError

from adapters.wire.validation import Lenient, explained, is_not_json
from domain.event import UNKNOWN_TYPE, EventType
from domain.failures import PermanentFailure
from domain.identifiers import BookingId, Crn
from domain.notification import Notification
from domain.text import is_blank


class _PersonReference(Lenient):
    identifiers: list[object] | None = None


class _AdditionalInformation(Lenient):
    booking_id: str | None = Field(default=None, alias="bookingId")


class Body(Lenient):
    """A domain event, unless `message`, the text inside an SNS envelope, holds it."""

    attributes: object = Field(default=None, alias="MessageAttributes")
    message: str | None = Field(default=None, alias="Message")
    event_type: str | None = Field(default=None, alias="eventType")
    detail_url: str | None = Field(default=None, alias="detailUrl")
    additional_information: _AdditionalInformation | None = Field(default=None, alias="additionalInformation")
    person_reference: _PersonReference | None = Field(default=None, alias="personReference")


def read_notification(body: str) -> Notification:
    """Return what the message says. PermanentFailure, naming what is wrong with it, if it cannot be used."""
    outer = message = _read(body, "the message")
    if outer.message is not None:
        message = _read(outer.message, "the message in the envelope")
    return Notification(
        event_type=_event_type(message.event_type),
        crn=_crn(message.person_reference),
        detail_url=_detail_url(message.detail_url),
        booking=_booking(message.additional_information),
        trace_parent=_trace_parent(outer.attributes),
    )


def _read(body: str, what: str) -> Body:
    try:
        return Body.model_validate_json(body)
    except ValidationError as error:
        problem = "is not JSON" if is_not_json(error) else f"is not as agreed: {explained(error)}"
        raise PermanentFailure(f"{what} {problem}") from None


def _event_type(name: str | None) -> EventType:
    if name is None:
        raise PermanentFailure("the message has no eventType")
    try:
        return EventType(name)
    except ValueError:
        raise PermanentFailure(f"the message has {UNKNOWN_TYPE}") from None


def _crn(person: _PersonReference | None) -> Crn:
    """Return the first CRN. Identifiers of other types decide nothing, whatever they look like."""
    for identifier in (person and person.identifiers) or ():
        if isinstance(identifier, dict) and identifier.get("type") == "CRN":
            value = identifier.get("value")
            if isinstance(value, str) and not is_blank(value):
                return Crn(value)
    raise PermanentFailure("the message has no CRN")


def _detail_url(url: str | None) -> str:
    if url is None or is_blank(url):
        raise PermanentFailure("the message has no detailUrl")
    return url


def _booking(information: _AdditionalInformation | None) -> BookingId | None:
    booking = information.booking_id if information else None
    return BookingId(booking) if booking and not is_blank(booking) else None


def _trace_parent(attributes: object) -> str | None:
    """Return the trace context; None without a usable one, which decides nothing about the event."""
    entry = attributes.get("traceparent") if isinstance(attributes, dict) else None
    value = entry.get("Value") if isinstance(entry, dict) else None
    return value if isinstance(value, str) else None
