"""The parts that the details of several kinds of event share.

What the CAS3 API leaves out it also writes as null or as an empty text; the three are alike.
"""

from collections.abc import Callable
from datetime import date
from typing import Annotated, Literal, TypeVar

from pydantic import AfterValidator, Field, PlainValidator
from pydantic_core import PydanticCustomError

from adapters.wire.validation import Lenient, text
from domain.identifiers import ApplicationId, BookingId, Code, Crn, EventId, Identifier
from domain.london import Instant, instant
from domain.premises import Premises
from domain.staffing import StaffMember

_Kind = TypeVar("_Kind", bound=Identifier)


def _reading(kind: Callable[[str], _Kind]) -> Callable[[object], _Kind]:
    def read(value: object) -> _Kind:
        if not isinstance(value, str):
            raise PydanticCustomError("text_type", "Input should be a text")
        return kind(value)

    return read


EventIdField = Annotated[EventId, PlainValidator(_reading(EventId))]
ApplicationIdField = Annotated[ApplicationId, PlainValidator(_reading(ApplicationId))]
BookingIdField = Annotated[BookingId, PlainValidator(_reading(BookingId))]
CrnField = Annotated[Crn, PlainValidator(_reading(Crn))]
Text = Annotated[str, AfterValidator(text)]
OptionalText = Annotated[str | None, AfterValidator(text)]
OptionalDate = date | Literal[""] | None
Moment = Annotated[Instant, AfterValidator(instant)]


class Person(Lenient):
    """Whom an event is about."""

    crn: CrnField


class Staff(Lenient):
    """Who recorded an event at CAS3."""

    code: str = Field(alias="staffCode")
    region: str = Field(alias="probationRegionCode")

    def member(self) -> StaffMember | None:
        """The member of staff; None if a code is blank, as that names nobody."""
        if not self.code.strip() or not self.region.strip():
            return None
        return StaffMember(Code(self.code), Code(self.region))


class PremisesPart(Lenient):
    """Where someone stays."""

    line1: Text = Field(alias="addressLine1")
    line2: OptionalText = Field(default=None, alias="addressLine2")
    postcode: Text
    town: OptionalText = None
    region: Text

    def premises(self) -> Premises:
        """The premises of the domain."""
        return Premises(
            line1=self.line1,
            line2=self.line2 or "",
            postcode=self.postcode,
            town=self.town or "",
            region=self.region,
        )


OptionalStaff = Staff | Literal[""] | None
OptionalPremises = PremisesPart | Literal[""] | None
