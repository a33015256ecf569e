"""Events of one person never touch another's: however they are mixed, each ends as alone."""

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from domain.event import Event
from domain.identifiers import Crn
from tests.domain.convergence.ending import ending, told
from tests.domain.convergence.stories import Story, deliveries, stories
from tests.domain.convergence.world import World


@st.composite
def mixed(draw: st.DrawFn) -> tuple[Story, Story, Sequence[Event]]:
    """Two people's stories and one order of all their events."""
    one, other = draw(stories(prefix="one-")), draw(stories(crn="A000002", prefix="other-"))
    return one, other, draw(deliveries([*one.events, *other.events]))


@given(mixed())
def test_two_peoples_events_end_as_each_would_alone(told_of: tuple[Story, Story, Sequence[Event]]) -> None:
    one, other, events = told_of
    both = told(World(one, other), events)
    for story in (one, other):
        own = [event for event in events if event.crn == story.crn]
        alone = told(World(story), own)
        assert ending(both, story.crn) == ending(alone, story.crn)
        assert notes(both, story.crn) == notes(alone, story.crn)


def notes(world: World, crn: Crn) -> Sequence[str]:
    """The notes of a person's contacts in the order in which they were made."""
    return [row.contact.notes for row in world.held(crn).contacts.values()]
