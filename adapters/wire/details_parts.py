"""The parts that the details of several kinds of event share.

What the CAS3 API leaves out it also writes as null or as an empty text; the three are alike. `Shown…` is for
what only goes into the notes, and for staff, without whom the contact has an owner all the same: a field that
cannot be read is left out and must not cost the person the record. `Expected…` is for those of them that the
CAS3 API promises to fill: one that says nothing counts as left out too.
"""

import re
from collections.abc import Callable
from datetime import date
from typing import Annotated, TypeVar

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    PlainValidator,
    ValidationError,
    ValidationInfo,
    ValidatorFunctionWrapHandler,
    WrapValidator,
)
from pydantic_core import PydanticCustomError

from adapters.wire.validation import Lenient, text
from domain.identifiers import ApplicationId, BookingId, Code, Crn, EventId, Identifier
from domain.london import Instant, instant
from domain.owner import StaffMember
from domain.premises import Premises
from domain.text import is_blank

_Kind = TypeVar("_Kind", bound=Identifier)

_DATE = re.compile(r"\d{4}-\d\d-\d\d")
# Java writes a whole offset of hours as `+01`, and the name of the zone in brackets after the offset.
_JAVA_TIME = re.compile(r"(?P<time>.+T.+?)(?P<offset>Z|[+-]\d\d(?::?\d\d)?)(?:\[[^\[\]]+\])?")


def _reading(kind: Callable[[str], _Kind]) -> Callable[[object], _Kind]:
    def read(value: object) -> _Kind:
        if not isinstance(value, str):
            raise PydanticCustomError("text_type", "Input should be a text")
        return kind(value)

    return read


def _absent(value: object) -> object:
    """Return None for a blank text, which counts as absent; anything else as it is."""
    return None if isinstance(value, str) and is_blank(value) else value


def _written_out(value: object) -> object:
    """Return a date or time that begins with its year, with the offset that pydantic reads; None as it is.

    Anything else is refused: a number, also one in quotes, would be taken for seconds since 1970.
    """
    if value is None:
        return None
    if not isinstance(value, str) or not _DATE.match(value.strip()):
        raise PydanticCustomError("date_text", "Input should be a date or time, written out")
    return _with_whole_offset(value.strip())


def _with_whole_offset(written: str) -> str:
    found = _JAVA_TIME.fullmatch(written)
    if found is None:
        return written
    time, offset = found.group("time", "offset")
    is_of_hours = len(offset) == len("+01")
    return f"{time}{offset}:00" if is_of_hours else f"{time}{offset}"


LeftOut = list[str]
"""The names of the fields that were left out, as the models have them: the context of a validation."""


def _or_left_out(value: object, read: ValidatorFunctionWrapHandler, info: ValidationInfo[LeftOut]) -> object:
    try:
        return read(value)
    except ValidationError:
        info.context.append(info.field_name or "")
        return None


def _expected(value: object) -> object:
    if value is None or (isinstance(value, str) and is_blank(value)):
        raise PydanticCustomError("missing", "Input should say something")
    return value


EventIdField = Annotated[EventId, PlainValidator(_reading(EventId))]
ApplicationIdField = Annotated[ApplicationId, PlainValidator(_reading(ApplicationId))]
BookingIdField = Annotated[BookingId, PlainValidator(_reading(BookingId))]
CrnField = Annotated[Crn, PlainValidator(_reading(Crn))]
OptionalText = Annotated[str | None, AfterValidator(text)]
Moment = Annotated[
    Instant,
    Field(strict=False),
    BeforeValidator(_written_out),
    AfterValidator(instant),
]
OptionalDate = Annotated[
    date | None, Field(strict=False), BeforeValidator(_written_out), BeforeValidator(_absent)
]
ShownText = Annotated[str | None, AfterValidator(text), WrapValidator(_or_left_out)]
ShownDate = Annotated[OptionalDate, WrapValidator(_or_left_out)]
ExpectedText = Annotated[
    str | None, AfterValidator(text), AfterValidator(_expected), WrapValidator(_or_left_out)
]
ExpectedMoment = Annotated[
    Moment | None, BeforeValidator(_absent), AfterValidator(_expected), WrapValidator(_or_left_out)
]


class Person(Lenient):
    """The person whom an event is about."""

    crn: CrnField


class Staff(Lenient):
    """The member of staff who recorded an event at CAS3."""

    code: str = Field(alias="staffCode")
    region: str = Field(alias="probationRegionCode")

    def member(self) -> StaffMember | None:
        """Return the member of staff; None if a code is blank, as that names nobody."""
        if is_blank(self.code) or is_blank(self.region):
            return None
        return StaffMember(Code(self.code), Code(self.region))


class PremisesPart(Lenient):
    """The premises where someone stays."""

    line1: OptionalText = Field(alias="addressLine1")
    line2: OptionalText = Field(default=None, alias="addressLine2")
    postcode: OptionalText
    town: OptionalText = None
    region: OptionalText

    def premises(self) -> Premises:
        """Return the premises of the domain."""
        return Premises(
            line1=self.line1 or "",
            line2=self.line2 or "",
            postcode=self.postcode or "",
            town=self.town or "",
            region=self.region or "",
        )


class PremisesLeft(Lenient):
    """The premises that someone left: of a departure nothing but the postcode is looked at."""

    postcode: OptionalText = None

    def premises(self) -> Premises:
        """Return the premises of the domain."""
        return Premises(postcode=self.postcode or "")


ShownStaff = Annotated[Staff | None, BeforeValidator(_absent), WrapValidator(_or_left_out)]
OptionalPremises = Annotated[PremisesLeft | None, BeforeValidator(_absent)]
