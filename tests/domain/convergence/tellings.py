"""The share of one event in a story: when it was told, by whom, of which day, of which place.

Days and minutes come from ranges so small that moves on one day, stays of no length, departures before
arrivals and equal timestamps are the rule rather than the exception.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import product
from typing import TypedDict

from hypothesis import strategies as st

from domain.identifiers import Code, Crn, EventId
from domain.london import Instant, instant
from domain.owner import StaffMember
from domain.premises import Premises

_FIRST_DAY = datetime(2026, 6, 1, tzinfo=UTC)
_FIRST_MINUTE = datetime(2026, 5, 1, 9, tzinfo=UTC)
_OFFICER = StaffMember(Code("N03A001"), Code("N03"))
_SHARED_NOTES = "Came by bus\n  with two bags"
_OWN_NOTES = ""

CHURCH_STREET = Premises(line1=" 12 Church Street", postcode="bb1 1bb", town="Bimbly", region="North West")
MILL_LANE = Premises(line1="The Old Mill at the Bend of the River", line2="3 Mill Lane", postcode="CC2 2CC")
NOWHERE = Premises()


class Head(TypedDict):
    """The fields that every event has."""

    id: EventId
    timestamp: Instant
    crn: Crn
    staff: StaffMember | None


@dataclass(frozen=True, slots=True)
class Telling:
    """The content of an event of any kind; `name` becomes its id."""

    timestamp: Instant
    name: str
    is_update: bool
    moment: Instant
    premises: Premises
    shared_notes: str | None
    staff: StaffMember | None

    def head(self, crn: Crn) -> Head:
        """Return what every event of that person has."""
        return {"id": EventId(self.name), "timestamp": self.timestamp, "crn": crn, "staff": self.staff}

    def notes(self, of: str) -> str | None:
        """Words of its own, unless it has none or the same as others have."""
        own = f"Told by {self.name} at {self.timestamp:%H:%M} of {of}"
        return own if self.shared_notes == _OWN_NOTES else self.shared_notes


def day(number: int) -> date:
    """Return that day of the story; all arrivals and departures are on days 1 to 7."""
    return (_FIRST_DAY + timedelta(days=number - 1)).date()


def _moment(hours: float, number: int) -> Instant:
    return instant(_FIRST_DAY + timedelta(days=number - 1, hours=hours))


def _telling(
    place: tuple[int, bool, str], moment: Instant, told: tuple[str | None, StaffMember | None, Premises]
) -> Telling:
    minute, is_update, name = place
    notes, staff, premises = told
    return Telling(
        instant(_FIRST_MINUTE + timedelta(minutes=minute)), name, is_update, moment, premises, notes, staff
    )


_HOURS = (0, 0, 12, 23.5)
"""Midnight UTC stands for a date; half an hour before it the next day has begun in London."""

# One draw for what could be several: examples are made twice as fast.
_tellings = st.builds(
    _telling,
    place=st.sampled_from(list(product(range(4), (False, True), "abc"))),
    moment=st.sampled_from([_moment(hours, number) for hours in _HOURS for number in range(1, 7)]),
    told=st.sampled_from(
        list(
            product((_OWN_NOTES, None, _SHARED_NOTES), (None, _OFFICER), (CHURCH_STREET, MILL_LANE, NOWHERE))
        )
    ),
)


def several(least: int, most: int) -> st.SearchStrategy[list[Telling]]:
    """Return that many tellings, no two of which would count as one event."""
    return st.lists(
        _tellings, min_size=least, max_size=most, unique_by=lambda telling: (telling.timestamp, telling.name)
    )
