"""Rule 6 as a table: what a try met, and what happens to the message."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import pytest

from adapters.in_memory.clock import InMemoryClock
from adapters.in_memory.telemetry import InMemoryTelemetry
from application.neighbours import Condition, Neighbours
from application.outage import FailurePolicy, HandBack, Hold, RetryPauses, SetAside, TryAgain, Verdict
from application.task import Task
from domain.failures import (
    DeadlineMissed,
    Failure,
    Neighbour,
    Outage,
    PermanentFailure,
    TemporaryFailure,
    UnclearFailure,
)
from tests.application.queued import START, delivery

REFUSED = PermanentFailure("the CAS3 API answered 400")
NOT_THERE = TemporaryFailure("the CAS3 API answered 404")
ERROR = UnclearFailure("the CAS3 API answered 500")
HANGS = DeadlineMissed("no whole answer of the CAS3 API in time")
AWAY = Outage("the CAS3 API answered 503", Neighbour.API)


@dataclass(slots=True)
class Scene:
    """The policy, and a time that passes only as the test says."""

    clock: InMemoryClock = field(default_factory=lambda: InMemoryClock(START))
    telemetry: InMemoryTelemetry = field(default_factory=InMemoryTelemetry)
    neighbours: Neighbours = field(init=False)
    policy: FailurePolicy = field(init=False)

    def __post_init__(self) -> None:
        self.neighbours = Neighbours(self.clock, self.telemetry)
        self.policy = FailurePolicy(self.neighbours, self.clock, RetryPauses())

    def meets(self, failure: Failure, task: Task) -> Verdict:
        """One try of the message meets the failure."""
        self.policy.began(task, self.clock.seconds())
        return self.policy.failed(task, failure)

    def records(self, name: str = "good") -> None:
        """Another event is recorded."""
        task = Task(delivery(name))
        self.policy.began(task, self.clock.seconds())
        self.policy.recorded(task)

    def suspects(self) -> None:
        """Ten people's events fail, and nobody knows why."""
        for number in range(10):
            self.meets(ERROR, Task(delivery(f"suspect-{number}")))


def verdicts(failure: Failure, tries: int, *, is_last: bool = False) -> Sequence[Verdict]:
    scene, task = Scene(), Task(delivery("a", is_last=is_last))
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
    scene = Scene()
    pauses = [scene.meets(HANGS, Task(delivery("a", receives=receives))) for receives in (1, 2, 3)]

    assert pauses == [HandBack(300.0), HandBack(1500.0), HandBack(1500.0)]


def test_what_missed_its_deadline_is_not_tried_again_at_once() -> None:
    assert verdicts(HANGS, 1) == [HandBack(300.0)]
    assert verdicts(HANGS, 1, is_last=True) == [SetAside()]


def test_while_the_worker_stops_what_got_no_answer_is_neither_set_aside_nor_handed_back_for_long() -> None:
    scene = Scene()
    scene.policy.stop()

    assert scene.meets(HANGS, Task(delivery("a", is_last=True))) == TryAgain(0.0)
    assert scene.meets(REFUSED, Task(delivery("b"))) == SetAside()


def test_an_event_right_after_one_of_the_same_person_that_failed_is_tried_once() -> None:
    task = Task(delivery("a"))
    task.is_after_failure = True

    assert Scene().meets(NOT_THERE, task) == HandBack(300.0)


def test_an_outage_holds_the_message_even_on_its_last_receive() -> None:
    assert verdicts(AWAY, 4, is_last=True) == [Hold(Neighbour.API)] * 4


def test_while_the_api_is_away_a_missed_deadline_is_part_of_it() -> None:
    scene = Scene()
    scene.meets(AWAY, Task(delivery("a")))

    assert scene.meets(HANGS, Task(delivery("b", is_last=True))) == Hold(Neighbour.API)


def test_ten_different_people_in_a_row_make_a_suspected_outage_and_nine_do_not() -> None:
    scene = Scene()
    for number in range(9):
        scene.meets(ERROR, Task(delivery(f"{number}")))
    before = scene.neighbours.is_suspected

    scene.meets(HANGS, Task(delivery("the tenth")))

    assert (before, scene.neighbours.is_suspected) == (False, True)
    state = scene.neighbours.states()[Neighbour.API]
    assert (state.condition, state.reason) == (Condition.SUSPECTED, HANGS.reason)


def test_one_person_again_and_again_makes_none() -> None:
    scene = Scene()
    for number in range(50):
        scene.meets(ERROR, Task(delivery(f"{number}", "SAME")))

    assert not scene.neighbours.is_suspected


def test_what_is_recorded_meanwhile_breaks_the_row() -> None:
    scene = Scene()
    for number in range(18):
        scene.meets(ERROR, Task(delivery(f"{number}")))
        if number == 8:
            scene.records()

    assert not scene.neighbours.is_suspected


@pytest.mark.parametrize("failure", [NOT_THERE, REFUSED])
def test_404s_locks_and_refusals_never_raise_the_suspicion(failure: Failure) -> None:
    scene = Scene()
    for number in range(50):
        scene.meets(failure, Task(delivery(f"{number}")))

    assert not scene.neighbours.is_suspected


@pytest.mark.parametrize("failure", [NOT_THERE, ERROR, HANGS])
def test_in_a_suspected_outage_nothing_is_set_aside_and_each_receive_is_one_try(failure: Failure) -> None:
    scene = Scene()
    scene.suspects()

    assert scene.meets(failure, Task(delivery("a"))) == HandBack(300.0)
    assert scene.meets(failure, Task(delivery("b", is_last=True, receives=3))) == HandBack(1500.0)


def test_in_a_suspected_outage_at_most_five_tries_a_second_begin() -> None:
    scene = Scene()
    scene.suspects()

    assert scene.policy.pace().not_before == pytest.approx(scene.clock.seconds() + 0.2)
    assert not scene.policy.pace().is_probing


def test_the_first_recorded_event_ends_a_suspected_outage_and_its_length_is_reported() -> None:
    scene = Scene()
    scene.suspects()
    scene.clock.wait(90)
    scene.records()

    assert not scene.neighbours.is_suspected
    assert scene.meets(ERROR, Task(delivery("sick", is_last=True))) == TryAgain(0.2)
    (over,) = (each for each in scene.telemetry.reports if each.name == "SuspectedOutageOver")
    assert over.facts["seconds"] == "90.0"


def test_during_an_outage_pauses_between_probes_grow_to_half_a_minute() -> None:
    scene, task, pauses = Scene(), Task(delivery("a")), []
    for _ in range(8):
        scene.meets(AWAY, task)
        pace = scene.policy.pace()
        pauses.append(pace.not_before - scene.clock.seconds())
        assert pace.is_probing
        scene.clock.wait(pauses[-1])

    assert pauses == [0.5, 1, 2, 4, 8, 16, 30, 30]


def test_several_that_meet_it_at_the_same_time_do_not_make_the_pause_longer() -> None:
    scene = Scene()
    for number in range(10):
        scene.meets(AWAY, Task(delivery(f"{number}")))

    assert scene.policy.pace().not_before - scene.clock.seconds() == 0.5


@pytest.mark.parametrize(("asked_for", "pause"), [(7.0, 7.0), (0.1, 0.5), (86_400.0, 300.0)])
def test_a_neighbour_that_asks_to_be_left_alone_is_left_alone(asked_for: float, pause: float) -> None:
    scene = Scene()
    scene.meets(Outage("429", Neighbour.API, retry_after=asked_for), Task(delivery("a")))

    assert scene.policy.pace().not_before - scene.clock.seconds() == pause


def test_a_new_outage_begins_with_a_short_pause_again() -> None:
    scene, task = Scene(), Task(delivery("a"))
    for _ in range(6):
        scene.meets(AWAY, task)
        scene.clock.wait(60)
    scene.neighbours.answered(Neighbour.API, began=scene.clock.seconds())
    scene.meets(AWAY, Task(delivery("b")))

    assert scene.policy.pace().not_before - scene.clock.seconds() == 0.5


def test_what_meets_an_outage_again_and_again_while_others_are_recorded_is_in_trouble_of_its_own() -> None:
    scene, task, met = Scene(), Task(delivery("sick")), []
    for number in range(6):
        met.append(scene.meets(AWAY, task))
        scene.clock.wait(1)
        scene.records(f"{number}")
        scene.neighbours.answered(Neighbour.API, began=scene.clock.seconds())
        scene.clock.wait(1)

    assert met == [*[Hold(Neighbour.API)] * 5, HandBack(300.0)]


def test_an_outage_of_a_neighbour_that_events_do_not_need_stops_no_event() -> None:
    scene = Scene()
    verdict = scene.meets(Outage("away", Neighbour.QUEUE), Task(delivery("a")))

    assert verdict == Hold(Neighbour.QUEUE, pause=0.5)
    assert not scene.policy.pace().is_probing
