"""The end that a story must have, worked out from all of its events at once: no order, no steps, no memory.

It shares no code with what it checks, so that it finds rules that converge to the wrong thing.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import TypeVar
from zoneinfo import ZoneInfo

from domain.address import AddressLines
from domain.arrival_and_departure import PersonArrived, PersonDeparted
from domain.booking import BookingCancelled
from domain.event import Event
from domain.premises import Premises
from tests.domain.convergence.ending import Ending, Stayed
from tests.domain.convergence.stories import Home, Story
from tests.domain.convergence.tellings import CHURCH_STREET, MILL_LANE, NOWHERE

_Told = TypeVar("_Told", bound=Event)
_LAID_OUT: Mapping[Premises, AddressLines] = {
    CHURCH_STREET: AddressLines(
        street="12 Church Street", town="Bimbly", county="North West", postcode="BB1 1BB"
    ),
    MILL_LANE: AddressLines(
        building="The Old Mill at the Bend of the", street="River", district="3 Mill Lane", postcode="CC2 2CC"
    ),
    NOWHERE: AddressLines(),
}
_CODES = {
    "application-submitted": "EARS",
    "booking-provisionally-made": "EABP",
    "booking-confirmed": "EACO",
    "booking-cancelled": "EACA",
    "person-arrived": "EAAR",
    "person-departed": "EADP",
}


def expected(story: Story) -> Ending:
    """The ending that the rules demand."""
    newest = _newest_by(story.events, lambda event: event.reference.value)
    stays = _stays(story)
    return Ending(
        contacts={reference: (_code(reference), _time(event)) for reference, event in newest.items()},
        residences=_residences(stays),
        homes=[(end, "P" if end else "M") for end in (_end_of_home(home, stays) for home in story.homes)],
    )


@dataclass(slots=True)
class _Stay:
    """One booking's stay, the next one last; `until` is None as long as it is not over."""

    arrival: PersonArrived
    start: date
    left: date | None
    until: date | None = None

    @property
    def counts(self) -> bool:
        """A stay that was over on the day it began might as well not have been."""
        return self.until is None or self.until > self.start


def _stays(story: Story) -> Sequence[_Stay]:
    """All stays in order, with their ends: worked out from the last to the first."""
    arrivals = _newest_by(_of(story, PersonArrived), lambda event: event.booking.value)
    departures = _newest_by(_of(story, PersonDeparted), lambda event: event.booking.value)
    stays = [
        _Stay(
            arrival, _day(arrival), max(_day(departures[key]), _day(arrival)) if key in departures else None
        )
        for key, arrival in arrivals.items()
    ]
    stays.sort(key=lambda stay: (stay.start, stay.arrival.timestamp, stay.arrival.booking.value))
    for place in reversed(range(len(stays))):
        stay = stays[place]
        nexts = [later.start for later in stays[place + 1 :] if later.counts]
        nexts += [
            start for home in story.homes if (start := _began(home)) > stay.start and not _again(home, stays)
        ]
        stay.until = stay.left or min(nexts, default=None)
    return stays


def _again(home: Home, stays: Sequence[_Stay]) -> bool:
    """Return whether the home is the place of a stay, entered by hand while it lasted."""
    stay = next(
        (each for each in reversed(stays) if each.start <= _began(home) and each.left != each.start), None
    )
    if stay is None or (stay.left and stay.left <= _began(home)):
        return False
    return _LAID_OUT[stay.arrival.premises].postcode == home.postcode


def _end_of_home(home: Home, stays: Sequence[_Stay]) -> date | None:
    if _again(home, stays):
        return _began(home)
    return min((stay.start for stay in stays if stay.counts and stay.start >= _began(home)), default=None)


def _began(home: Home) -> date:
    return home.start or date(1, 1, 1)


def _residences(stays: Sequence[_Stay]) -> Mapping[str, Stayed]:
    return {
        stay.arrival.booking.value: Stayed(
            "A17", _LAID_OUT[stay.arrival.premises], stay.start, stay.until, "P" if stay.until else "M"
        )
        for stay in stays
    }


def _of(story: Story, kind: type[_Told]) -> Sequence[_Told]:
    return [event for event in story.events if isinstance(event, kind)]


def _newest_by(events: Iterable[_Told], key: Callable[[_Told], str]) -> Mapping[str, _Told]:
    """Return the event that counts of those with one key: the latest, of equal ones an update, then by id."""
    in_order = sorted(events, key=lambda event: (event.timestamp, event.is_update, event.id.value))
    return {key(event): event for event in in_order}


def _code(reference: str) -> str:
    return _CODES[reference.split(":")[3]]


def _day(event: Event) -> date:
    return _time(event).date()


def _time(event: Event) -> datetime:
    match event:
        case PersonArrived(arrived_at=moment) | PersonDeparted(departed_at=moment):
            if moment.time() == time.min:
                return moment.replace(tzinfo=None)
            return _in_london(moment)
        case BookingCancelled(cancelled_on=date() as day):
            return datetime.combine(day, time.min)
    return _in_london(event.timestamp)


def _in_london(moment: datetime) -> datetime:
    return moment.astimezone(ZoneInfo("Europe/London")).replace(tzinfo=None)
