"""Fifty people of whom CAS3 tells much: corrections, ties, moves on one day, departures before arrivals."""

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, timedelta

from domain.event import Event
from domain.identifiers import BookingId, Code, Crn
from domain.london import Instant, instant
from domain.owner import StaffMember
from tests.domain.convergence import kinds
from tests.domain.convergence.stories import Home, Story
from tests.domain.convergence.tellings import CHURCH_STREET, MILL_LANE, NOWHERE, Telling, day
from tests.reliability.chance import Chance

PEOPLE = 50
_SEED = 20260611
_FIRST_DAY = datetime(2026, 6, 1, tzinfo=UTC)
_FIRST_MINUTE = datetime(2026, 5, 1, 9, tzinfo=UTC)
_OFFICER = StaffMember(Code("N03A001"), Code("N03"))
_STRANGER = StaffMember(Code("N03Z999"), Code("N03"))
_HOMES = (Home(day(0), "A01B", "ZZ9 9ZZ"), Home(day(-300), None, "BB1 1BB"), None)

_Kind = Callable[[Telling, Crn, BookingId], Event]
_TOLD_OF_A_BOOKING: Sequence[tuple[_Kind, int]] = (
    (kinds.referral, 1),
    (kinds.provisional, 2),
    (kinds.confirmed, 1),
    (kinds.cancelled, 2),
    (kinds.arrival, 5),
    (kinds.departure, 3),
)
"""The number of events of each kind that every booking has."""


def crowd() -> Sequence[Story]:
    """The same people with the same events every time, in every process."""
    chance = Chance(_SEED)
    return [_story(number, chance) for number in range(1, PEOPLE + 1)]


def deliveries(events: Sequence[Event], count: int, seed: int) -> Sequence[Event]:
    """So many deliveries in an order of their own: every event at least once, most of them again."""
    chance = Chance(seed)
    again = [chance.one_of(events) for _ in range(count - len(events))]
    return chance.shuffled([*events, *again])


def _story(number: int, chance: Chance) -> Story:
    crn = Crn(f"A{number:06}")
    home = _HOMES[number % len(_HOMES)]
    bookings = [BookingId(f"booking-{number}-{place}") for place in range(1 + number % 3)]
    events = [event for booking in bookings for event in _events(crn, booking, chance)]
    return Story(crn, [home] if home else [], events)


def _events(crn: Crn, booking: BookingId, chance: Chance) -> Iterator[Event]:
    for kind, count in _TOLD_OF_A_BOOKING:
        for place in range(count):
            yield kind(_telling(f"{booking}-{kind.__name__}-{place}", bool(place), chance), crn, booking)


def _telling(name: str, is_update: bool, chance: Chance) -> Telling:
    """Days and minutes come from ranges so small that they often tie."""
    return Telling(
        timestamp=_minute(chance.below(6)),
        name=name,
        is_update=is_update,
        moment=_moment(chance.below(7), chance.one_of([0, 0, 12, 23.5])),
        premises=chance.one_of([CHURCH_STREET, MILL_LANE, NOWHERE]),
        shared_notes=chance.one_of(["", None, "Came by bus\n  with two bags"]),
        staff=chance.one_of([_OFFICER, _OFFICER, _STRANGER, None]),
    )


def _minute(number: int) -> Instant:
    return instant(_FIRST_MINUTE + timedelta(minutes=number))


def _moment(days: int, hours: float) -> Instant:
    return instant(_FIRST_DAY + timedelta(days=days, hours=hours))
