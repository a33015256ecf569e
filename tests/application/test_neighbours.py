"""Each neighbour has its own state, and the beginning and the end of each outage are reported."""

import pytest

from adapters.in_memory.clock import InMemoryClock
from adapters.in_memory.telemetry import InMemoryTelemetry, Report
from application.neighbours import Condition, Neighbours, NeighbourState
from domain.failures import Neighbour
from domain.london import instant
from tests.application.queued import START


@pytest.fixture
def clock() -> InMemoryClock:
    return InMemoryClock(START)


@pytest.fixture
def telemetry() -> InMemoryTelemetry:
    return InMemoryTelemetry()


@pytest.fixture
def neighbours(clock: InMemoryClock, telemetry: InMemoryTelemetry) -> Neighbours:
    return Neighbours(clock, telemetry)


def test_at_first_all_are_well(neighbours: Neighbours) -> None:
    assert neighbours.states() == {each: NeighbourState() for each in Neighbour}
    assert neighbours.is_ready
    assert not neighbours.is_standstill


@pytest.mark.parametrize("neighbour", Neighbour)
def test_each_has_its_own_outage_whose_beginning_and_end_are_reported_once(
    neighbours: Neighbours, neighbour: Neighbour, clock: InMemoryClock, telemetry: InMemoryTelemetry
) -> None:
    neighbours.failed(neighbour, "first reason")
    clock.wait(10)
    neighbours.failed(neighbour, "second reason")
    away = neighbours.states()
    clock.wait(80.26)
    neighbours.answered(*Neighbour, began=clock.seconds())

    assert away == {each: NeighbourState() for each in Neighbour} | {
        neighbour: NeighbourState(Condition.AWAY, instant(START), "first reason")
    }
    assert telemetry.reports == (
        Report("OutageBegan", {"neighbour": neighbour.value, "reason": "first reason"}),
        Report("OutageOver", {"neighbour": neighbour.value, "seconds": "90.3", "reason": "first reason"}),
    )
    assert neighbours.states() == {each: NeighbourState() for each in Neighbour}


def test_an_answer_that_was_under_way_as_the_outage_began_does_not_end_it(
    neighbours: Neighbours, clock: InMemoryClock
) -> None:
    began = clock.seconds()
    clock.wait(1)
    neighbours.failed(Neighbour.DATABASE, "away")
    neighbours.answered(Neighbour.DATABASE, began=began)

    assert neighbours.is_away(Neighbour.DATABASE)


def test_events_stand_still_only_for_what_they_need(neighbours: Neighbours) -> None:
    stops = {}
    for each in Neighbour:
        neighbours.failed(each, "away")
        stops[each] = neighbours.is_standstill
        neighbours.answered(each, began=0.0)

    assert {each for each, is_standstill in stops.items() if is_standstill} == {
        Neighbour.API,
        Neighbour.TOKEN_ENDPOINT,
        Neighbour.DATABASE,
    }


def test_it_is_ready_unless_a_neighbour_other_than_the_topic_is_in_trouble(neighbours: Neighbours) -> None:
    ready = {}
    for each in Neighbour:
        neighbours.failed(each, "away")
        ready[each] = neighbours.is_ready
        neighbours.answered(each, began=0.0)
    neighbours.suspect("nobody knows")

    assert {each for each, is_ready in ready.items() if is_ready} == {Neighbour.TOPIC}
    assert not neighbours.is_ready


def test_an_outage_of_the_api_hides_a_suspicion_which_is_still_there_afterwards(
    neighbours: Neighbours,
) -> None:
    neighbours.suspect("nobody knows")
    neighbours.failed(Neighbour.API, "503")
    during = neighbours.states()[Neighbour.API].condition
    neighbours.answered(Neighbour.API, began=0.0)

    assert during is Condition.AWAY
    assert neighbours.states()[Neighbour.API].condition is Condition.SUSPECTED
