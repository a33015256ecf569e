"""Made-up stories of one person: up to three bookings, in events that tie, overlap and clash."""

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

    start: date | None
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


def homes() -> list[Home]:
    """Homes that started before, between and after the arrivals, on the same day, or nobody knows when."""
    return [
        Home(start, kind, postcode)
        for start in (None, day(-300), *map(day, range(9)), day(30))
        for kind in ("A01B", None, "A17")
        for postcode in ("ZZ9 9ZZ", "BB1 1BB", "CC2 2CC", "")
    ]


ONE_HOME = st.lists(st.sampled_from(homes()), max_size=1)
"""The number for which the rules claim convergence without any condition."""
SEVERAL_HOMES = st.lists(st.sampled_from(homes()), max_size=3)


_OTHER_KINDS = (referral, provisional, confirmed, cancelled)


@st.composite
def stories(
    draw: st.DrawFn,
    of_homes: st.SearchStrategy[list[Home]] = ONE_HOME,
    crn: str = "A000001",
    prefix: str = "",
) -> Story:
    """One person's story; the prefix keeps its bookings apart from other people's."""
    person = Crn(crn)
    events: list[Event] = []
    for number in range(draw(st.integers(1, 4))):
        booking = BookingId(f"{prefix}b{number}")
        events += [arrival(telling, person, booking) for telling in draw(several(int(number < 2), 3))]
        events += [departure(telling, person, booking) for telling in draw(several(0, 2))]
    # Events that touch no address: of one kind and booking, as only then their order matters.
    kind, of_one = draw(st.sampled_from(_OTHER_KINDS)), BookingId(f"{prefix}b0")
    events += [kind(telling, person, of_one) for telling in draw(several(0, 3))]
    return Story(person, draw(of_homes), events)


@st.composite
def deliveries(draw: st.DrawFn, events: Sequence[Event]) -> Sequence[Event]:
    """All the events in any order, some of them more than once."""
    again = draw(st.lists(st.sampled_from(events), max_size=3)) if events else []
    return draw(st.permutations([*events, *again]))


@st.composite
def twice_told(draw: st.DrawFn, of_homes: st.SearchStrategy[list[Home]] = ONE_HOME) -> TwiceTold:
    """A story and two orders, each with its repetitions."""
    story = draw(stories(of_homes))
    return TwiceTold(story, draw(deliveries(story.events)), draw(deliveries(story.events)))
