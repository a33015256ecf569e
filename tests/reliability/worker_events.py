"""Made-up events for the workers to record."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from domain.event import EventType
from entrypoints.sandbox.sample_events import SampleEvent, SamplePremises, on, staff
from tests.support.cas3_api import Cas3Api

BEGINNING = datetime(2026, 6, 1, 9, 0)
_OFFICER = staff("N03A001", "N03")
_BY = {
    EventType.BOOKING_PROVISIONALLY_MADE: "bookedBy",
    EventType.BOOKING_CONFIRMED: "confirmedBy",
    EventType.BOOKING_CANCELLED: "cancelledBy",
    EventType.BOOKING_CANCELLED_UPDATED: "cancelledBy",
}


def crn_of(number: int) -> str:
    """The CRN of the person of that number."""
    return f"A{number:06}"


class Teller:
    """Made-up events whose details are at one API; each is recorded a minute after the one before."""

    def __init__(self, api: Cas3Api) -> None:
        self._api = api
        self._now = BEGINNING

    def confirmed(self, number: int, letter: str = "a") -> SampleEvent:
        """A booking of the person of that number was confirmed."""
        expected = {"expectedArrivedAt": on(self._today)}
        return self._event(EventType.BOOKING_CONFIRMED, number, letter, expected)

    def arrived(self, number: int, letter: str = "a", day: int = 2) -> SampleEvent:
        """They arrived on that day of the month."""
        return self._event(EventType.PERSON_ARRIVED, number, letter, self._arrival(number, letter, day))

    def all_nine(self, number: int) -> Sequence[SampleEvent]:
        """One event of every type, about two bookings of one person: one is cancelled, one is stayed at."""
        arrival, departure = self._arrival(number, "a", 3), self._departure(9)
        cancelled = {
            "cancellationReason": "Changed plans – client’s request",
            "cancelledAt": date(2026, 6, 4),
        }
        return [
            self._event(EventType.REFERRAL_SUBMITTED, number, "a", {}),
            self._event(
                EventType.BOOKING_PROVISIONALLY_MADE, number, "a", {"expectedArrivedAt": on(self._today)}
            ),
            self.confirmed(number),
            self._event(EventType.BOOKING_CANCELLED, number, "b", cancelled),
            self._event(
                EventType.BOOKING_CANCELLED_UPDATED, number, "b", {**cancelled, "notes": "Once more."}
            ),
            self._event(EventType.PERSON_ARRIVED, number, "a", arrival),
            self._event(
                EventType.PERSON_ARRIVED_UPDATED, number, "a", {**arrival, "arrivedAt": on(date(2026, 6, 2))}
            ),
            self._event(EventType.PERSON_DEPARTED, number, "a", departure),
            self._event(EventType.PERSON_DEPARTED_UPDATED, number, "a", {**departure, "notes": "By train."}),
        ]

    def _arrival(self, number: int, letter: str, day: int) -> Mapping[str, Any]:
        premises = SamplePremises(
            line1=f"{number} MARKER-street", postcode=f"ZZ1 1{letter.upper()}Z", region="North West"
        )
        return {"premises": premises, "arrivedAt": on(date(2026, 6, day)), "notes": "MARKER-notes"}

    @staticmethod
    def _departure(day: int) -> Mapping[str, Any]:
        return {"departedAt": on(date(2026, 6, day)), "reason": "Move-on – private rented"}

    def _event(self, kind: EventType, number: int, letter: str, details: Mapping[str, Any]) -> SampleEvent:
        self._now += timedelta(minutes=1)
        ids = {"applicationId": f"application-{number}", "bookingId": f"booking-{number}-{letter}"}
        return SampleEvent(
            type=kind,
            crn=crn_of(number),
            timestamp=self._now,
            details={**ids, _BY.get(kind, "recordedBy"): _OFFICER, **details},
            api_url=self._api.url,
        )

    @property
    def _today(self) -> date:
        return self._now.date()


def at_another_url(event: SampleEvent, api_url: str) -> SampleEvent:
    """The same event, whose message says that its details are elsewhere."""
    return replace(event, api_url=api_url)
