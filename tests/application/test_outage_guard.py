"""Rule 6: what is an outage, and what is one event's own trouble."""

from dataclasses import dataclass, field

import pytest

from application.outage_guard import OutageGuard

LONG = 10.0


@dataclass(slots=True)
class Scene:
    """A guard whose time passes only as the test says."""

    now: float = 1_000.0
    guard: OutageGuard = field(init=False)

    def __post_init__(self) -> None:
        self.guard = OutageGuard(clock=lambda: self.now)

    def passes(self, seconds: float) -> None:
        self.now += seconds

    def recorded(self, event: str) -> None:
        self.guard.began(event)
        self.guard.succeeded(event)

    def in_trouble(self, event: str) -> bool:
        self.guard.began(event)
        return self.guard.is_in_trouble(event)

    def out_of_reach(self, event: str, after: float = 0.0) -> bool:
        self.guard.began(event)
        self.passes(after)
        return self.guard.is_unreachable(event)


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


def test_none_of_different_events_in_a_row_means_never() -> None:
    guard = OutageGuard(different_events=None)

    assert not any(guard.is_in_trouble(str(number)) for number in range(9))
