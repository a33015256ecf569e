"""Whatever goes wrong around a worker, it goes on: its neighbours' outages, and faults of our own."""

import pytest

from application.suspicion import SUSPICIOUS_PEOPLE
from domain.failures import Neighbour, Outage, PermanentFailure, UnclearFailure
from tests.application.queued import about_her, delivery, unreadable
from tests.application.scripted import Scene, failing

QUEUE_AWAY = Outage("the queue is away", Neighbour.QUEUE)


@pytest.fixture
def scene() -> Scene:
    return Scene()


def test_what_the_dead_letter_queue_refuses_is_handed_back_and_reported_and_others_go_on(
    scene: Scene,
) -> None:
    refused = Outage("the queue refused (AccessDenied)", Neighbour.DEAD_LETTER_QUEUE)
    scene.queue.set_aside_failures += [refused] * 30
    scene.works_off(*(unreadable(f"{number}") for number in range(10)))

    scene.works_off(about_her("a"))

    assert scene.queue.done[:10] == [(f"{number}", "handed back for 300") for number in range(10)]
    assert scene.queue.done[10:] == [("a", "acknowledged")]
    assert scene.neighbours.is_away(Neighbour.DEAD_LETTER_QUEUE)
    assert scene.reported.count("OutageBegan") == 1
    scene.queue.set_aside_failures.clear()
    scene.works_off(unreadable("another"))
    assert not scene.neighbours.is_away(Neighbour.DEAD_LETTER_QUEUE)


def test_a_dead_letter_queue_of_which_nothing_is_heard_for_an_hour_is_no_longer_taken_for_away(
    scene: Scene,
) -> None:
    scene.queue.set_aside_failures += [QUEUE_AWAY] * 2
    scene.works_off(unreadable("refused"))
    scene.clock.wait(3000)
    scene.works_off(unreadable("refused again"))
    scene.clock.wait(3000)
    scene.worker.receive()
    before = scene.neighbours.is_away(Neighbour.DEAD_LETTER_QUEUE)
    scene.clock.wait(1000)
    scene.worker.receive()

    assert (before, scene.neighbours.is_away(Neighbour.DEAD_LETTER_QUEUE)) == (True, False)
    assert scene.reported[-1] == "OutageOver"


def test_what_the_queue_does_not_take_back_is_left_to_its_time_out_and_others_go_on(scene: Scene) -> None:
    scene.details.answers["a"] = failing(PermanentFailure("no use"))
    scene.queue.settle_failures.append(QUEUE_AWAY)
    scene.queue.set_aside_failures.append(QUEUE_AWAY)

    assert scene.works_off(about_her("a", 1), about_her("b", 2)) == [("b", "acknowledged")]
    assert scene.worker.in_hand() == 0


def test_a_fault_of_ours_in_one_event_is_reported_with_its_place_and_stops_nobody(scene: Scene) -> None:
    scene.details.answers["a"] = failing(KeyError("MARKER"))

    done = scene.works_off(about_her("a", 1), about_her("b", 2))

    assert done == [("a", "handed back for 300"), ("b", "acknowledged")]
    report = next(each for each in scene.telemetry.reports if each.name == "Unexpected")
    assert "tests.application.scripted.failing.<locals>.fail:" in report.facts["place"]
    assert report.facts["reason"] == "an unexpected KeyError"
    assert "MARKER" not in str(scene.telemetry.reports)


def test_a_fault_of_ours_that_many_people_meet_costs_no_further_receive(scene: Scene) -> None:
    people = [f"{number}" for number in range(SUSPICIOUS_PEOPLE + 5)]
    scene.details.answers.update({name: failing(KeyError("x")) for name in people})

    for name in people:
        scene.works_off(delivery(name, is_last=True))

    assert not any(what.startswith("set aside") for _, what in scene.queue.done[SUSPICIOUS_PEOPLE:])
    assert scene.neighbours.is_suspected


def test_three_faults_of_ours_are_no_outage(scene: Scene) -> None:
    for name in ("a", "b", "c"):
        scene.details.answers[name] = failing(KeyError("x"))
    scene.works_off(*map(delivery, ("a", "b", "c")))

    assert "OutageBegan" not in scene.reported
    assert scene.neighbours.is_ready


def test_a_fault_in_settling_is_left_to_who_runs_the_step_and_the_message_is_kept(scene: Scene) -> None:
    scene.queue.settle_failures.append(KeyError("a receipt"))
    scene.receives(about_her("a"))

    with pytest.raises(KeyError):
        scene.worker.handle_next()

    assert scene.works_off(seconds=60) == [("a", "acknowledged")]


def test_a_queue_out_of_reach_is_asked_again_with_growing_pauses_and_its_outage_has_an_end(
    scene: Scene,
) -> None:
    scene.queue.receive_failures += [QUEUE_AWAY] * 7
    pauses = []
    for _ in range(7):
        pauses.append(scene.worker.receive())
        assert scene.worker.receive() == pytest.approx(pauses[-1]), "an early call asks nobody"
        scene.clock.wait(pauses[-1])
    assert scene.neighbours.is_away(Neighbour.QUEUE)
    scene.worker.receive()

    assert pauses == [1, 2, 4, 8, 16, 30, 30]
    assert scene.queue.receives == 8
    assert not scene.neighbours.is_away(Neighbour.QUEUE)
    assert [name for name in scene.reported if name != "QueueUnreachable"] == ["OutageBegan", "OutageOver"]


def test_a_queue_that_says_at_once_that_it_is_empty_is_not_asked_without_a_pause(scene: Scene) -> None:
    assert scene.worker.receive() > 0
    scene.worker.receive()

    assert scene.queue.receives == 1


def test_what_nobody_knows_of_is_no_outage_until_ten_people_met_it(scene: Scene) -> None:
    for number in range(SUSPICIOUS_PEOPLE):
        scene.details.answers[f"{number}"] = failing(UnclearFailure("500"))
        assert not scene.neighbours.is_suspected
        scene.works_off(delivery(f"{number}"))

    assert scene.neighbours.is_suspected
    scene.works_off(about_her("good"))
    assert scene.reported[-1] == "SuspectedOutageOver"
