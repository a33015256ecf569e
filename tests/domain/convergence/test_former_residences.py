"""Former residences are passed over, as no event of another booking changes them."""

import pytest
from hypothesis import given

from adapters.in_memory.delius.delius import InMemoryDelius
from domain import address_decision, standing_addresses
from domain.arrival_and_departure import PersonArrived, PersonDeparted
from domain.case import CaseRequest
from domain.event import Event
from tests.domain.convergence.edits import Edited, edited
from tests.domain.convergence.world import World


@given(edited())
def test_to_plan_for_former_residences_too_decides_the_same(story: Edited) -> None:
    world = World(story.story)
    for happening in story.happenings:
        if not isinstance(happening, Event):
            world.edit(story.story.crn, happening)
            continue
        if isinstance(happening, PersonArrived | PersonDeparted):
            _check(world, happening)
        world.tell(happening)


def _check(world: World, event: PersonArrived | PersonDeparted) -> None:
    with InMemoryDelius(world.tables).open_case(CaseRequest.of(event)) as opened:
        decision = address_decision.decide_addresses(event, opened.case)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(standing_addresses, "is_former", lambda *_: False)
            assert address_decision.decide_addresses(event, opened.case) == decision
