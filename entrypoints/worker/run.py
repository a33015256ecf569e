"""Runs the worker until it is told to stop."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final

import structlog

from adapters.telemetry.logs import configure_logs
from domain.failures import Failure
from entrypoints.usage import Unsuccessful
from entrypoints.worker.container import WorkerContainer
from entrypoints.worker.http_server import HttpServer
from entrypoints.worker.settings import WorkerSettings
from entrypoints.worker.signals import stop_self, wait_for_stop
from entrypoints.worker.supervisor import Supervisor
from entrypoints.worker.telling import health, service

_FINISHES_WITHIN: Final = 16.0
_BRIEFLY: Final = 2.0


def run_worker(settings: WorkerSettings) -> int:
    """Work until SIGTERM or SIGINT, both of which the caller has blocked.

    Return 0 if it ended in order, 1 if a part of it failed. Raise Unsuccessful, with nothing received yet,
    if something is missing that the worker needs.
    """
    configure_logs(settings.log_level, settings.log_format, service())
    container = WorkerContainer(settings=settings)
    supervisor = Supervisor(stop_self)
    with _starting():
        worker, queue = container.worker(), container.queue()
        observer = container.observer()
        told = health(container, observer, lambda: supervisor.is_alive)
        server = HttpServer(settings.http_host, settings.http_port, told.answer)
    log = structlog.get_logger("cas3_and_delius")
    keepers = Supervisor(stop_self)
    keepers.start("health", server.serve_forever)
    keepers.start("observing", observer.run)
    keepers.start("housekeeping", queue.housekeeping.run)
    for number in range(settings.concurrency):
        supervisor.start(f"handling-{number}", worker.handling)
    supervisor.start("receiving", worker.receiving)
    supervisor.start("announcing", worker.announcing)
    log.info("Started", port=server.server_address[1])
    wait_for_stop()
    log.info("Stopping")
    supervisor.start("stopping", worker.stop)
    in_order = supervisor.join(_FINISHES_WITHIN)
    _run_briefly(queue.hand_back_all, container.send_announcements())
    queue.housekeeping.stop()
    observer.stop()
    server.shutdown()
    keepers.join(_BRIEFLY)
    _run_briefly(container.database().close, container.traces().close)
    log.info("Stopped", in_order=in_order)
    return 1 if supervisor.has_failed or keepers.has_failed else 0


@contextmanager
def _starting() -> Iterator[None]:
    try:
        yield
    except Failure as failure:
        raise Unsuccessful(f"cannot start: {failure.reason}") from None
    except OSError as error:
        raise Unsuccessful(f"cannot start: cannot listen at CAS3_HTTP_PORT ({error.strerror})") from None


def _run_briefly(*works: Callable[[], object]) -> None:
    """Runs what can be left out where a neighbour does not answer: it is made up for later."""
    supervisor = Supervisor()
    for work in works:
        supervisor.start(f"ending-{len(works)}", work)
    supervisor.join(_BRIEFLY)
