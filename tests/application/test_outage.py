"""Rule 6: what is an outage, and what is one event's own trouble."""

import pytest

from application.outage import OutageGuard
from tests.application.guard_scene import Scene


@pytest.fixture
def scene() -> Scene:
    return Scene()


def test_a_neighbour_out_of_reach_is_an_outage_at_once_and_an_answer_ends_it(scene: Scene) -> None:
    assert scene.out_of_reach("a")
    assert scene.guard.is_outage

    scene.passes(1)
    scene.recorded("b")

    assert not scene.guard.is_outage


def test_a_refusal_is_an_answer(scene: Scene) -> None:
    scene.out_of_reach("a")
    scene.passes(1)
    scene.guard.began("b")
    scene.guard.refused("b")

    assert not scene.guard.is_outage


def test_who_asked_before_the_outage_does_not_end_it(scene: Scene) -> None:
    scene.guard.began("asked before")
    scene.passes(1)
    scene.out_of_reach("a")
    scene.guard.succeeded("asked before")

    assert scene.guard.is_outage
    assert scene.out_of_reach("a"), "a good message must not be handed back for that"


def test_three_different_events_in_a_row_are_an_outage(scene: Scene) -> None:
    assert [scene.in_trouble(event) for event in "abc"] == [False, False, True]
    assert scene.in_trouble("c")


def test_one_event_is_no_row_however_often_it_fails(scene: Scene) -> None:
    assert not any(scene.in_trouble("a") for _ in range(9))


def test_a_recorded_event_breaks_the_row_but_not_if_it_asked_before_the_others_failed(scene: Scene) -> None:
    scene.guard.began("asked before")
    scene.passes(1)
    scene.in_trouble("a")
    scene.in_trouble("b")
    scene.guard.succeeded("asked before")
    assert scene.in_trouble("c")

    scene.passes(1)
    scene.recorded("d")
    assert not scene.in_trouble("a")


def test_a_refusal_that_may_have_asked_nobody_does_not_break_the_row(scene: Scene) -> None:
    for event in "abc":
        scene.in_trouble(event)
    scene.passes(1)
    scene.guard.began("foreign")
    scene.guard.refused("foreign")

    assert scene.in_trouble("d"), "two more good messages would lose a receive"


def test_an_answer_with_500_ends_an_outage_unless_it_was_asked_before(scene: Scene) -> None:
    scene.guard.began("asked before")
    scene.passes(1)
    scene.out_of_reach("a")
    assert scene.guard.is_in_trouble("asked before"), "it is kept, as the others are"

    scene.passes(1)
    assert not scene.in_trouble("a")
    assert not scene.guard.is_outage


def test_an_api_that_comes_and_goes_does_not_make_good_events_lose_receives(scene: Scene) -> None:
    for _ in range(4):
        assert scene.out_of_reach("a")
        scene.passes(1)
        scene.recorded("b")
        scene.passes(1)


def test_an_event_that_alone_is_refused_at_once_for_ever_is_to_blame_in_the_end(scene: Scene) -> None:
    for _ in range(5):
        assert scene.out_of_reach("a")
        scene.passes(1)
        scene.recorded("b")
        scene.passes(1)

    assert not scene.out_of_reach("a")


def test_none_of_different_events_in_a_row_means_never() -> None:
    guard = OutageGuard(different_events=None)

    assert not any(guard.is_in_trouble(str(number)) for number in range(9))
