"""Happenings at CAS3, in the words of the people who work with it, and their messages."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Final
from uuid import uuid4
from zoneinfo import ZoneInfo

from domain.event import EventType
from entrypoints.sandbox.sample_events import SampleEvent, SamplePremises, on, staff


class Kind(StrEnum):
    """A kind of happening, as the features call it."""

    REFERRAL = "referral"
    PROVISIONAL_BOOKING = "provisional booking"
    CONFIRMED_BOOKING = "confirmed booking"
    CANCELLATION = "cancellation"
    CANCELLATION_UPDATE = "cancellation update"
    ARRIVAL = "arrival"
    ARRIVAL_UPDATE = "arrival update"
    DEPARTURE = "departure"
    DEPARTURE_UPDATE = "departure update"


@dataclass(frozen=True, slots=True, kw_only=True)
class Premises:
    """The premises in which somebody stays, as CAS3 knows them."""

    line1: str
    line2: str = ""
    town: str = ""
    postcode: str
    region: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """Something that was recorded at CAS3. `name` tells it from others of one scenario.

    `day` is when it happened, for a booking when the arrival is expected; it has a time of day only where
    CAS3 used to give one. `officer` recorded it; None where CAS3 does not say. Times are London's.
    """

    name: str
    kind: Kind
    crn: str
    recorded_at: datetime
    booking: str
    application: str | None = None
    day: date | None = None
    expected_departure: date | None = None
    premises: Premises | None = None
    reason: str | None = None
    detail: str | None = None
    notes: str | None = None
    officer: str | None = None


API_URL: Final = "https://cas3.example"
"""The URL of the details, for a stack that has no server for them."""

_LONDON = ZoneInfo("Europe/London")
_TYPES: Mapping[Kind, EventType] = {
    Kind.REFERRAL: EventType.REFERRAL_SUBMITTED,
    Kind.PROVISIONAL_BOOKING: EventType.BOOKING_PROVISIONALLY_MADE,
    Kind.CONFIRMED_BOOKING: EventType.BOOKING_CONFIRMED,
    Kind.CANCELLATION: EventType.BOOKING_CANCELLED,
    Kind.CANCELLATION_UPDATE: EventType.BOOKING_CANCELLED_UPDATED,
    Kind.ARRIVAL: EventType.PERSON_ARRIVED,
    Kind.ARRIVAL_UPDATE: EventType.PERSON_ARRIVED_UPDATED,
    Kind.DEPARTURE: EventType.PERSON_DEPARTED,
    Kind.DEPARTURE_UPDATE: EventType.PERSON_DEPARTED_UPDATED,
}


def kind_of(message_type: str) -> Kind:
    """Return what a message of that type is about."""
    [kind] = [kind for kind, each in _TYPES.items() if each == message_type]
    return kind


def as_published(happening: Happening) -> SampleEvent:
    """The event by which CAS3 makes it known."""
    return SampleEvent(
        type=_TYPES[happening.kind],
        crn=happening.crn,
        timestamp=in_london(happening.recorded_at),
        details=_details(happening),
        id=str(uuid4()),
        api_url=API_URL,
    )


def in_london(moment: datetime) -> datetime:
    """The moment with London's zone, which is settled here lest the application be asked about itself."""
    return moment.replace(tzinfo=_LONDON)


def _details(happening: Happening) -> Mapping[str, object]:
    officer = staff(happening.officer, happening.officer[:3]) if happening.officer else None
    booking = {
        "applicationId": happening.application,
        "bookingId": happening.booking,
        "notes": happening.notes,
    }
    match happening.kind:
        case Kind.REFERRAL:
            return {"applicationId": happening.application}
        case Kind.PROVISIONAL_BOOKING:
            return {**booking, "expectedArrivedAt": _moment(happening.day), "bookedBy": officer}
        case Kind.CONFIRMED_BOOKING:
            return {**booking, "expectedArrivedAt": _moment(happening.day), "confirmedBy": officer}
        case Kind.CANCELLATION | Kind.CANCELLATION_UPDATE:
            return {**booking, **_cancelled(happening), "cancelledBy": officer}
        case Kind.ARRIVAL | Kind.ARRIVAL_UPDATE:
            return {**booking, **_arrived(happening), "recordedBy": officer}
        case Kind.DEPARTURE | Kind.DEPARTURE_UPDATE:
            return {**booking, **_departed(happening), "recordedBy": officer}


def _cancelled(happening: Happening) -> Mapping[str, object]:
    return {
        "cancellationReason": happening.reason,
        "cancellationContext": happening.detail,
        "cancelledAt": happening.day,
    }


def _arrived(happening: Happening) -> Mapping[str, object]:
    return {
        "arrivedAt": _moment(happening.day),
        "expectedDepartureOn": happening.expected_departure,
        "premises": _premises(happening.premises),
        "deliusEventNumber": "",
    }


def _departed(happening: Happening) -> Mapping[str, object]:
    return {
        "departedAt": _moment(happening.day),
        "reason": happening.reason,
        "reasonDetail": happening.detail,
        "premises": _premises(happening.premises),
        "deliusEventNumber": "",
    }


def _moment(day: date | None) -> str | None:
    if isinstance(day, datetime):
        return day.isoformat()
    return on(day) if day else None


def _premises(premises: Premises | None) -> SamplePremises | None:
    if premises is None:
        return None
    return SamplePremises(
        line1=premises.line1,
        line2=premises.line2,
        town=premises.town,
        postcode=premises.postcode,
        region=premises.region,
    )
