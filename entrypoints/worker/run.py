"""Run the worker until it is told to stop."""

import gc
from collections.abc import Callable
from threading import Thread
from time import monotonic
from typing import Final

import structlog

from adapters.telemetry.logs import LOGGER, configure_logs
from entrypoints.environment import read_settings
from entrypoints.usage import Unsuccessful, UnusableInput
from entrypoints.worker.container import WorkerContainer
from entrypoints.worker.http_server import HttpServer
from entrypoints.worker.settings import WorkerSettings
from entrypoints.worker.signals import wait_for_stop
from entrypoints.worker.start import Start
from entrypoints.worker.telling import health, service

_CANNOT_START: Final = "cannot start: "
_FINISHES_WITHIN_SECONDS: Final = 16.0
_BRIEF_WAIT_SECONDS: Final = 2.0
_NEW_OBJECTS_A_COLLECTION: Final = 10_000


def run_worker_command() -> int:
    """Read the settings and work. Why it cannot start stands in the log, too, where the platform looks."""
    try:
        settings = read_settings(WorkerSettings)
    except UnusableInput as problem:
        configure_logs("INFO", "json", service())
        _report(problem)
        raise
    _collect_garbage_seldom()
    try:
        return run_worker(settings)
    except Unsuccessful as problem:
        _report(problem)
        raise


def _collect_garbage_seldom() -> None:
    """Leave what was imported out of every garbage collection, and collect a fourteenth as often: an event
    leaves next to nothing that only a collection frees, and to look for it takes a twentieth of the CPU.
    """
    gc.freeze()
    gc.set_threshold(_NEW_OBJECTS_A_COLLECTION)


def _report(problem: Exception) -> None:
    reason = str(problem).removeprefix(_CANNOT_START)
    structlog.get_logger(LOGGER).critical("CannotStart", reason=reason)


def run_worker(settings: WorkerSettings) -> int:
    """Work until SIGTERM or SIGINT, both of which the caller has blocked. Return 0 when it ended in order.

    A neighbour that is away at the start is waited for. Raise Unsuccessful, with nothing received yet, if
    only a person can set right what is missing.
    """
    configure_logs(settings.log_level, settings.log_format, service())
    container = WorkerContainer(settings=settings)
    start = Start(container, settings.concurrency)
    server = _server(container, start, settings)
    keepers = container.keepers()
    keepers.keep("health", server.serve_forever)
    log = structlog.get_logger(LOGGER)
    start.begin(lambda: log.info("Started", port=server.server_address[1]))
    wait_for_stop()
    if start.problem is not None:
        raise Unsuccessful(f"{_CANNOT_START}{start.problem}")
    log.info("Stopping")
    in_order = _stop(container, start)
    container.observer().stop()
    server.shutdown()
    keepers.stop()
    keepers.join(_BRIEF_WAIT_SECONDS)
    _run_briefly(container.shutdown_resources)
    log.info("Stopped", in_order=in_order)
    return 0


def _server(container: WorkerContainer, start: Start, settings: WorkerSettings) -> HttpServer:
    told = health(container, lambda: start.worker)
    try:
        return HttpServer(settings.http_host, settings.http_port, told.answer)
    except OSError as error:
        raise Unsuccessful(f"{_CANNOT_START}cannot listen at CAS3_HTTP_PORT ({error.strerror})") from None


def _stop(container: WorkerContainer, start: Start) -> bool:
    """Let the worker finish what it has begun. Return whether it did in time."""
    application = container.application()
    loops = application.loops()
    loops.stop()
    if not start.is_complete:
        return True
    worker, upkeep = application.worker(), container.upkeep()
    latest = monotonic() + _FINISHES_WITHIN_SECONDS
    stopping = Thread(target=worker.stop, name="stopping", daemon=True)
    stopping.start()
    in_order = loops.join(_FINISHES_WITHIN_SECONDS)
    stopping.join(max(0.0, latest - monotonic()))
    _run_briefly(upkeep.hand_back_all, application.send_announcements())
    upkeep.stop_upkeep()
    return in_order and not stopping.is_alive()


def _run_briefly(*works: Callable[[], object]) -> None:
    """Run what can be left out where a neighbour does not answer: it is made up for later."""
    threads = [Thread(target=work, name="ending", daemon=True) for work in works]
    for thread in threads:
        thread.start()
    latest = monotonic() + _BRIEF_WAIT_SECONDS
    for thread in threads:
        thread.join(max(0.0, latest - monotonic()))
