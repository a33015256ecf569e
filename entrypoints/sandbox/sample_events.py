"""Events as CAS3 publishes them, made up: a message for the queue and the details behind its URL."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Any
from uuid import uuid4

from domain.event import EventType
from domain.london import instant

_PATHS: Mapping[EventType, str] = {
    EventType.REFERRAL_SUBMITTED: "referral-submitted",
    EventType.BOOKING_PROVISIONALLY_MADE: "booking-provisionally-made",
    EventType.BOOKING_CONFIRMED: "booking-confirmed",
    EventType.BOOKING_CANCELLED: "booking-cancelled",
    EventType.BOOKING_CANCELLED_UPDATED: "booking-cancelled-updated",
    EventType.PERSON_ARRIVED: "person-arrived",
    EventType.PERSON_ARRIVED_UPDATED: "person-arrived-updated",
    EventType.PERSON_DEPARTED: "person-departed",
    EventType.PERSON_DEPARTED_UPDATED: "person-departure-updated",
}

_MIDNIGHT = "T00:00:00Z"


@dataclass(frozen=True, slots=True, kw_only=True)
class SamplePremises:
    """Premises in which a person stays."""

    line1: str
    postcode: str
    region: str
    line2: str | None = None
    town: str | None = None

    def as_json(self) -> Mapping[str, object]:
        return {
            "addressLine1": self.line1,
            "addressLine2": self.line2,
            "postcode": self.postcode,
            "town": self.town,
            "region": self.region,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleEvent:
    """One event of CAS3. `details` are the fields of its kind, as the API names them; `timestamp` is when it
    was recorded there (London wall time if it has no zone).
    """

    type: EventType
    crn: str
    timestamp: datetime
    details: Mapping[str, Any]
    id: str = field(default_factory=lambda: str(uuid4()))
    api_url: str = "http://cas3-api.example"

    @property
    def detail_path(self) -> str:
        """The path of the details at the API."""
        return f"/events/cas3/{_PATHS[self.type]}/{self.id}"

    @property
    def answer(self) -> str:
        """The answer of the API at that path."""
        return json.dumps(
            {
                "id": self.id,
                "timestamp": _written(self.timestamp),
                "eventType": self.type.value,
                "eventDetails": {"personReference": {"crn": self.crn, "noms": None}, **self.details},
            },
            default=_plain,
        )

    @property
    def message(self) -> str:
        """The domain event that CAS3 publishes to the topic."""
        ids = {name: self.details.get(name) for name in ("applicationId", "bookingId")}
        return json.dumps(
            {
                "eventType": self.type.value,
                "version": 1,
                "description": self.type.value.rpartition("accommodation.cas3.")[2],
                "detailUrl": f"{self.api_url}{self.detail_path}",
                "occurredAt": _written(self.timestamp),
                "additionalInformation": ids,
                "personReference": {"identifiers": [{"type": "CRN", "value": self.crn}]},
            },
            default=_plain,
        )

    @property
    def envelope(self) -> str:
        """The message as the topic puts it into the queue."""
        return json.dumps(
            {
                "Type": "Notification",
                "MessageId": str(uuid4()),
                "Message": self.message,
                "MessageAttributes": {"eventType": {"Type": "String", "Value": self.type.value}},
            }
        )

    def days_later(self, days: int) -> "SampleEvent":
        """The same event so many days later, with all the days that it tells."""
        later = timedelta(days=days)
        details = {name: _later(value, later) for name, value in self.details.items()}
        return replace(self, timestamp=self.timestamp + later, details=details)


def staff(code: str, region: str) -> Mapping[str, str]:
    """A member of staff as the details name them."""
    return {"staffCode": code, "probationRegionCode": region}


def on(day: date) -> str:
    """A day as CAS3 writes an arrival or a departure: midnight UTC."""
    return f"{day.isoformat()}{_MIDNIGHT}"


def _later(value: object, later: timedelta) -> object:
    if isinstance(value, date):
        return value + later
    if isinstance(value, str) and value.endswith(_MIDNIGHT):
        return on(date.fromisoformat(value.removesuffix(_MIDNIGHT)) + later)
    return value


def _written(moment: datetime) -> str:
    return instant(moment).isoformat().replace("+00:00", "Z")


def _plain(value: object) -> object:
    if isinstance(value, SamplePremises):
        return value.as_json()
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} cannot stand in an event")
