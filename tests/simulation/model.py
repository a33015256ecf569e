"""The records that Delius must hold in the end, worked out from all events at once (rules 1 to 3).

It knows no order, no steps and no memory, and shares no code with what it checks.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from domain.event import EventType
from entrypoints.sandbox.sample_events import SampleEvent

_LONDON = ZoneInfo("Europe/London")
_REFERENCES: Mapping[EventType, str] = {
    EventType.REFERRAL_SUBMITTED: "application-submitted",
    EventType.BOOKING_PROVISIONALLY_MADE: "booking-provisionally-made",
    EventType.BOOKING_CONFIRMED: "booking-confirmed",
    EventType.BOOKING_CANCELLED: "booking-cancelled",
    EventType.BOOKING_CANCELLED_UPDATED: "booking-cancelled",
    EventType.PERSON_ARRIVED: "person-arrived",
    EventType.PERSON_ARRIVED_UPDATED: "person-arrived",
    EventType.PERSON_DEPARTED: "person-departed",
    EventType.PERSON_DEPARTED_UPDATED: "person-departed",
}
_ARRIVALS = {EventType.PERSON_ARRIVED, EventType.PERSON_ARRIVED_UPDATED}
_DEPARTURES = {EventType.PERSON_DEPARTED, EventType.PERSON_DEPARTED_UPDATED}

Stretch = tuple[date | None, date | None, str]
"""Start, end and status of an address."""


@dataclass(frozen=True, slots=True)
class Expected:
    """The contacts by reference, each with its date and time and the lines it must hold once; the addresses
    of CAS3; those that were there before.
    """

    times: Mapping[str, datetime]
    lines: Mapping[str, Sequence[str]]
    residences: Counter[Stretch]
    homes: Counter[Stretch]


def expected(events: Sequence[SampleEvent], homes: Sequence[date]) -> Expected:
    """Return how Delius must end; `homes` are the starts of main addresses that stood before every event."""
    newest = _newest(events, _reference)
    lines: dict[str, list[str]] = {}
    for event in events:
        lines.setdefault(_reference(event), []).extend(filter(None, [event.details.get("notes")]))
    arrivals = _newest((each for each in events if each.type in _ARRIVALS), _booking)
    departures = _newest((each for each in events if each.type in _DEPARTURES), _booking)
    starts = {booking: _day(event, "arrivedAt") for booking, event in arrivals.items()}
    ends = {
        booking: max(_day(departures[booking], "departedAt"), start)
        for booking, start in starts.items()
        if booking in departures
    }
    order = sorted(starts, key=lambda each: (starts[each], arrivals[each].timestamp, each))
    of_some_length = [each for each in order if ends.get(each) != starts[each]]
    for each in order:
        if each not in ends and (following := _next(each, order, of_some_length)) is not None:
            ends[each] = starts[following]
    first = min((starts[each] for each in of_some_length), default=None)
    return Expected(
        times={reference: _time(event) for reference, event in newest.items()},
        lines=lines,
        residences=Counter(_stretch(starts[each], ends.get(each)) for each in order),
        homes=Counter(_stretch(home, first) for home in homes),
    )


def _next(booking: str, order: Sequence[str], of_some_length: Collection[str]) -> str | None:
    later = order[order.index(booking) + 1 :]
    return next((each for each in later if each in of_some_length), None)


def _stretch(start: date, end: date | None) -> Stretch:
    return start, end, "P" if end else "M"


def _newest(events: Iterable[SampleEvent], key: Callable[[SampleEvent], str]) -> Mapping[str, SampleEvent]:
    in_order = sorted(events, key=lambda each: (each.timestamp, each.type.is_update, each.id))
    return {key(event): event for event in in_order}


def _booking(event: SampleEvent) -> str:
    return str(event.details["bookingId"])


def _reference(event: SampleEvent) -> str:
    known_by = event.details.get("bookingId") or event.details["applicationId"]
    return f"urn:hmpps:cas3:{_REFERENCES[event.type]}:{known_by}"


def _day(event: SampleEvent, name: str) -> date:
    return date.fromisoformat(event.details[name][:10])


def _time(event: SampleEvent) -> datetime:
    for name in ("arrivedAt", "departedAt", "cancelledAt"):
        if name in event.details:
            return datetime.combine(_day(event, name), time.min)
    return event.timestamp.astimezone(_LONDON).replace(tzinfo=None, microsecond=0)
