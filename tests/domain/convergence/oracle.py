"""How a story must end, worked out from all of its events at once: no order, no steps, no memory.

It shares no code with what it checks, so that it finds rules that converge to the wrong thing.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime, time
from typing import TypeVar
from zoneinfo import ZoneInfo

from domain.address import AddressLines
from domain.arrival_and_departure import PersonArrived, PersonDeparted
from domain.booking import BookingCancelled
from domain.event import Event
from domain.premises import Premises
from tests.domain.convergence.ending import Ending, Stayed
from tests.domain.convergence.stories import Story
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
    arrived = [event for event in story.events if isinstance(event, PersonArrived)]
    return Ending(
        contacts={reference: (_code(reference), _time(event)) for reference, event in newest.items()},
        residences=_residences(story, arrived),
        homes=["P" if arrived and home.start < _day(arrived[0]) else "M" for home in story.homes],
    )


def _residences(story: Story, arrived: Sequence[PersonArrived]) -> Mapping[str, Stayed]:
    departed = [event for event in story.events if isinstance(event, PersonDeparted)]
    arrivals = _newest_by(arrived, lambda event: event.booking.value)
    ends = {
        booking: max(_day(departure), _day(arrivals[booking]))
        for booking, departure in _newest_by(departed, lambda event: event.booking.value).items()
        if booking in arrivals
    }
    order = sorted(
        arrivals, key=lambda booking: (_day(arrivals[booking]), arrivals[booking].timestamp, booking)
    )
    stayed: dict[str, Stayed] = {}
    for place, booking in enumerate(order):
        start = _day(arrivals[booking])
        ending_it = [day for later in order[place + 1 :] if ends.get(later) != (day := _day(arrivals[later]))]
        ending_it += [home.start for home in story.homes if home.start > start]
        end = ends.get(booking, min(ending_it, default=None))
        lines = _LAID_OUT[arrivals[booking].premises]
        stayed[booking] = Stayed("A17", lines, start, end, "P" if end else "M")
    return stayed


def _newest_by(events: Iterable[_Told], key: Callable[[_Told], str]) -> Mapping[str, _Told]:
    """Of the events with one key the one that counts: the latest, of equal ones an update, then by id."""
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
