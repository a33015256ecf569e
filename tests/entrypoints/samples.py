"""One person's stay as CAS3 tells it, and a folder to put such events into."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from domain.event import EventType
from domain.london import LONDON
from entrypoints.sandbox.sample_events import SampleEvent, SamplePremises, on, staff

CRN = "T100200"
OFFICER, REGION = "N23C004", "N23"
LOW_ROW = SamplePremises(line1="5 Low Row", postcode="LN1 9AA", town="Lincoln", region="East Midlands")
_BY = staff(OFFICER, REGION)
_START = datetime(2026, 2, 2, 9, 30, tzinfo=LONDON)


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleStay:
    """The events of one booking, each recorded at CAS3 so many days `after` 2 February 2026, 09:30."""

    crn: str = CRN
    booking: str = "booking-1"

    def event(self, kind: EventType, after: float, **details: Any) -> SampleEvent:
        return SampleEvent(
            type=kind,
            crn=self.crn,
            timestamp=_START + timedelta(days=after),
            details={"bookingId": self.booking, **details},
            id=f"{self.booking}-{kind.name}-{after}",
        )

    def referral(self, after: float = 0) -> SampleEvent:
        application = f"application-of-{self.booking}"
        return self.event(EventType.REFERRAL_SUBMITTED, after, applicationId=application)

    def provisional(self, after: float = 1, **details: Any) -> SampleEvent:
        expected = {"expectedArrivedAt": on(date(2026, 2, 10)), "bookedBy": _BY}
        return self.event(EventType.BOOKING_PROVISIONALLY_MADE, after, **expected, **details)

    def confirmed(self, after: float = 2, **details: Any) -> SampleEvent:
        expected = {"expectedArrivedAt": on(date(2026, 2, 10)), "confirmedBy": _BY}
        return self.event(EventType.BOOKING_CONFIRMED, after, **expected, **details)

    def cancelled(self, after: float = 3, **details: Any) -> SampleEvent:
        reason = {"cancellationReason": "Error", "cancelledBy": _BY}
        kind = EventType.BOOKING_CANCELLED if after == 3 else EventType.BOOKING_CANCELLED_UPDATED
        return self.event(kind, after, **{**reason, **details})

    def arrived(self, day: date = date(2026, 2, 10), after: float = 8, **details: Any) -> SampleEvent:
        arrival = {"premises": LOW_ROW, "arrivedAt": on(day), "recordedBy": _BY}
        return self.event(EventType.PERSON_ARRIVED, after, **{**arrival, **details})

    def arrival_updated(self, day: date, after: float = 9, **details: Any) -> SampleEvent:
        arrival = {"premises": LOW_ROW, "arrivedAt": on(day), "recordedBy": _BY}
        return self.event(EventType.PERSON_ARRIVED_UPDATED, after, **{**arrival, **details})

    def departed(self, day: date = date(2026, 2, 20), after: float = 18, **details: Any) -> SampleEvent:
        departure = {"departedAt": on(day), "reason": "Moved on", "recordedBy": _BY}
        return self.event(EventType.PERSON_DEPARTED, after, **departure, **details)

    def departure_updated(self, day: date, after: float = 19, **details: Any) -> SampleEvent:
        departure = {"departedAt": on(day), "reason": "Moved on", "recordedBy": _BY}
        return self.event(EventType.PERSON_DEPARTED_UPDATED, after, **departure, **details)


@dataclass(frozen=True, slots=True)
class SampleFolder:
    """A folder as it is replayed."""

    path: Path
    mappings: list[Mapping[str, Any]] = field(default_factory=list)

    def add(self, name: str, event: SampleEvent, *, enveloped: bool = False) -> None:
        """A message with details that the API has, under the same name."""
        self.write(f"domain-events/{name}.json", event.envelope if enveloped else event.message)
        self.write(f"event-details/{name}.json", event.answer)
        self.map(event.detail_path, {"status": 200, "bodyFileName": f"{name}.json"})

    def add_message(self, name: str, event: SampleEvent) -> None:
        """A message alone."""
        self.write(f"domain-events/{name}.json", event.message)

    def map(self, path: str, response: Mapping[str, Any], key: str = "urlPath") -> None:
        """The API answers so at that path."""
        self.mappings.append({"request": {"method": "GET", key: path}, "response": response})
        self.write("mappings.json", json.dumps({"mappings": self.mappings}))

    def write(self, name: str, content: str | bytes) -> Path:
        file = self.path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
        return file


def stay_in_full(stay: SampleStay) -> Mapping[str, SampleEvent]:
    """All nine kinds, with names that are not in the order in which they happened."""
    moved_up, stayed_on = date(2026, 2, 9), date(2026, 2, 21)
    return {
        "departed-changed": stay.departure_updated(stayed_on),
        "departed": stay.departed(),
        "arrived-changed": stay.arrival_updated(moved_up),
        "arrived": stay.arrived(),
        "cancelled-changed": stay.cancelled(after=4, cancellationReason="Withdrawn"),
        "cancelled": stay.cancelled(),
        "confirmed": stay.confirmed(),
        "provisional": stay.provisional(),
        "referral": stay.referral(),
    }


COURSE: Sequence[str] = (
    "referral",
    "provisional",
    "confirmed",
    "cancelled",
    "cancelled-changed",
    "arrived",
    "arrived-changed",
    "departed",
    "departed-changed",
)
