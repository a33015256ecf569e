"""A worker that is told to stop leaves nothing behind; one that is killed loses nothing."""

import random
import signal
from collections.abc import Callable
from itertools import chain
from time import monotonic

from tests.reliability.worker_events import Teller, crn_of
from tests.reliability.worker_scene import WorkerScene
from tests.support.cas3_api import NEVER
from tests.support.http_server import Answer
from tests.support.waiting import wait_until
from tests.support.worker_process import WorkerProcess

MANY = 60
SOME = 10
HIDDEN_SECONDS = 3
# Kubernetes kills what has not ended after half a minute.
IN_TIME = 29.0


def _under_load(scene: WorkerScene, teller: Teller) -> WorkerProcess:
    """A worker that has recorded some events and waits for the details of others, with many more to come."""
    scene.api.pause_after(SOME)
    scene.register(map(crn_of, range(MANY)))
    scene.happens(*(teller.arrived(number) for number in range(MANY)))
    worker = scene.worker()
    wait_until(lambda: scene.recorded == SOME)
    return worker


def _goes_on_once_it_stops(scene: WorkerScene, worker: WorkerProcess) -> None:
    wait_until(lambda: bool(worker.reports("Stopping")))
    scene.api.go_on()


def test_told_to_stop_under_load_it_ends_in_order_and_leaves_nothing_in_flight(
    worker_scene: WorkerScene, teller: Teller
) -> None:
    worker = _under_load(worker_scene, teller)
    worker.tell(signal.SIGTERM)
    _goes_on_once_it_stops(worker_scene, worker)

    assert worker.ended(IN_TIME) == 0

    recorded = worker_scene.recorded
    assert recorded < MANY
    assert worker_scene.queues.in_flight == 0
    assert worker_scene.queues.visible == MANY - recorded
    assert worker.complaints == ""
    assert sum(worker_scene.announcements().values()) == recorded
    worker_scene.worker()
    worker_scene.until_recorded(MANY)


def test_a_stop_costs_what_it_gives_back_no_further_receive(
    worker_scene: WorkerScene, teller: Teller
) -> None:
    """Check that the poll under way does not get what the worker gives back, or two stops would use it up."""
    worker_scene.api.everywhere = Answer(503, "")
    worker_scene.register([crn_of(1)])
    worker_scene.happens(teller.confirmed(1))
    first = worker_scene.worker()
    wait_until(lambda: len(first.reports("Outage")) == 1)
    first.stop(IN_TIME)

    second = worker_scene.worker()

    wait_until(lambda: bool(second.reports("InWork")))
    assert second.reports("InWork")[0]["receives"] == "2"


def test_further_signals_change_nothing(worker_scene: WorkerScene, teller: Teller) -> None:
    worker = _under_load(worker_scene, teller)

    for number in (signal.SIGTERM, signal.SIGTERM, signal.SIGINT, signal.SIGINT, signal.SIGTERM):
        worker.tell(number)
    _goes_on_once_it_stops(worker_scene, worker)

    assert worker.ended(IN_TIME) == 0
    assert worker_scene.queues.in_flight == 0
    assert worker.complaints == ""


def test_told_to_stop_it_is_in_time_when_it_is_idle_and_when_neighbours_do_not_answer(
    new_worker_scene: Callable[[], WorkerScene],
) -> None:
    idle = new_worker_scene().worker()
    scenes = {"API": new_worker_scene(), "tokens": new_worker_scene()}
    scenes["API"].api.everywhere = NEVER
    scenes["tokens"].api.token_endpoint = NEVER
    workers = {}
    for name, scene in scenes.items():
        teller = Teller(scene.api)
        scene.register(map(crn_of, range(MANY)))
        scene.happens(*(teller.confirmed(number) for number in range(MANY)))
        # What misses its deadline while the worker stops is handed back, and is to be seen at once.
        workers[name] = scene.worker(CAS3_RETRY_PAUSES="0")
    wait_until(lambda: all(scene.api.requests for scene in scenes.values()))
    began = monotonic()
    idle.tell(signal.SIGINT)
    for worker in workers.values():
        worker.tell(signal.SIGTERM)

    assert [worker.ended(IN_TIME) for worker in (idle, *workers.values())] == [0, 0, 0]
    assert monotonic() - began < IN_TIME
    assert [(scene.queues.visible, scene.queues.in_flight) for scene in scenes.values()] == [(MANY, 0)] * 2


def test_a_worker_that_stood_still_for_longer_than_its_messages_are_hidden_loses_none(
    worker_scene: WorkerScene, teller: Teller
) -> None:
    worker_scene.queues.hide_for(HIDDEN_SECONDS)
    worker = _under_load(worker_scene, teller)
    worker.tell(signal.SIGSTOP)
    worker_scene.api.go_on()
    wait_until(lambda: worker_scene.queues.in_flight == 0)
    worker.tell(signal.SIGCONT)

    worker_scene.until_recorded(MANY)

    assert worker_scene.queues.dead_letters() == []
    assert set(worker_scene.contacts().values()) == {1}


def test_killed_again_and_again_it_records_everything_exactly_once(
    worker_scene: WorkerScene, teller: Teller
) -> None:
    worker_scene.queues.hide_for(HIDDEN_SECONDS)
    # Each of four workers may die with the same message in hand.
    worker_scene.queues.permit_receives(5)
    chance = random.Random(3)
    people = range(45)
    worker_scene.register(map(crn_of, people))
    stays = [[teller.confirmed(each), teller.arrived(each), teller.arrived(each, "b", 5)] for each in people]
    events = list(chain.from_iterable(stays))
    shuffled = [*events, *events[: len(events) // 2]]
    chance.shuffle(shuffled)
    worker_scene.happens(*shuffled)
    for goal in (10, 40, 60, 100):
        _killed_at(goal + chance.randrange(20), worker_scene)
    worker_scene.worker()

    worker_scene.until_recorded(len(events))

    assert worker_scene.queues.dead_letters() == []
    assert set(worker_scene.contacts().values()) == {1}
    assert len(worker_scene.contacts()) == len(events)
    assert [len(person.addresses) for person in worker_scene.store.view.people()] == [2] * len(people)
    _assert_announced(worker_scene)


def _killed_at(events: int, scene: WorkerScene) -> None:
    worker = scene.new_worker(CAS3_CONCURRENCY="5").launch()
    wait_until(lambda: scene.recorded >= events)
    worker.kill()


def _assert_announced(scene: WorkerScene) -> None:
    """Each address that is there was announced as added, each that is ended as changed if it was so later."""
    addresses = [address for person in scene.store.view.people() for address in person.addresses]
    wait_until(lambda: scene.unannounced == 0)
    announced = scene.announcements()
    assert {address for kind, address in announced if kind == "created"} == {each.id for each in addresses}
    assert {address for _, address in announced} == {each.id for each in addresses}
