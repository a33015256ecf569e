"""Rules 4 to 6 for the whole worker on Delius' real tables, over Oracle's own protocol."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import pytest

from entrypoints.sandbox.neighbours.aws import Aws
from tests.reliability.worker_events import Teller, crn_of
from tests.reliability.worker_scene import WorkerScene
from tests.support.aws import Queues
from tests.support.cas3_api import cas3_api
from tests.support.delius_schema import add_owners, real_delius
from tests.support.h2.databases import WireServices
from tests.support.oracle_wire.faults import Cut, Refuse, Silence
from tests.support.oracle_wire.server import WireServer, wire_server
from tests.support.waiting import wait_until
from tests.support.worker_process import killed_at_the_end

PEOPLE = 2
QUICK_TROUBLES = 2


@dataclass(frozen=True, slots=True)
class OracleScene:
    """A worker's neighbours, and the server in front of its Delius."""

    server: WireServer
    worker: WorkerScene
    teller: Teller


@pytest.fixture
def new_scene(aws: Aws, tmp_path: Path) -> Iterator[Callable[[], OracleScene]]:
    """A function that makes a scene that nobody else can disturb."""
    with ExitStack() as until_the_end:

        def new() -> OracleScene:
            server = until_the_end.enter_context(wire_server())
            database = until_the_end.enter_context(real_delius(WireServices(server)))
            api = until_the_end.enter_context(cas3_api())
            scene = WorkerScene(Queues.new(aws), api, database, tmp_path)
            scene.register(map(crn_of, range(2 * PEOPLE)))
            add_owners(database)
            until_the_end.enter_context(killed_at_the_end(scene.workers))
            return OracleScene(server, scene, Teller(api))

        yield new


def test_all_nine_types_are_recorded_and_announced_and_sigterm_ends_it_in_order(
    new_scene: Callable[[], OracleScene],
) -> None:
    oracle = new_scene()
    scene = oracle.worker
    for number in range(PEOPLE):
        events = oracle.teller.all_nine(number)
        scene.happens(*events, *events)
    worker = scene.worker()

    scene.until_recorded(9 * PEOPLE)
    wait_until(lambda: scene.unannounced == 0)

    assert worker.stop() == 0
    assert worker.complaints == ""
    assert [line["in_order"] for line in worker.reports("Stopped")] == [True]
    assert scene.queues.dead_letters() == []
    assert set(scene.contacts().values()) == {1}
    assert len(scene.contacts()) == 6 * PEOPLE
    addresses = [address for person in scene.store.view.people() for address in person.addresses]
    assert len(addresses) == PEOPLE
    assert {address for _, address in scene.announcements()} == {address.id for address in addresses}


def test_a_logon_that_is_refused_at_the_start_is_waited_for_and_sigterm_ends_that_in_order(
    new_scene: Callable[[], OracleScene],
) -> None:
    oracle = new_scene()
    oracle.server.scene.faults.order("LOGON", Refuse(28000, "the account is locked"))
    worker = oracle.worker.worker()

    worker.until_ready(503)
    (began,) = worker.reports("OutageBegan")

    assert "the account is locked; a DBA must unlock it (ORA-28000)" in began["reason"]
    assert worker.get("/health/liveness").status_code == 200
    assert worker.stop() == 0
    assert worker.complaints == ""
    assert "p@ss" not in worker.output


def _frozen(server: WireServer) -> None:
    server.scene.faults.order("ACCEPT", Silence())
    server.cut_all()


def _restarting(server: WireServer) -> None:
    server.scene.faults.order("LOGON", Refuse(1033, "ORACLE initialization or shutdown in progress"))
    server.cut_all()


TROUBLES: Mapping[str, tuple[Callable[[WireServer], None], str]] = {
    "silence at the logon": (_frozen, "no logon within"),
    "silence in a statement": (
        lambda server: server.scene.faults.order("INSERT INTO contact", Silence()),
        "has not answered in time (DPY-4011",
    ),
    "a statement that is broken off": (
        lambda server: server.scene.faults.order("FOR UPDATE", Silence(answers_breaks=True)),
        "has not answered in time (DPY-4024",
    ),
    "a restart": (_restarting, "starting or stopping (ORA-01033"),
}


@pytest.mark.thorough
def test_no_trouble_of_the_database_loses_or_doubles_anything_and_the_log_names_it(
    new_scene: Callable[[], OracleScene], is_thorough: bool
) -> None:
    scenes = {name: new_scene() for name in list(TROUBLES)[: None if is_thorough else QUICK_TROUBLES]}
    workers = {name: oracle.worker.new_worker().launch() for name, oracle in scenes.items()}
    for name, oracle in scenes.items():
        oracle.worker.happens(*(oracle.teller.arrived(number) for number in range(PEOPLE)))
        oracle.worker.until_recorded(PEOPLE)
        begin, _ = TROUBLES[name]
        begin(oracle.server)
        oracle.worker.happens(*(oracle.teller.arrived(number) for number in range(PEOPLE, 2 * PEOPLE)))

    for name, worker in workers.items():
        worker.until_ready(503)
        assert worker.get("/health/liveness").status_code == 200
        (began,) = worker.reports("OutageBegan")
        assert TROUBLES[name][1] in began["reason"]
        assert began["neighbour"] == "database"
    for oracle in scenes.values():
        oracle.server.scene.faults.clear()
        # The test's own sessions have been cut as well.
        oracle.worker.database.close()

    for name, oracle in scenes.items():
        oracle.worker.until_recorded(2 * PEOPLE)
        _recorded_once(oracle.worker)
        workers[name].until_ready(200)
        assert workers[name].stop() == 0
        assert workers[name].complaints == ""


def test_commits_that_are_cut_off_before_or_after_they_are_done_are_done_once(
    new_scene: Callable[[], OracleScene],
) -> None:
    oracle = new_scene()
    scene = oracle.worker
    scene.worker()
    for done in (False, True, True):
        oracle.server.scene.faults.order("COMMIT", Cut(done), times=1)
    scene.happens(*(oracle.teller.arrived(number) for number in range(2 * PEOPLE)))

    scene.until_recorded(2 * PEOPLE)

    _recorded_once(scene)


def _recorded_once(scene: WorkerScene) -> None:
    wait_until(lambda: scene.unannounced == 0)
    assert scene.queues.dead_letters() == []
    assert set(scene.contacts().values()) == {1}
    assert [len(person.addresses) for person in scene.store.view.people()] == [1] * 2 * PEOPLE
    assert {address for _, address in scene.announcements()} == {
        address.id for person in scene.store.view.people() for address in person.addresses
    }
