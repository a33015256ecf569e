"""What may happen to one person, made up: up to three bookings, in events that tie, overlap and clash."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from hypothesis import strategies as st

from domain.event import Event
from domain.identifiers import BookingId, Crn
from tests.domain.convergence.kinds import arrival, cancelled, confirmed, departure, provisional, referral
from tests.domain.convergence.tellings import day, several


@dataclass(frozen=True, slots=True)
class Home:
    """A main address that a practitioner has recorded by hand."""

    start: date
    kind: str | None
    postcode: str


@dataclass(frozen=True, slots=True)
class Story:
    """The homes of a person, and all that CAS3 tells of them; never two events that count as one."""

    crn: Crn
    homes: Sequence[Home]
    events: Sequence[Event]


@dataclass(frozen=True, slots=True)
class TwiceTold:
    """A story and two ways in which its events may come."""

    story: Story
    one_way: Sequence[Event]
    other_way: Sequence[Event]


def _homes(*days: int) -> st.SearchStrategy[list[Home]]:
    homes = [
        Home(day(number), kind, postcode)
        for number in days
        for kind in ("A01B", None, "A17")
        for postcode in ("ZZ9 9ZZ", "BB1 1BB", "")
    ]
    return st.lists(st.sampled_from(homes), max_size=3)


_HOME_AFTER = Home(day(30), "A01B", "YY8 8YY")
HOMES_OUTSIDE = st.tuples(_homes(0, -300), st.sampled_from([[], [], [], [_HOME_AFTER]])).map(
    lambda homes: [*homes[0], *homes[1]]
)
"""Homes that started before every arrival, and perhaps one elsewhere after all of them."""
HOMES_ANYWHERE = _homes(*range(9))
"""Homes of which some started between arrivals, or on the same day."""


_OTHER_KINDS = (referral, provisional, confirmed, cancelled)


@st.composite
def stories(
    draw: st.DrawFn,
    homes: st.SearchStrategy[list[Home]] = HOMES_OUTSIDE,
    crn: str = "A000001",
    prefix: str = "",
) -> Story:
    """One person's story; the prefix keeps its bookings apart from other people's."""
    person = Crn(crn)
    events: list[Event] = []
    for number in range(draw(st.integers(1, 3))):
        booking = BookingId(f"{prefix}b{number}")
        events += [arrival(telling, person, booking) for telling in draw(several(int(number < 2), 3))]
        events += [departure(telling, person, booking) for telling in draw(several(0, 2))]
    # Events that touch no address: of one kind and booking, as only then their order matters.
    kind, of_one = draw(st.sampled_from(_OTHER_KINDS)), BookingId(f"{prefix}b0")
    events += [kind(telling, person, of_one) for telling in draw(several(0, 3))]
    return Story(person, draw(homes), events)


@st.composite
def deliveries(draw: st.DrawFn, events: Sequence[Event]) -> Sequence[Event]:
    """All the events in any order, some of them more than once."""
    again = draw(st.lists(st.sampled_from(events), max_size=3)) if events else []
    return draw(st.permutations([*events, *again]))


@st.composite
def twice_told(draw: st.DrawFn, homes: st.SearchStrategy[list[Home]] = HOMES_OUTSIDE) -> TwiceTold:
    """A story and two orders, each with its repetitions."""
    story = draw(stories(homes))
    return TwiceTold(story, draw(deliveries(story.events)), draw(deliveries(story.events)))
