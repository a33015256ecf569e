"""Runs the worker until it is told to stop."""

import signal
from importlib.metadata import version
from typing import Final

import structlog

from adapters.telemetry.logs import configure_logs
from entrypoints.worker.container import WorkerContainer
from entrypoints.worker.health import Health, health_server
from entrypoints.worker.settings import WorkerSettings
from entrypoints.worker.supervisor import Supervisor

_FINISHES_WITHIN: Final = 23.0


def run_worker(settings: WorkerSettings) -> int:
    """Works until SIGTERM or SIGINT; 0 if it ended in order, 1 if a part of it failed. Raises the Failure,
    with nothing received yet, if a neighbour lacks something that the worker needs.
    """
    configure_logs(settings.log_level, settings.log_format)
    container = WorkerContainer(settings=settings)
    supervisor = Supervisor()
    for each in (signal.SIGTERM, signal.SIGINT):
        signal.signal(each, lambda *_: supervisor.over.set())
    worker, housekeeping = container.worker(), container.queue().housekeeping
    server = health_server(_health(container, supervisor), settings.http_port)
    log = structlog.get_logger("cas3_and_delius")
    keepers = Supervisor(supervisor.over)
    keepers.start("health", server.serve_forever)
    keepers.start("housekeeping", housekeeping.run)
    for number in range(settings.concurrency):
        supervisor.start(f"handling-{number}", worker.handling)
    supervisor.start("receiving", worker.receiving)
    supervisor.start("announcing", worker.announcing)
    log.info("Started", port=server.server_address[1])
    supervisor.over.wait()
    log.info("Stopping")
    worker.stop()
    in_order = supervisor.join(_FINISHES_WITHIN)
    housekeeping.stop()
    container.send_announcements()()
    server.shutdown()
    keepers.join(1.0)
    container.database().close()
    container.traces().close()
    log.info("Stopped", in_order=in_order)
    return 0 if in_order and not supervisor.has_failed and not keepers.has_failed else 1


def _health(container: WorkerContainer, supervisor: Supervisor) -> Health:
    guard, lanes, metrics = container.guard(), container.lanes(), container.metrics()
    clock = container.clock()

    def age() -> float:
        oldest = lanes.oldest()
        return (clock.now() - oldest).total_seconds() if oldest else 0.0

    metrics.gauge("cas3_messages_in_hand", "Messages that this worker holds", lambda: len(lanes))
    metrics.gauge("cas3_oldest_message_age_seconds", "Age of the oldest of these; 0 without one", age)
    metrics.gauge("cas3_outage", "1 while nothing can succeed", lambda: float(guard.is_outage))
    return Health(
        is_alive=lambda: supervisor.is_alive,
        is_ready=lambda: not guard.is_outage,
        metrics=metrics,
        info={"name": "cas3-and-delius", "version": version("cas3-and-delius")},
    )
