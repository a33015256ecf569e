"""A backlog as CAS3 would leave it: all nine types, moves, corrections, some out of order, some twice."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from domain.event import EventType
from entrypoints.sandbox.sample_events import SampleEvent, SamplePremises, on, staff

_FIRST_DAY = datetime(2026, 3, 2, 9, 0)
_NOTES = "Arrived with two bags; keys handed over.\nAsked for a bed on the ground floor."
_OFFICER = staff("N03A001", "N03")
_STRANGER = staff("N03Z999", "N03")


def crn_of(number: int) -> str:
    """The CRN of the person of that number."""
    return f"A{number:06}"


def backlog(people: int) -> Sequence[SampleEvent]:
    """The events of so many people in the order in which they are delivered.

    What a person's number divides by decides what happens to them, so that every run is the same. About
    six events a person; one in 17 is overtaken by those of the next hours, one in 33 comes twice.
    """
    events = [event for number in range(people) for event in _Person(number).events()]
    delayed = [
        (event.timestamp + timedelta(hours=30 * (place % 17 == 0)), event)
        for place, event in enumerate(events)
    ]
    in_order = [event for _, event in sorted(delayed, key=lambda pair: pair[0])]
    return [event for place, event in enumerate(in_order) for _ in range(1 + (place % 33 == 0))]


class _Person:
    """One person's way through CAS3."""

    def __init__(self, number: int) -> None:
        self._number = number
        self._now = _FIRST_DAY + timedelta(hours=number % 240, seconds=number)
        self._told = 0

    def events(self) -> Iterable[SampleEvent]:
        if self._happens(5, of=6):
            yield self._event(EventType.REFERRAL_SUBMITTED, {"applicationId": f"application-{self._number}"})
        if self._happens(1, of=8):
            yield from self._cancelled("a")
        else:
            yield from self._stayed("a")
        if self._happens(1, of=4):
            yield from self._stayed("b")

    def _happens(self, times: int, *, of: int) -> bool:
        return self._number % of < times

    def _cancelled(self, letter: str) -> Iterable[SampleEvent]:
        booking = self._booking(letter)
        yield from self._booked(booking)
        reason = {
            "cancellationReason": "Changed plans – client’s request",
            "cancelledBy": _OFFICER,
            "notes": _NOTES,
        }
        yield self._event(EventType.BOOKING_CANCELLED, {**booking, **reason, "cancelledAt": self._today})
        if self._happens(1, of=3):
            yield self._event(EventType.BOOKING_CANCELLED_UPDATED, {**booking, **reason, "cancelledAt": None})

    def _stayed(self, letter: str) -> Iterable[SampleEvent]:
        booking = self._booking(letter)
        yield from self._booked(booking)
        arrival = {
            **booking,
            "premises": self._premises(letter),
            "recordedBy": self._recorder,
            "notes": _NOTES,
        }
        yield self._event(EventType.PERSON_ARRIVED, {**arrival, "arrivedAt": on(self._today)})
        if self._happens(1, of=5):
            corrected = {
                **arrival,
                "arrivedAt": on(self._today - timedelta(days=2)),
                "notes": "Two days earlier.",
            }
            yield self._event(EventType.PERSON_ARRIVED_UPDATED, corrected)
        departure = {
            **booking,
            "departedAt": on(self._today),
            "reason": "Move-on – private rented",
            "recordedBy": _OFFICER,
        }
        if self._happens(2, of=3):
            yield self._event(EventType.PERSON_DEPARTED, departure)
        if self._happens(1, of=9):
            yield self._event(EventType.PERSON_DEPARTED_UPDATED, {**departure, "reasonDetail": "With family"})

    def _booked(self, booking: Mapping[str, object]) -> Iterable[SampleEvent]:
        expected = {**booking, "expectedArrivedAt": on(self._today), "notes": _NOTES}
        yield self._event(EventType.BOOKING_PROVISIONALLY_MADE, {**expected, "bookedBy": _OFFICER})
        if self._happens(4, of=5):
            yield self._event(EventType.BOOKING_CONFIRMED, {**expected, "confirmedBy": _OFFICER})

    def _booking(self, letter: str) -> Mapping[str, object]:
        return {
            "bookingId": f"booking-{self._number}-{letter}",
            "bookingUrl": "http://cas3.example/bookings",
            "applicationId": f"application-{self._number}",
        }

    def _premises(self, letter: str) -> SamplePremises:
        return SamplePremises(
            line1=f"{self._number % 90 + 1} Church Street",
            line2="Flat 3, The Old Granary by the Mill Pond" if letter == "b" else None,
            postcode=f"BB{self._number % 20} 1B{letter.upper()}",
            town="Bimbly",
            region="North West",
        )

    @property
    def _recorder(self) -> Mapping[str, str]:
        """Now and then somebody whom Delius does not know."""
        return _STRANGER if self._happens(1, of=25) else _OFFICER

    @property
    def _today(self) -> date:
        return self._now.date()

    def _event(self, kind: EventType, details: Mapping[str, Any]) -> SampleEvent:
        self._now += timedelta(hours=29)
        self._told += 1
        return SampleEvent(
            type=kind,
            crn=crn_of(self._number),
            timestamp=self._now,
            details=details,
            id=f"event-{self._number}-{self._told}",
        )
