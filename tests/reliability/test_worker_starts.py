"""Rule 6: an outage at the start is waited for like any other; only what a person has to mend ends it."""

import signal
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from adapters.oracle.own_tables import remembered
from adapters.oracle.schema_version import schema_version
from entrypoints.sandbox.neighbours.ministack import LOCALHOST
from tests.reliability.worker_events import Teller, crn_of
from tests.reliability.worker_scene import WorkerScene
from tests.support.databases import PostgreSqlDatabases
from tests.support.ports import reserved_port
from tests.support.postgresql import PostgreSql
from tests.support.waiting import wait_until
from tests.support.worker_process import WorkerProcess, killed_at_the_end

_AWAY: Mapping[str, tuple[str, str]] = {
    "the database": ("CAS3_DELIUS_URL", "postgresql+psycopg://postgres:MARKER@{host}:{port}/delius"),
    "the queue": ("AWS_ENDPOINT_URL", "http://{host}:{port}"),
}


def _waits(worker: WorkerProcess) -> None:
    worker.until_ready(503)
    assert worker.get("/health/liveness").status_code == 200
    (began,) = worker.reports("OutageBegan")
    assert "MARKER" not in str(began)


@pytest.mark.parametrize("neighbour", _AWAY)
def test_told_to_stop_while_it_waits_for_a_neighbour_it_ends_in_order(
    worker_scene: WorkerScene, neighbour: str
) -> None:
    name, url = _AWAY[neighbour]
    with reserved_port() as closed:
        worker = worker_scene.worker(**{name: url.format(host=LOCALHOST, port=closed)})
        _waits(worker)

        assert worker.stop() == 0
    assert worker.complaints == ""


def test_a_database_that_is_away_at_the_start_is_waited_for(
    server: PostgreSql, databases_of_server: PostgreSqlDatabases, worker_scene: WorkerScene, teller: Teller
) -> None:
    with databases_of_server.new(connections=3) as database:
        scene = WorkerScene(worker_scene.queues, worker_scene.api, database, worker_scene.folder)
        scene.register([crn_of(1)])
        scene.happens(teller.confirmed(1))
        database.close()
        server.stop()
        with killed_at_the_end(scene.workers):
            worker = scene.worker()
            _waits(worker)
            server.start()
            scene.until_recorded(1)
            worker.until_ready(200)
            (over,) = worker.reports("OutageOver")

    assert over["neighbour"] == "database"
    assert float(over["seconds"]) > 0


def test_tables_of_another_revision_end_the_start_with_what_to_do(
    new_worker_scene: Callable[[], WorkerScene],
) -> None:
    scenes = {"newer": new_worker_scene(), "never made": new_worker_scene()}
    with scenes["newer"].database.transaction() as connection:
        connection.execute(schema_version.update().values(version_num="9999"))
        connection.commit()
    with scenes["never made"].database.transaction() as connection:
        schema_version.drop(connection)
        remembered.drop(connection)
        connection.commit()
    workers = {name: scene.new_worker().launch() for name, scene in scenes.items()}

    assert {name: worker.ended() for name, worker in workers.items()} == {"newer": 1, "never made": 1}
    start = "cas3-and-delius: cannot start: the service's own tables"
    assert workers["newer"].complaints == (f"{start}, at revision 9999, are newer than this version of it\n")
    assert workers["never made"].complaints == f"{start} are not there: run cas3-and-delius migrate\n"


def _blocks_signals(worker: WorkerProcess) -> bool:
    """Return whether it takes care of SIGTERM by now, which it does before anything else."""
    status = Path(f"/proc/{worker.pid}/status").read_text()
    (blocked,) = (line.split()[1] for line in status.splitlines() if line.startswith("SigBlk:"))
    return bool(int(blocked, 16) & 1 << (signal.SIGTERM - 1))


def test_a_signal_that_comes_while_it_is_still_starting_ends_it_in_order(worker_scene: WorkerScene) -> None:
    worker = worker_scene.new_worker().launch()
    wait_until(lambda: _blocks_signals(worker))

    assert worker.stop() == 0
    assert worker.complaints == ""
