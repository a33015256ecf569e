"""The parts that the details of several kinds of event share.

What the CAS3 API leaves out it also writes as null or as an empty text; the three are alike.
"""

import re
from collections.abc import Callable
from datetime import date
from typing import Annotated, TypeVar

from pydantic import AfterValidator, BeforeValidator, Field, PlainValidator
from pydantic_core import PydanticCustomError

from adapters.wire.validation import Lenient, text
from domain.identifiers import ApplicationId, BookingId, Code, Crn, EventId, Identifier
from domain.london import Instant, instant
from domain.owner import StaffMember
from domain.premises import Premises
from domain.text import is_blank

_Kind = TypeVar("_Kind", bound=Identifier)

# Java writes a whole offset of hours as `+01`, and the name of the zone in brackets after the offset.
_JAVA_TIME = re.compile(r"(?P<time>.+T.+?)(?P<offset>Z|[+-]\d\d(?::?\d\d)?)(?:\[[^\[\]]+\])?")


def _reading(kind: Callable[[str], _Kind]) -> Callable[[object], _Kind]:
    def read(value: object) -> _Kind:
        if not isinstance(value, str):
            raise PydanticCustomError("text_type", "Input should be a text")
        return kind(value)

    return read


def _absent(value: object) -> object:
    """What is blank is not there."""
    return None if isinstance(value, str) and is_blank(value) else value


def _written_out(value: object) -> object:
    """Refuses a number, also one in quotes: it would be taken for seconds since 1970."""
    if value is not None and (not isinstance(value, str) or value.strip().isdecimal()):
        raise PydanticCustomError("date_text", "Input should be a date or time, written out")
    return value


def _offset_in_minutes(value: object) -> object:
    """Return a time with the offset that pydantic reads; anything else as it is."""
    found = _JAVA_TIME.fullmatch(value) if isinstance(value, str) else None
    if found is None:
        return value
    time, offset = found.group("time", "offset")
    is_of_hours = len(offset) == len("+01")
    return f"{time}{offset}:00" if is_of_hours else f"{time}{offset}"


EventIdField = Annotated[EventId, PlainValidator(_reading(EventId))]
ApplicationIdField = Annotated[ApplicationId, PlainValidator(_reading(ApplicationId))]
BookingIdField = Annotated[BookingId, PlainValidator(_reading(BookingId))]
CrnField = Annotated[Crn, PlainValidator(_reading(Crn))]
Text = Annotated[str, AfterValidator(text)]
OptionalText = Annotated[str | None, AfterValidator(text)]
Moment = Annotated[
    Instant,
    Field(strict=False),
    BeforeValidator(_offset_in_minutes),
    BeforeValidator(_written_out),
    AfterValidator(instant),
]
OptionalDate = Annotated[
    date | None, Field(strict=False), BeforeValidator(_written_out), BeforeValidator(_absent)
]


class Person(Lenient):
    """Whom an event is about."""

    crn: CrnField


class Staff(Lenient):
    """Who recorded an event at CAS3."""

    code: str = Field(alias="staffCode")
    region: str = Field(alias="probationRegionCode")

    def member(self) -> StaffMember | None:
        """The member of staff; None if a code is blank, as that names nobody."""
        if is_blank(self.code) or is_blank(self.region):
            return None
        return StaffMember(Code(self.code), Code(self.region))


class PremisesPart(Lenient):
    """Where someone stays."""

    line1: OptionalText = Field(alias="addressLine1")
    line2: OptionalText = Field(default=None, alias="addressLine2")
    postcode: OptionalText
    town: OptionalText = None
    region: OptionalText

    def premises(self) -> Premises:
        """The premises of the domain."""
        return Premises(
            line1=self.line1 or "",
            line2=self.line2 or "",
            postcode=self.postcode or "",
            town=self.town or "",
            region=self.region or "",
        )


class PremisesLeft(Lenient):
    """Where someone stayed: of a departure nothing but the postcode is looked at."""

    postcode: OptionalText = None

    def premises(self) -> Premises:
        """The premises of the domain."""
        return Premises(postcode=self.postcode or "")


OptionalStaff = Annotated[Staff | None, BeforeValidator(_absent)]
OptionalPremises = Annotated[PremisesLeft | None, BeforeValidator(_absent)]
