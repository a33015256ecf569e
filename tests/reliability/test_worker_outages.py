"""Rule 6: no outage uses up a good message's receives or sends it to the dead-letter queue."""

from collections.abc import Callable, Mapping
from time import monotonic

from application.scheduler import NEW_PROBE_AFTER_SECONDS
from tests.reliability.worker_events import Teller, crn_of
from tests.reliability.worker_scene import WorkerScene
from tests.support.cas3_api import Cas3Api
from tests.support.databases import PostgreSqlDatabases
from tests.support.http_server import Answer
from tests.support.postgresql import PostgreSql
from tests.support.waiting import always, wait_until
from tests.support.worker_process import WorkerProcess, killed_at_the_end

BEFORE, MEANWHILE = 30, 5
HIDDEN_SECONDS = 3
# More than three times as long as a message is hidden.
QUIET_SECONDS = 10.0


def _answering(status: int, body: str | None = None) -> Callable[[Cas3Api], None]:
    def begin(api: Cas3Api) -> None:
        api.everywhere = Answer(status, body)

    return begin


def _without_tokens(status: int) -> Callable[[Cas3Api], None]:
    def begin(api: Cas3Api) -> None:
        api.token_endpoint = Answer(status)
        api.revoke_tokens()

    return begin


def _taking_no_token(api: Cas3Api) -> None:
    api.accepts_tokens = False


OUTAGES: Mapping[str, Callable[[Cas3Api], None]] = {
    "nobody listens": Cas3Api.stop,
    "it answers 503": _answering(503),
    "it answers 403": _answering(403),
    "a proxy answers 404": _answering(404, "<html>"),
    "a proxy answers 500": _answering(500, "<html>"),
    "it takes no token": _taking_no_token,
    "there are no tokens": _without_tokens(400),
}


def _all_begin(scenes: Mapping[str, WorkerScene]) -> Mapping[str, WorkerProcess]:
    """All workers work, then each outage begins; events happen before it is noticed and after."""
    tellers = {name: Teller(scene.api) for name, scene in scenes.items()}
    workers = {name: scene.new_worker(CAS3_RETRY_PAUSES="1").launch() for name, scene in scenes.items()}
    for name, scene in scenes.items():
        scene.register(map(crn_of, range(BEFORE + MEANWHILE)))
        scene.happens(tellers[name].confirmed(0))
    for scene in scenes.values():
        scene.until_recorded(1)
    for name, scene in scenes.items():
        OUTAGES[name](scene.api)
        scene.happens(*(tellers[name].confirmed(number) for number in range(1, BEFORE)))
    for name, scene in scenes.items():
        workers[name].until_ready(503)
        scene.happens(*(tellers[name].confirmed(number) for number in range(BEFORE, BEFORE + MEANWHILE)))
    return workers


def test_while_nothing_can_succeed_nothing_more_is_received_and_then_all_is_recorded(
    new_worker_scene: Callable[[], WorkerScene],
) -> None:
    scenes = {name: new_worker_scene() for name in OUTAGES}
    for scene in scenes.values():
        scene.queues.hide_for(HIDDEN_SECONDS)
    workers = _all_begin(scenes)
    began = monotonic()
    in_hand = {name: worker.messages_in_hand for name, worker in workers.items()}

    def nothing_is_received() -> bool:
        """But a message from time to time that may tell whether it is the trouble of those in hand alone."""
        seen = {name: (worker.messages_in_hand, worker.readiness) for name, worker in workers.items()}
        new = 1 + int((monotonic() - began) / NEW_PROBE_AFTER_SECONDS)
        wrong = {name for name, (held, ready) in seen.items() if held > in_hand[name] + new or ready != 503}
        assert not wrong, (seen, in_hand)
        return True

    always(nothing_is_received, QUIET_SECONDS)
    for scene in scenes.values():
        scene.api.recover()

    for name, scene in scenes.items():
        scene.until_recorded(BEFORE + MEANWHILE)
        assert 0 < in_hand[name] <= 20
        assert scene.queues.dead_letters() == [], name
        assert workers[name].readiness == 200
        assert workers[name].reports("HandedBack") == [], name


def _stopped_in_its_outage(worker: WorkerProcess) -> int:
    worker.until_ready(503)
    return worker.stop()


def test_an_outage_that_is_there_from_the_start_costs_a_message_nothing(
    worker_scene: WorkerScene, teller: Teller
) -> None:
    worker_scene.register([crn_of(1)])
    worker_scene.api.stop()
    worker_scene.happens(teller.confirmed(1))
    for _ in range(4):
        assert _stopped_in_its_outage(worker_scene.worker()) == 0
        assert (worker_scene.queues.visible, worker_scene.queues.in_flight) == (1, 0)
    worker_scene.api.start()
    worker_scene.worker()

    worker_scene.until_recorded(1)

    assert worker_scene.queues.dead_letters() == []


def test_a_database_that_is_restarted_after_a_while_loses_nothing(
    server: PostgreSql, databases_of_server: PostgreSqlDatabases, worker_scene: WorkerScene, teller: Teller
) -> None:
    with databases_of_server.new(connections=3) as database:
        scene = WorkerScene(worker_scene.queues, worker_scene.api, database, worker_scene.folder)
        scene.queues.hide_for(HIDDEN_SECONDS)
        scene.api.pause_after(10)
        scene.register(map(crn_of, range(60)))
        with killed_at_the_end(scene.workers):
            worker = scene.worker()
            scene.happens(*(teller.arrived(number) for number in range(30)))
            wait_until(lambda: scene.recorded > 5)
            server.stop()
            scene.api.go_on()
            scene.happens(*(teller.arrived(number) for number in range(30, 60)))
            worker.until_ready(503)
            always(lambda: worker.readiness == 503, QUIET_SECONDS)
            server.start()
            database.close()
            scene.until_recorded(60)
            wait_until(lambda: len(scene.announcements()) == 60)

        assert scene.queues.dead_letters() == []
        assert set(scene.contacts().values()) == {1}


def test_a_database_that_is_away_is_told_while_no_event_comes(
    server: PostgreSql, databases_of_server: PostgreSqlDatabases, worker_scene: WorkerScene
) -> None:
    with databases_of_server.new(connections=3) as database:
        scene = WorkerScene(worker_scene.queues, worker_scene.api, database, worker_scene.folder)
        with killed_at_the_end(scene.workers):
            worker = scene.worker()
            worker.until_ready()
            server.stop()
            worker.until_ready(503)
            seen = worker.get("/health").json()["components"]["database"]
            assert seen["status"] == "DOWN"
            assert str(seen["details"]["reason"]).startswith("the database cannot be reached")
            assert 'cas3_neighbour_up{neighbour="database"} 0.0' in worker.get("/metrics").text
            server.start()
            database.close()
            worker.until_ready()
            assert 'cas3_neighbour_up{neighbour="database"} 1.0' in worker.get("/metrics").text


def test_a_topic_that_is_down_delays_announcements_and_nothing_else(
    worker_scene: WorkerScene, teller: Teller
) -> None:
    worker_scene.register(map(crn_of, range(15)))
    worker_scene.queues.take_topic_down()
    worker = worker_scene.worker()
    worker_scene.happens(*(teller.arrived(number) for number in range(15)))
    worker_scene.until_recorded(15)
    wait_until(lambda: bool(worker.reports("AnnouncementsDelayed")))
    assert worker.readiness == 200
    worker_scene.queues.bring_topic_back()

    wait_until(lambda: len(worker_scene.announcements()) == 15)

    assert set(worker_scene.announcements().values()) == {1}
