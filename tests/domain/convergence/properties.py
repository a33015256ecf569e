"""The properties as functions, so that one can also look for an example that breaks them."""

from domain.arrival_and_departure import PersonArrived, PersonDeparted
from domain.event import Event
from domain.identifiers import AddressId
from domain.outcome import Outcome
from tests.domain.convergence.edits import Edited
from tests.domain.convergence.ending import check_notes, ending, told
from tests.domain.convergence.invariants import check_step
from tests.domain.convergence.oracle import expected
from tests.domain.convergence.people import Written, check_people, written_by
from tests.domain.convergence.stories import TwiceTold
from tests.domain.convergence.world import World


def converges(twice: TwiceTold) -> None:
    """Both ways lead to the same ending."""
    one, other = (told(World(twice.story), events) for events in (twice.one_way, twice.other_way))
    assert ending(one, twice.story.crn) == ending(other, twice.story.crn)


def ends_as_expected(twice: TwiceTold) -> None:
    """The ending is the one that the rules demand."""
    world = told(World(twice.story), twice.one_way)
    assert ending(world, twice.story.crn) == expected(twice.story)


def tells_everything_once(twice: TwiceTold) -> None:
    """All that the events say stands in the notes, and repetition adds nothing to them."""
    check_notes(told(World(twice.story), twice.one_way), twice.story)


def holds_at_every_step(twice: TwiceTold) -> None:
    """No single event breaks what must hold at every moment."""
    world = World(twice.story)
    for event in twice.one_way:
        check_step(world.tell(event))


def repetition_changes_nothing(twice: TwiceTold) -> None:
    """Once all was told, nothing that is told again, in whatever order, is written or announced."""
    world = told(World(twice.story), twice.one_way)
    before = world.held(twice.story.crn)
    outcomes = {world.tell(event).recording.outcome for event in twice.other_way}
    assert outcomes == {Outcome.ALREADY_RECORDED}
    assert world.held(twice.story.crn) == before


def people_keep_what_they_set(edited: Edited) -> None:
    """No event undoes what people did, and to compare again after an event changes nothing."""
    world = World(edited.story)
    written: dict[AddressId, Written] = {}
    for happening in edited.happenings:
        if not isinstance(happening, Event):
            world.edit(edited.story.crn, happening)
            continue
        step = world.tell(happening)
        check_step(step)
        check_people(step, written, world.booking)
        if (
            isinstance(happening, PersonArrived | PersonDeparted)
            and step.recording.outcome is Outcome.RECORDED
        ):
            again = world.compare_again(happening)
            assert (again.added, again.changed) == (None, [])
        written |= written_by(step, world.booking)
