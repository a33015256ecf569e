"""The worker's reports to those who run it: health by neighbour, metrics, and version."""

import os
from collections.abc import Callable, Mapping
from importlib.metadata import version
from typing import Final

from adapters.telemetry.metrics import Metrics
from application.neighbours import Condition, Neighbours, NeighbourState
from application.worker import Worker
from domain.failures import Neighbour
from entrypoints.worker.container import WorkerContainer
from entrypoints.worker.health import Component, Health
from entrypoints.worker.observer import Observed, Observer, Seen

NAME: Final = "cas3-and-delius"
_UNKNOWN: Final = "unknown"


def service() -> Mapping[str, str]:
    """Return the name and the version that stand in each line of the log."""
    return {"service": NAME, "version": version(NAME)}


def revision() -> str:
    """Return the git revision that the image was built from, if the image says so."""
    return os.environ.get("GIT_REVISION") or _UNKNOWN


def info() -> Mapping[str, object]:
    """Return what `/info` answers; platforms look for `build` and `git`."""
    return {
        "name": NAME,
        "version": version(NAME),
        "build": {"name": NAME, "artifact": NAME, "version": version(NAME)},
        "git": {"commit": {"id": revision()}},
    }


def health(container: WorkerContainer, working: Callable[[], Worker | None]) -> Health:
    """Return the health of the container's worker, and let its metrics tell of it. `working` returns the
    worker once it works, None while its start waits for neighbours.
    """
    metrics, observer = container.metrics(), container.observer()
    application, keepers = container.application(), container.keepers()
    neighbours, loops = application.neighbours(), application.loops()
    metrics.constant(
        "cas3_build_info", "1; the labels say what runs", {"version": version(NAME), "revision": revision()}
    )
    _tell_of_hand(metrics, container, working)
    tell_of_neighbours(metrics, neighbours, observer)
    tell_of_queues(metrics, observer)
    return Health(
        is_alive=lambda: loops.is_alive and keepers.is_alive,
        is_ready=lambda: working() is not None and neighbours.is_ready and not observer.outbox.is_away,
        components=lambda: _components(observer, neighbours),
        metrics=metrics,
        info=info(),
    )


def _tell_of_hand(metrics: Metrics, container: WorkerContainer, working: Callable[[], Worker | None]) -> None:
    clock = container.clock()

    def age() -> float:
        worker = working()
        oldest = worker.oldest() if worker is not None else None
        return (clock.now() - oldest).total_seconds() if oldest else 0.0

    def in_hand() -> float:
        worker = working()
        return worker.in_hand() if worker is not None else 0

    metrics.gauge("cas3_messages_in_hand", "Messages that this worker holds", in_hand)
    metrics.gauge("cas3_oldest_message_age_seconds", "Age of the oldest of these; 0 without one", age)


def tell_of_neighbours(metrics: Metrics, neighbours: Neighbours, observer: Observer) -> None:
    """Let the metrics tell which neighbours are away, the database also where no event has met that yet."""
    metrics.gauge("cas3_outage", "1 while nothing can succeed", lambda: float(neighbours.is_standstill))
    metrics.gauge(
        "cas3_outage_suspected",
        "1 while so many events fail that it may be an outage",
        lambda: float(neighbours.is_suspected),
    )
    metrics.gauges(
        "cas3_neighbour_up",
        "0 during an outage of the neighbour",
        "neighbour",
        lambda: {
            neighbour.value: float(
                state.condition is not Condition.AWAY
                and not (neighbour is Neighbour.DATABASE and observer.outbox.is_away)
            )
            for neighbour, state in neighbours.states().items()
        },
    )


def tell_of_queues(metrics: Metrics, observer: Observer) -> None:
    """Let the metrics tell what the observer sees."""
    queue, dead, outbox = observer.queue, observer.dead_letters, observer.outbox
    for name, description, read in (
        ("queue_messages", "Messages that wait in the queue", lambda: queue.number(lambda it: it.visible)),
        (
            "queue_messages_in_flight",
            "Messages of the queue that a worker holds or has handed back with a pause",
            lambda: queue.number(lambda it: it.in_flight),
        ),
        (
            "queue_backlog_seconds",
            "For how long messages have waited in the queue at every look; 0 without any",
            lambda: queue.waiting_seconds,
        ),
        ("dead_letters", "Messages in the dead-letter queue", lambda: dead.number(lambda it: it.messages)),
        (
            "dead_letters_seconds",
            "For how long the dead-letter queue has not been empty; 0 if it is",
            lambda: dead.waiting_seconds,
        ),
        (
            "outbox_messages",
            "Announcements that are stored and not published yet",
            lambda: outbox.number(lambda it: it.messages),
        ),
        (
            "outbox_oldest_seconds",
            "For how long the oldest of these has been the oldest; 0 without one",
            lambda: outbox.waiting_seconds,
        ),
    ):
        metrics.gauge(f"cas3_{name}", description, read)
    metrics.gauges(
        "cas3_queue_up",
        "1 if the depth of the queue can be read",
        "queue",
        lambda: {"queue": float(queue.is_up), "dead-letter queue": float(dead.is_up)},
    )


def _components(observer: Observer, neighbours: Neighbours) -> Mapping[str, Component]:
    told = {each.value: _neighbour(state) for each, state in neighbours.states().items()}
    queue, dead_letters = Neighbour.QUEUE.value, Neighbour.DEAD_LETTER_QUEUE.value
    seen = {
        queue: _component(observer.queue, lambda it: {"messages": it.visible, "inFlight": it.in_flight}),
        dead_letters: _component(observer.dead_letters, lambda it: {"messages": it.messages}),
        "outbox": _component(observer.outbox, lambda it: {"messages": it.messages}),
    }
    database = Neighbour.DATABASE.value
    also = {database: _seen_of_database(observer.outbox), **seen}
    return {**told, **seen, **{name: also[name].also(told[name]) for name in (database, queue, dead_letters)}}


def _seen_of_database(outbox: Observed[Seen]) -> Component:
    """Return the health of the database by the look at the outbox: while no event comes nothing else asks."""
    details = {"reason": outbox.problem} if outbox.is_away else {}
    return Component(is_up=not outbox.is_away, details=details)


def _neighbour(state: NeighbourState) -> Component:
    if state.since is None:
        return Component(is_up=True)
    details = {"state": state.condition.value, "since": state.since.isoformat(), "reason": state.reason}
    return Component(state.condition is not Condition.AWAY, details)


def _component(observed: Observed[Seen], shown: Callable[[Seen], Mapping[str, object]]) -> Component:
    details = dict(shown(observed.seen)) if observed.seen is not None else {}
    if observed.problem is not None:
        details["reason"] = observed.problem
    return Component(observed.is_up, details)
