"""Rule 6: a time-out that one event has while others get answers is its own; any other is an outage."""

from collections.abc import Callable, Sequence

from entrypoints.sandbox.sample_events import SampleEvent
from tests.reliability.worker_events import Teller, crn_of
from tests.reliability.worker_scene import WorkerScene
from tests.support.cas3_api import NEVER
from tests.support.waiting import wait_until

EVENTS = 20


def _the_first_never_answers(scene: WorkerScene) -> Sequence[SampleEvent]:
    """Publishes it; the others, which can be recorded."""
    first, *others = _events(scene)
    scene.happens(first)
    scene.api.put(first.detail_path, NEVER)
    return others


def _events(scene: WorkerScene) -> Sequence[SampleEvent]:
    teller = Teller(scene.api)
    scene.register(map(crn_of, range(EVENTS)))
    return [teller.confirmed(number) for number in range(EVENTS)]


def test_one_event_that_times_out_stops_nobody_for_long_and_an_api_that_never_answers_costs_no_receive(
    new_worker_scene: Callable[[], WorkerScene],
) -> None:
    busy, quiet, hanging = new_worker_scene(), new_worker_scene(), new_worker_scene()
    busy.happens(*_the_first_never_answers(busy))
    later = _the_first_never_answers(quiet)
    hanging.happens(*_events(hanging))
    hanging.api.everywhere = NEVER
    busy_worker = busy.worker(CAS3_RETRY_PAUSES="1,1")
    quiet_worker, hanging_worker = quiet.worker(), hanging.worker()

    wait_until(lambda: busy.recorded == EVENTS - 1, 10)
    quiet_worker.until_ready(503)
    quiet.happens(*later)
    wait_until(lambda: quiet.recorded == EVENTS - 1, 30)
    quiet_worker.until_ready(200)
    wait_until(lambda: len(hanging_worker.reports("Outage")) > 10)
    hanging_worker.until_ready(503)
    hanging.api.recover()

    hanging.until_recorded(EVENTS)
    assert hanging.queues.dead_letters() == []
    assert hanging_worker.reports("HandedBack") == []
    assert busy.until_set_aside(1) == ["the CAS3 API cannot be reached (ReadTimeout)"]
    assert len(busy_worker.reports("HandedBack")) == 2
