"""The threads of a worker: what a step did not expect is reported with its place, and nothing ends them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from math import inf
from threading import Barrier, Event, Thread

import pytest

from adapters.in_memory.clock import InMemoryClock
from adapters.in_memory.telemetry import InMemoryTelemetry
from adapters.system.clock import SystemClock
from domain.event import Event as DomainEvent
from domain.notification import Notification
from entrypoints.worker.loops import STUCK_SECONDS, Bell, Loops, start_worker
from tests.application.queued import delivery
from tests.application.scripted import Scene as Scripted
from tests.domain.builders import referral
from tests.domain.desk import NOW
from tests.support.waiting import wait_until

DEADLINE_SECONDS = 120.0


class Panic(BaseException):
    """An error of a library that is no Exception."""


@dataclass(slots=True)
class Scene:
    """Loops whose clock is set by hand; only their pauses take real time."""

    clock: InMemoryClock = field(default_factory=lambda: InMemoryClock(NOW))
    telemetry: InMemoryTelemetry = field(default_factory=InMemoryTelemetry)
    bell: Bell = field(default_factory=Bell)
    loops: Loops = field(init=False)

    def __post_init__(self) -> None:
        self.loops = Loops(self.clock, self.telemetry)


@pytest.fixture
def scene() -> Iterator[Scene]:
    scene = Scene()
    scene.clock.wait(1)
    yield scene
    scene.loops.stop()


def failing_first(error: BaseException, then: Event) -> Callable[[], float]:
    """A step that fails once."""
    errors = [error]

    def step() -> float:
        if errors:
            raise errors.pop()
        then.set()
        return inf

    return step


@pytest.mark.parametrize("error", [KeyError("MARKER"), Panic("MARKER"), SystemExit("MARKER"), MemoryError()])
def test_what_a_step_did_not_expect_is_reported_with_its_place_and_the_loop_goes_on(
    scene: Scene, error: BaseException
) -> None:
    goes_on = Event()
    scene.loops.start("receiving", failing_first(error, goes_on))

    assert goes_on.wait(DEADLINE_SECONDS)
    (report,) = scene.telemetry.reports
    assert (report.name, report.facts["thread"]) == ("Unexpected", "receiving")
    assert report.facts["reason"] == f"an unexpected {type(error).__name__}"
    assert "tests.entrypoints.test_loops.failing_first.<locals>.step:" in report.facts["place"]
    assert "MARKER" not in str(report)


def test_work_that_is_kept_running_begins_again_after_an_error(scene: Scene) -> None:
    goes_on = Event()
    scene.loops.keep("housekeeping", failing_first(KeyError("x"), goes_on))

    assert goes_on.wait(DEADLINE_SECONDS)
    scene.loops.stop()
    assert scene.loops.join(DEADLINE_SECONDS)


def test_a_step_is_called_again_when_the_bell_rings(scene: Scene) -> None:
    steps = [Event(), Event()]
    left = iter(steps)

    def step() -> float:
        next(left).set()
        return inf

    scene.loops.start("handling-0", step, scene.bell)
    assert steps[0].wait(DEADLINE_SECONDS)
    scene.bell.ring()

    assert steps[1].wait(DEADLINE_SECONDS)


def test_a_bell_that_rings_between_looking_and_waiting_is_not_missed() -> None:
    bell = Bell()
    times = bell.times
    bell.ring()
    waiting = Thread(target=bell.wait, args=(times, inf), daemon=True)
    waiting.start()
    waiting.join(DEADLINE_SECONDS)

    assert not waiting.is_alive()


def test_messages_that_come_while_all_threads_wait_are_all_in_work_at_once(scene: Scene) -> None:
    scripted, together = Scripted(), Barrier(3)

    def waits_for_the_others(_: Notification) -> DomainEvent:
        together.wait(DEADLINE_SECONDS)
        return referral()

    scripted.details.answers = dict.fromkeys(("a", "b"), waits_for_the_others)
    start_worker(scene.loops, scripted.worker, concurrency=3)
    wait_until(lambda: scripted.queue.receives > 0, DEADLINE_SECONDS)
    scripted.queue.deliveries += [delivery("a"), delivery("b")]
    scripted.clock.wait(1)

    together.wait(DEADLINE_SECONDS)


def test_loops_that_wait_or_pause_end_when_they_are_told_to() -> None:
    loops = Loops(SystemClock(), InMemoryTelemetry())
    failed = Event()

    def fails() -> float:
        failed.set()
        raise KeyError

    loops.start("waiting", lambda: inf)
    loops.start("pausing", fails)
    assert failed.wait(DEADLINE_SECONDS)
    loops.stop()

    assert loops.join(DEADLINE_SECONDS)


def test_a_loop_that_is_stuck_in_one_step_for_minutes_is_not_alive(scene: Scene) -> None:
    stuck, release = Event(), Event()

    def step() -> float:
        stuck.set()
        release.wait(DEADLINE_SECONDS)
        return inf

    scene.loops.start("handling-0", step)
    assert stuck.wait(DEADLINE_SECONDS)
    alive = [scene.loops.is_alive]
    scene.clock.wait(STUCK_SECONDS + 1)
    alive.append(scene.loops.is_alive)
    release.set()

    assert alive == [True, False]


def test_a_loop_that_does_nothing_but_fail_for_minutes_is_not_alive(scene: Scene) -> None:
    failed = Event()

    def step() -> float:
        failed.set()
        raise KeyError

    scene.loops.start("receiving", step)
    assert failed.wait(DEADLINE_SECONDS)
    alive = [scene.loops.is_alive]
    scene.clock.wait(STUCK_SECONDS + 1)
    alive.append(scene.loops.is_alive)

    assert alive == [True, False]


def test_a_loop_that_only_waits_is_alive(scene: Scene) -> None:
    waits = Event()

    def step() -> float:
        waits.set()
        return inf

    scene.loops.start("handling-0", step)
    assert waits.wait(DEADLINE_SECONDS)
    scene.clock.wait(STUCK_SECONDS * 10)

    wait_until(lambda: scene.loops.is_alive, DEADLINE_SECONDS)


def test_work_that_is_kept_running_is_alive_again_once_it_goes_on(scene: Scene) -> None:
    failed, goes_on, release = Event(), Event(), Event()

    def work() -> None:
        if not failed.is_set():
            failed.set()
            raise KeyError
        goes_on.set()
        release.wait(DEADLINE_SECONDS)

    scene.loops.keep("housekeeping", work)
    assert goes_on.wait(DEADLINE_SECONDS)
    scene.clock.wait(STUCK_SECONDS + 1)

    assert scene.loops.is_alive
    release.set()


def test_work_that_is_kept_running_and_does_nothing_but_fail_is_not_alive(scene: Scene) -> None:
    failed = Event()

    def work() -> None:
        failed.set()
        raise KeyError

    scene.loops.keep("housekeeping", work)
    assert failed.wait(DEADLINE_SECONDS)
    wait_until(lambda: len(scene.telemetry.reports) == 1, DEADLINE_SECONDS)
    scene.clock.wait(STUCK_SECONDS + 1)
    # The next try, after its pause, fails as well.
    wait_until(lambda: not scene.loops.is_alive, DEADLINE_SECONDS)
