"""Rule 6: a time-out that only one event has, while others get answers, counts as that event's own."""

import pytest

from tests.application.guard_scene import Scene

LONG = 10.0


@pytest.fixture
def scene() -> Scene:
    return Scene()


def test_a_time_out_while_others_are_recorded_is_the_events_own(scene: Scene) -> None:
    scene.guard.began("slow")
    scene.passes(LONG / 2)
    scene.recorded("b")
    scene.passes(LONG / 2)

    assert not scene.guard.is_unreachable("slow")
    assert not scene.guard.is_outage


def test_a_time_out_that_began_just_before_everything_hung_is_an_outage(scene: Scene) -> None:
    scene.guard.began("slow")
    scene.passes(0.1)
    scene.recorded("b")
    scene.passes(LONG)

    assert scene.guard.is_unreachable("slow")


def test_a_second_time_out_is_the_events_own_if_another_was_recorded_in_between(scene: Scene) -> None:
    assert scene.out_of_reach("slow", LONG)
    scene.passes(1)
    scene.recorded("b")

    assert not scene.out_of_reach("slow", LONG)


def test_a_second_time_out_of_the_only_event_that_has_any_is_its_own_if_others_were_recorded_since_the_first(
    scene: Scene,
) -> None:
    scene.guard.began("slow")
    scene.passes(0.1)
    scene.recorded("b")
    scene.passes(LONG)
    assert scene.guard.is_unreachable("slow")

    assert not scene.out_of_reach("slow", LONG)


def test_two_events_that_time_out_are_an_outage(scene: Scene) -> None:
    scene.guard.began("slow")
    scene.passes(0.1)
    scene.recorded("b")
    scene.passes(LONG)
    scene.guard.is_unreachable("slow")

    assert scene.out_of_reach("c", LONG)
    assert scene.out_of_reach("slow", LONG)


def test_an_event_known_to_time_out_alone_does_so_again_without_an_outage(scene: Scene) -> None:
    scene.out_of_reach("slow", LONG)
    scene.passes(1)
    scene.recorded("b")
    scene.out_of_reach("slow", LONG)
    scene.guard.settled("slow")
    scene.passes(300)

    assert not scene.out_of_reach("slow", LONG)


def test_one_time_out_is_in_doubt_until_another_event_has_one(scene: Scene) -> None:
    doubts = [scene.guard.rests_on_one_event]
    for event in ("a", "a", "b"):
        scene.out_of_reach(event, LONG)
        doubts.append(scene.guard.rests_on_one_event)

    assert doubts == [False, True, True, False]


def test_a_refused_connection_is_in_no_doubt(scene: Scene) -> None:
    scene.out_of_reach("a")
    scene.out_of_reach("a", LONG)

    assert not scene.guard.rests_on_one_event
