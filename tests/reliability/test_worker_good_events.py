"""Rule 6: a good event is recorded within a minute of being sent, whatever fails in front of it."""

from collections.abc import Callable

from sqlalchemy import select

from adapters.oracle.delius_tables import offender
from tests.reliability.worker_events import Teller, crn_of
from tests.reliability.worker_scene import WorkerScene
from tests.support.cas3_api import NEVER
from tests.support.http_server import Answer
from tests.support.waiting import wait_until

SICK = 60
MINUTE = 60.0


def _sick_and_then_good(scene: WorkerScene, answer: Answer, number: int = SICK) -> None:
    """Publish events of so many people whose details are never to be had, and then a good one."""
    teller = Teller(scene.api)
    scene.register([crn_of(number)])
    sick = [teller.confirmed(each) for each in range(number)]
    scene.happens(*sick, teller.confirmed(number))
    for event in sick:
        scene.api.put(event.detail_path, answer)


def test_events_that_cannot_be_recorded_stop_no_good_one_behind_them(
    new_worker_scene: Callable[[], WorkerScene],
) -> None:
    scenes = {status: new_worker_scene() for status in (404, 500)}
    for status, scene in scenes.items():
        _sick_and_then_good(scene, Answer(status))
    workers = {status: scene.worker() for status, scene in scenes.items()}

    for scene in scenes.values():
        wait_until(lambda scene=scene: scene.recorded == 1, MINUTE)  # type: ignore[misc]  # mypy infers no type for it

    assert workers[404].reports("SuspectedOutage") == []
    wait_until(lambda: len(workers[500].reports("SuspectedOutageOver")) == 1)
    assert all(worker.reports("OutageBegan") == [] for worker in workers.values())


def test_twenty_events_that_get_no_answer_stop_no_good_one_and_an_api_that_never_answers_loses_none(
    new_worker_scene: Callable[[], WorkerScene],
) -> None:
    some, all_of_them = new_worker_scene(), new_worker_scene()
    _sick_and_then_good(some, NEVER, 20)
    teller = Teller(all_of_them.api)
    all_of_them.register(map(crn_of, range(12)))
    all_of_them.happens(*(teller.confirmed(number) for number in range(12)))
    all_of_them.api.everywhere = NEVER
    some_worker = some.worker()
    worker = all_of_them.worker(CAS3_RETRY_PAUSES="1")

    wait_until(lambda: some.recorded == 1, MINUTE)
    wait_until(lambda: len(worker.reports("SuspectedOutage")) == 1)
    worker.until_ready(503)
    all_of_them.api.recover()
    all_of_them.until_recorded(12)

    worker.until_ready(200)
    assert all_of_them.queues.dead_letters() == []
    assert some_worker.reports("OutageBegan") == worker.reports("OutageBegan") == []


def test_messages_that_the_dead_letter_queue_refuses_stop_no_good_one(
    worker_scene: WorkerScene, teller: Teller
) -> None:
    worker_scene.register([crn_of(1)])
    for number in range(30):
        worker_scene.queues.send(f"poison {number}")
    worker_scene.happens(teller.confirmed(1))
    worker = worker_scene.worker(CAS3_DEAD_LETTER_QUEUE_URL=f"{worker_scene.queues.url}-that-is-not-there")

    wait_until(lambda: worker_scene.recorded == 1, MINUTE)

    worker.until_ready(503)
    (began,) = worker.reports("OutageBegan")
    assert began["neighbour"] == "dead-letter queue"
    wait_until(lambda: len(worker.reports("HandedBack")) == 30)
    # The good one is deleted a moment after it was recorded.
    wait_until(lambda: worker_scene.queues.in_flight == 30)


def test_the_events_of_a_locked_person_keep_nobody_else_waiting(
    worker_scene: WorkerScene, teller: Teller
) -> None:
    worker_scene.register([crn_of(1), crn_of(2)])
    hers = [teller.confirmed(1, letter) for letter in "abcdefghijkl"]
    with worker_scene.database.transaction() as connection:
        connection.execute(select(offender).where(offender.c.crn == crn_of(1)).with_for_update())
        worker_scene.happens(*hers, teller.confirmed(2))
        worker = worker_scene.worker(CAS3_RETRY_PAUSES="1")
        wait_until(lambda: worker_scene.recorded == 1, MINUTE)

    wait_until(lambda: worker_scene.recorded > 1)
    assert worker.reports("OutageBegan") == []
