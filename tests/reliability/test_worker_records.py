"""Events that come through the queue are recorded once, whatever the order and the repetition."""

import random
from dataclasses import replace
from itertools import chain

from adapters.in_memory.clock import InMemoryClock
from domain.identifiers import Crn
from entrypoints.sandbox.neighbours.aws import Aws
from tests.benchmarks.kinds import record_in
from tests.domain.builders import arrived
from tests.domain.desk import NOW, day
from tests.reliability.worker_events import Teller, crn_of
from tests.reliability.worker_scene import WorkerScene
from tests.support.aws import Queues
from tests.support.databases import SqliteDatabases
from tests.support.waiting import wait_until
from tests.support.worker_process import killed_at_the_end

PEOPLE = 6
SECONDS = 20
"""Well below the half minute after which a lease that was left behind runs out."""


def _addresses(scene: WorkerScene) -> list[tuple[str, str, str]]:
    return [
        (str(person.crn), str(address.start), address.end.isoformat() if address.end else "open")
        for person in scene.store.view.people()
        for address in person.addresses
    ]


def test_all_nine_types_in_any_order_and_twice_are_recorded_once(
    worker_scene: WorkerScene, teller: Teller
) -> None:
    people = range(PEOPLE)
    worker_scene.register(map(crn_of, people))
    events = list(chain.from_iterable(teller.all_nine(number) for number in people))
    shuffled = [*events, *events]
    random.Random(1).shuffle(shuffled)
    worker_scene.happens(*shuffled)
    worker_scene.worker()

    worker_scene.until_recorded(9 * PEOPLE)

    assert worker_scene.queues.dead_letters() == []
    assert set(worker_scene.contacts().values()) == {1}
    assert len(worker_scene.contacts()) == 6 * PEOPLE
    assert _addresses(worker_scene) == [(crn_of(number), "2026-06-02", "2026-06-09") for number in people]


def test_it_works_on_sqlite_too(
    worker_scene: WorkerScene, teller: Teller, aws: Aws, sqlite_databases: SqliteDatabases
) -> None:
    with sqlite_databases.new() as database:
        scene = WorkerScene(Queues.new(aws), worker_scene.api, database, worker_scene.folder)
        scene.register(map(crn_of, range(2)))
        scene.happens(*teller.all_nine(0), *teller.all_nine(1))
        with killed_at_the_end(scene.workers):
            scene.worker()
            scene.until_recorded(18)
        assert set(scene.contacts().values()) == {1}


def test_several_workers_share_a_queue(worker_scene: WorkerScene, teller: Teller) -> None:
    people = range(PEOPLE)
    worker_scene.register(map(crn_of, people))
    events = list(chain.from_iterable(teller.all_nine(number) for number in people))
    random.Random(2).shuffle(events)
    workers = [worker_scene.worker() for _ in range(3)]
    worker_scene.happens(*events, *events)

    worker_scene.until_recorded(9 * PEOPLE)

    assert worker_scene.queues.dead_letters() == []
    assert set(worker_scene.contacts().values()) == {1}
    assert sum(bool(worker.reports("Recorded")) for worker in workers) >= 2


def test_messages_of_one_person_are_worked_on_in_the_order_in_which_they_were_sent(
    worker_scene: WorkerScene, teller: Teller
) -> None:
    worker_scene.register([crn_of(1)])
    events = [teller.confirmed(1, f"{number}") for number in range(9)]
    worker_scene.happens(*events)
    worker_scene.worker()

    worker_scene.until_recorded(9)

    asked = [request.path for request in worker_scene.api.requests if request.method == "GET"]
    assert asked == [event.detail_path for event in events]


def test_what_another_worker_left_stored_is_announced_without_any_event(
    worker_scene: WorkerScene, teller: Teller
) -> None:
    worker_scene.register([crn_of(1), crn_of(2)])
    worker_scene.worker()
    worker_scene.happens(teller.arrived(1))
    wait_until(lambda: len(worker_scene.announcements()) == 1, SECONDS)

    record_in(
        worker_scene.store.delius, replace(arrived(day(2)), crn=Crn(crn_of(2))), InMemoryClock(NOW).now()
    )

    wait_until(lambda: len(worker_scene.announcements()) == 2, 2 * SECONDS)
    wait_until(lambda: worker_scene.unannounced == 0, SECONDS)


def test_what_is_added_and_changed_is_announced_within_seconds(
    worker_scene: WorkerScene, teller: Teller
) -> None:
    worker_scene.register([crn_of(1)])
    worker_scene.worker()
    worker_scene.happens(teller.arrived(1, "a", 2))
    worker_scene.until_recorded(1)
    wait_until(lambda: len(worker_scene.announcements()) == 1, SECONDS)
    worker_scene.happens(teller.arrived(1, "b", 5))
    worker_scene.until_recorded(2)

    wait_until(lambda: sum(worker_scene.announcements().values()) == 3, SECONDS)

    first, second = (address.id for address in worker_scene.store.view.person(crn_of(1)).addresses)
    assert list(worker_scene.announcements()) == [
        ("created", first),
        ("created", second),
        ("updated", first),
    ]
