"""Lives at CAS3, made up by chance: referrals, bookings, stays, moves, corrections, mistakes."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random
from typing import Any, Final

from domain.event import EventType
from domain.london import Instant, instant
from entrypoints.sandbox.sample_events import SampleEvent, SamplePremises, on, staff

HOUSES: Final = (
    SamplePremises(line1="12 Church Street", postcode="BB1 1BB", town="Bimbly", region="North East"),
    SamplePremises(line1="The Old Mill", line2="3 Mill Lane", postcode="CC2 2CC", region="North East"),
    SamplePremises(line1="7 Harbour View", postcode="DD3 3DD", town="Dunmouth", region="North East"),
)
_HOUR: Final = 3_600.0
_RECORDER: Final = staff("N54A001", "N54")


@dataclass(frozen=True, slots=True)
class Happening:
    """An event and when CAS3 records it, in seconds since the start of the simulation."""

    at: float
    event: SampleEvent


@dataclass(slots=True)
class Life:
    """One person's life with CAS3. `start` is when the simulation starts; `pace` is the mean time between two
    events, in seconds.
    """

    crn: str
    random: Random
    start: Instant
    begins: float
    pace: float = 24 * _HOUR
    _at: float = 0.0
    _events: int = 0

    def happenings(self) -> Iterator[Happening]:
        """Yield all that happens, in the order in which CAS3 records it."""
        self._at = self.begins
        yield self._recorded(EventType.REFERRAL_SUBMITTED, applicationId=f"application-{self.crn}")
        for number in range(self.random.randint(1, 3)):
            yield from self._booking(f"booking-{self.crn}-{number}")

    def _booking(self, booking: str) -> Iterator[Happening]:
        agreed: dict[str, Any] = {
            "bookingId": booking,
            "expectedArrivedAt": on(self._day(self.random.randint(0, 7))),
            "notes": self._words(),
        }
        yield self._recorded(EventType.BOOKING_PROVISIONALLY_MADE, **agreed, bookedBy=_RECORDER)
        if self.random.random() < 0.9:
            yield self._recorded(EventType.BOOKING_CONFIRMED, **agreed, confirmedBy=_RECORDER)
        if self.random.random() < 0.2:
            yield from self._cancellation(booking)
        else:
            yield from self._stay(booking)

    def _cancellation(self, booking: str) -> Iterator[Happening]:
        types = [EventType.BOOKING_CANCELLED]
        types += [EventType.BOOKING_CANCELLED_UPDATED] * self.random.choice((0, 0, 1, 2))
        for event_type in types:
            yield self._recorded(
                event_type,
                bookingId=booking,
                cancellationReason=self.random.choice(("Withdrawn", "Booked twice", "Recalled")),
                cancelledAt=self._day(0),
                notes=self._words(),
                cancelledBy=_RECORDER,
            )

    def _stay(self, booking: str) -> Iterator[Happening]:
        house = self.random.choice(HOUSES)
        types = [EventType.PERSON_ARRIVED]
        types += [EventType.PERSON_ARRIVED_UPDATED] * self.random.choice((0, 0, 0, 1, 2))
        for event_type in types:
            house = house if self.random.random() < 0.8 else self.random.choice(HOUSES)
            yield self._recorded(
                event_type,
                bookingId=booking,
                premises=house,
                arrivedAt=on(self._day(self.random.randint(-4, 1))),
                expectedDepartureOn=self._day(84),
                notes=self._words(),
                recordedBy=_RECORDER,
            )
        types = [EventType.PERSON_DEPARTED] * (self.random.random() < 0.9)
        types += [EventType.PERSON_DEPARTED_UPDATED] * (len(types) * self.random.choice((0, 0, 0, 1, 2)))
        for event_type in types:
            yield self._recorded(
                event_type,
                bookingId=booking,
                premises=house,
                departedAt=on(self._day(self.random.randint(-2, 1))),
                reason=self.random.choice(("Moved on", "Recalled", "Abandoned")),
                notes=self._words(),
                recordedBy=_RECORDER,
            )

    def _recorded(self, event_type: EventType, **details: object) -> Happening:
        self._at += self.random.expovariate(1 / self.pace)
        self._events += 1
        timestamp: datetime = self.start + timedelta(seconds=self._at)
        event = SampleEvent(
            type=event_type,
            crn=self.crn,
            timestamp=instant(timestamp),
            details=_as_json(details),
            id=f"event-{self.crn}-{self._events}",
        )
        return Happening(self._at, event)

    def _day(self, days: int) -> date:
        return (self.start + timedelta(seconds=self._at, days=days)).date()

    def _words(self) -> str:
        return "" if self.random.random() < 0.5 else f"Told as number {self._events + 1} of {self.crn}"


def referral(crn: str, name: str, start: Instant, at: float) -> Happening:
    """Return one referral of a person, recorded so many seconds after the start."""
    event = SampleEvent(
        type=EventType.REFERRAL_SUBMITTED,
        crn=crn,
        timestamp=instant(start + timedelta(seconds=at)),
        details={"applicationId": f"application-{name}"},
        id=f"event-{name}",
    )
    return Happening(at, event)


def _as_json(details: Mapping[str, object]) -> Mapping[str, object]:
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in details.items()}
