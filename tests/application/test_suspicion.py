"""Rule 6: the failures of so many people that nobody knows whose they are."""

import pytest

from application.neighbours import Condition
from application.outage import HandBack, TryAgain
from application.task import Task
from domain.failures import Failure, Neighbour
from tests.application.policy_scene import ERROR, HANGS, NOT_THERE, REFUSED, PolicyScene
from tests.application.queued import delivery


def test_ten_different_people_in_a_row_make_a_suspected_outage_and_nine_do_not() -> None:
    scene = PolicyScene()
    for number in range(9):
        scene.meets(ERROR, Task(delivery(f"{number}")))
    before = scene.neighbours.is_suspected

    scene.meets(HANGS, Task(delivery("the tenth")))

    assert (before, scene.neighbours.is_suspected) == (False, True)
    state = scene.neighbours.states()[Neighbour.API]
    assert (state.condition, state.reason) == (Condition.SUSPECTED, HANGS.reason)


def test_one_person_again_and_again_makes_none() -> None:
    scene = PolicyScene()
    for number in range(50):
        scene.meets(ERROR, Task(delivery(f"{number}", "SAME")))

    assert not scene.neighbours.is_suspected


def test_what_is_recorded_meanwhile_breaks_the_row() -> None:
    scene = PolicyScene()
    for number in range(18):
        scene.meets(ERROR, Task(delivery(f"{number}")))
        if number == 8:
            scene.records()

    assert not scene.neighbours.is_suspected


@pytest.mark.parametrize("failure", [NOT_THERE, REFUSED])
def test_404s_locks_and_refusals_never_raise_the_suspicion(failure: Failure) -> None:
    scene = PolicyScene()
    for number in range(50):
        scene.meets(failure, Task(delivery(f"{number}")))

    assert not scene.neighbours.is_suspected


@pytest.mark.parametrize("failure", [ERROR, HANGS])
def test_in_a_suspected_outage_nothing_is_set_aside_and_each_receive_is_one_try(failure: Failure) -> None:
    scene = PolicyScene()
    scene.suspects()

    assert scene.meets(failure, Task(delivery("a"))) == HandBack(300.0)
    assert scene.meets(failure, Task(delivery("b", is_last=True, receives=3))) == HandBack(1500.0)


def test_in_a_suspected_outage_what_is_surely_the_events_own_is_tried_again_at_once_all_the_same() -> None:
    """Check that a good event whose row was changed underneath does not wait for minutes, as sick ones do."""
    scene, task = PolicyScene(), Task(delivery("a", is_last=True, receives=3))
    scene.suspects()

    met = [scene.meets(NOT_THERE, task) for _ in range(3)]

    assert met == [TryAgain(0.2), TryAgain(1.0), HandBack(1500.0)]


def test_in_a_suspected_outage_what_is_handed_back_stays_away_the_longer_the_more_there_are() -> None:
    """Check that a queue which delivers it first again leaves most tries to what is new."""
    scene = PolicyScene(retry_pauses=(1.0,))
    scene.suspects()

    verdicts = [scene.meets(ERROR, Task(delivery(f"{number}"))) for number in range(100)]

    pauses = [verdict.pause for verdict in verdicts if isinstance(verdict, HandBack)]
    # The tenth that raised the suspicion was handed back as well.
    assert (len(pauses), pauses[:2], pauses[-1]) == (100, [4.0, 6.0], 60.0)
    scene.records()
    assert scene.meets(HANGS, Task(delivery("a"))) == HandBack(1.0)


def test_in_a_suspected_outage_at_most_five_tries_a_second_begin() -> None:
    scene = PolicyScene()
    scene.suspects()

    assert scene.policy.pace().not_before == pytest.approx(scene.clock.seconds() + 0.2)
    assert not scene.policy.pace().is_probing


def test_the_first_recorded_event_ends_a_suspected_outage_and_its_length_is_reported() -> None:
    scene = PolicyScene()
    scene.suspects()
    scene.clock.wait(90)
    scene.records()

    assert not scene.neighbours.is_suspected
    assert scene.meets(ERROR, Task(delivery("sick", is_last=True))) == TryAgain(0.2)
    (over,) = (each for each in scene.telemetry.reports if each.name == "SuspectedOutageOver")
    assert over.facts["seconds"] == "90.0"
