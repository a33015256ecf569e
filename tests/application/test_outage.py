"""Rule 6 as a table: what a try met, and what happens to the message."""

from collections.abc import Sequence

import pytest

from application.outage import HandBack, Hold, SetAside, TryAgain, Verdict
from application.task import Task
from domain.failures import Failure, Neighbour, Outage
from tests.application.policy_scene import AWAY, ERROR, HANGS, NOT_THERE, REFUSED, PolicyScene
from tests.application.queued import delivery


def verdicts(failure: Failure, tries: int, *, is_last: bool = False) -> Sequence[Verdict]:
    scene, task = PolicyScene(), Task(delivery("a", is_last=is_last))
    return [scene.meets(failure, task) for _ in range(tries)]


def test_what_is_the_messages_own_is_set_aside_at_once() -> None:
    assert verdicts(REFUSED, 1) == [SetAside()]


@pytest.mark.parametrize("failure", [NOT_THERE, ERROR])
def test_what_may_pass_is_tried_three_times_in_all_and_then_handed_back(failure: Failure) -> None:
    assert verdicts(failure, 3) == [TryAgain(0.2), TryAgain(1.0), HandBack(300.0)]


@pytest.mark.parametrize("failure", [NOT_THERE, ERROR])
def test_on_its_last_receive_it_is_set_aside(failure: Failure) -> None:
    assert verdicts(failure, 3, is_last=True) == [TryAgain(0.2), TryAgain(1.0), SetAside()]


def test_pauses_grow_with_the_receives_and_the_last_one_stays() -> None:
    scene = PolicyScene()
    pauses = [scene.meets(HANGS, Task(delivery("a", receives=receives))) for receives in (1, 2, 3)]

    assert pauses == [HandBack(300.0), HandBack(1500.0), HandBack(1500.0)]


def test_what_missed_its_deadline_is_not_tried_again_at_once() -> None:
    assert verdicts(HANGS, 1) == [HandBack(300.0)]
    assert verdicts(HANGS, 1, is_last=True) == [SetAside()]


def test_while_the_worker_stops_what_got_no_answer_is_neither_set_aside_nor_handed_back_for_long() -> None:
    scene = PolicyScene()
    scene.policy.stop()

    assert scene.meets(HANGS, Task(delivery("a", is_last=True))) == TryAgain(0.0)
    assert scene.meets(REFUSED, Task(delivery("b"))) == SetAside()


def test_an_event_right_after_one_of_the_same_person_that_failed_is_tried_once() -> None:
    task = Task(delivery("a"))
    task.is_after_failure = True

    assert PolicyScene().meets(NOT_THERE, task) == HandBack(300.0)


def test_an_outage_holds_the_message_even_on_its_last_receive() -> None:
    assert verdicts(AWAY, 4, is_last=True) == [Hold(Neighbour.API)] * 4


def test_what_missed_its_deadline_as_the_api_went_away_is_held() -> None:
    scene, task = PolicyScene(), Task(delivery("b", is_last=True))
    scene.policy.began(task, scene.clock.seconds())
    scene.clock.wait(1)
    scene.meets(AWAY, Task(delivery("a")))

    assert scene.policy.failed(task, HANGS) == Hold(Neighbour.API)
    assert scene.neighbours.is_away(Neighbour.API)


@pytest.mark.parametrize("neighbour", [Neighbour.API, Neighbour.TOKEN_ENDPOINT])
def test_a_probe_that_hangs_is_held_and_shows_that_the_api_is_there(neighbour: Neighbour) -> None:
    scene = PolicyScene()
    scene.meets(Outage("away", neighbour), Task(delivery("a")))
    scene.clock.wait(1)

    assert scene.meets(HANGS, Task(delivery("b", is_last=True))) == Hold(Neighbour.API)
    assert not scene.neighbours.is_standstill


def test_during_an_outage_pauses_between_probes_grow_to_half_a_minute() -> None:
    scene, task, pauses = PolicyScene(), Task(delivery("a")), []
    for _ in range(8):
        scene.meets(AWAY, task)
        pace = scene.policy.pace()
        pauses.append(pace.not_before - scene.clock.seconds())
        assert pace.is_probing
        scene.clock.wait(pauses[-1])

    assert pauses == [0.5, 1, 2, 4, 8, 16, 30, 30]


def test_several_that_meet_it_at_the_same_time_do_not_make_the_pause_longer() -> None:
    scene = PolicyScene()
    for number in range(10):
        scene.meets(AWAY, Task(delivery(f"{number}")))

    assert scene.policy.pace().not_before - scene.clock.seconds() == 0.5


@pytest.mark.parametrize(("asked_for", "pause"), [(7.0, 7.0), (0.1, 0.5), (86_400.0, 300.0)])
def test_a_neighbour_that_asks_to_be_left_alone_is_left_alone(asked_for: float, pause: float) -> None:
    scene = PolicyScene()
    scene.meets(Outage("429", Neighbour.API, retry_after=asked_for), Task(delivery("a")))

    assert scene.policy.pace().not_before - scene.clock.seconds() == pause


def test_a_new_outage_begins_with_a_short_pause_again() -> None:
    scene, task = PolicyScene(), Task(delivery("a"))
    for _ in range(6):
        scene.meets(AWAY, task)
        scene.clock.wait(60)
    scene.neighbours.answered(Neighbour.API, began=scene.clock.seconds())
    scene.meets(AWAY, Task(delivery("b")))

    assert scene.policy.pace().not_before - scene.clock.seconds() == 0.5


def test_what_meets_an_outage_again_and_again_while_others_are_recorded_is_in_trouble_of_its_own() -> None:
    scene, task, met = PolicyScene(), Task(delivery("sick")), []
    for number in range(6):
        met.append(scene.meets(AWAY, task))
        scene.clock.wait(1)
        scene.records(f"{number}")
        scene.neighbours.answered(Neighbour.API, began=scene.clock.seconds())
        scene.clock.wait(1)

    assert met == [*[Hold(Neighbour.API)] * 5, HandBack(300.0)]


def test_an_outage_of_a_neighbour_that_events_do_not_need_stops_no_event() -> None:
    scene = PolicyScene()
    verdict = scene.meets(Outage("away", Neighbour.QUEUE), Task(delivery("a")))

    assert verdict == Hold(Neighbour.QUEUE, pause=0.5)
    assert not scene.policy.pace().is_probing
