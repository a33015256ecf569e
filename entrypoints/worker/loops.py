"""The threads of a worker: each runs one step again and again, and nothing but `stop` ends it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from math import inf
from threading import Condition, Event, Thread
from typing import Final

from application.places import place_of
from application.steps import StepKind
from application.worker import Worker
from domain.ports.clock import Clock
from domain.ports.telemetry import Telemetry

Step = Callable[[], float]
"""A function that does one thing and returns the seconds until its next call: infinity, after a change."""

FIRST_PAUSE_SECONDS: Final = 1.0
LONGEST_PAUSE_SECONDS: Final = 30.0
# Every exchange with a neighbour ends long before.
STUCK_SECONDS: Final = 300.0
# Work that is kept running and has gone on for so long does not do nothing but fail.
GOES_ON_SECONDS: Final = 60.0


class Bell:
    """A signal to threads that wait for the same; one between looking and waiting is not missed."""

    def __init__(self) -> None:
        self._rung = Condition()
        self._times = 0

    @property
    def times(self) -> int:
        """Return how often it has rung."""
        return self._times

    def ring(self, *, for_all: bool = False) -> None:
        """Wake one that waits: to wake ten for one message costs more than to handle it. Or wake all."""
        with self._rung:
            self._times += 1
            if for_all:
                self._rung.notify_all()
            else:
                self._rung.notify()

    def wait(self, times: int, seconds: float) -> None:
        """Return when it has rung more often than that, or after so many seconds."""
        with self._rung:
            self._rung.wait_for(lambda: self._times > times, None if seconds == inf else seconds)


@dataclass(slots=True)
class _Loop:
    """One thread, which waits for its `bell`. `began` is when its step under way began, `failing_since` when
    the first of the steps began that all failed since, both in `Clock.seconds`. Work that `is_kept` running
    is one step without an end.
    """

    name: str
    bell: Bell = field(default_factory=Bell)
    is_kept: bool = False
    began: float | None = None
    failing_since: float | None = None
    pause: float = 0.0
    thread: Thread = field(init=False)

    def is_stuck(self, now: float) -> bool:
        """Return whether it has been in one step for too long."""
        return not self.is_kept and self.began is not None and now - self.began > STUCK_SECONDS

    def is_failing(self, now: float) -> bool:
        """Return whether it has done nothing but fail for too long."""
        goes_on = self.is_kept and self.began is not None and now - self.began > GOES_ON_SECONDS
        return self.failing_since is not None and now - self.failing_since > STUCK_SECONDS and not goes_on


class Loops:
    """Steps run on threads. What a step did not expect is reported, and the loop goes on after a pause."""

    def __init__(self, clock: Clock, telemetry: Telemetry) -> None:
        self._clock = clock
        self._telemetry = telemetry
        self._stopping = Event()
        self._loops: list[_Loop] = []

    def start(self, name: str, step: Step, bell: Bell | None = None) -> None:
        """Call the step again and again, on a thread of its own, in its pauses as soon as the bell rings."""
        self._start(_Loop(name, bell or Bell()), lambda loop: self._repeat(loop, step))

    def keep(self, name: str, work: Callable[[], object]) -> None:
        """Run work that ends by itself when it is told to, on a thread of its own; again if it fails."""
        self._start(_Loop(name, is_kept=True), lambda loop: self._run(loop, work))

    @property
    def is_alive(self) -> bool:
        """Return whether every thread works: none is stuck in one step or does nothing but fail."""
        now = self._clock.seconds()
        return not any(loop.is_failing(now) or loop.is_stuck(now) for loop in self._loops)

    def stop(self) -> None:
        """Let every loop end after its step; what is kept running has to be told otherwise."""
        self._stopping.set()
        for loop in self._loops:
            loop.bell.ring(for_all=True)

    def join(self, seconds: float) -> bool:
        """Wait so long for all threads to end; return whether they did."""
        latest = self._clock.seconds() + seconds
        for loop in self._loops:
            loop.thread.join(max(0.0, latest - self._clock.seconds()))
        return not any(loop.thread.is_alive() for loop in self._loops)

    def _start(self, loop: _Loop, work: Callable[[_Loop], None]) -> None:
        loop.thread = Thread(target=work, args=(loop,), name=loop.name, daemon=True)
        self._loops.append(loop)
        loop.thread.start()

    def _repeat(self, loop: _Loop, step: Step) -> None:
        while not self._stopping.is_set():
            times = loop.bell.times
            rest = self._watch(loop, step)
            if rest is None:
                # No change cuts this short, or a fault that every step meets would come without a pause.
                self._stopping.wait(loop.pause)
            elif rest > 0:
                loop.bell.wait(times, rest)

    def _run(self, loop: _Loop, work: Callable[[], object]) -> None:
        while not self._stopping.is_set():
            loop.began = began = self._clock.seconds()
            try:
                work()
            except BaseException as error:
                if self._clock.seconds() - began > GOES_ON_SECONDS:
                    loop.failing_since, loop.pause = None, 0.0
                self._failed(loop, error, began)
                self._stopping.wait(loop.pause)
            else:
                return

    def _watch(self, loop: _Loop, step: Step) -> float | None:
        """Take one step. Return None if it failed."""
        loop.began = began = self._clock.seconds()
        try:
            rest = step()
        except BaseException as error:
            # Also what is no Exception: a library's own kind of panic must not end the thread either.
            self._failed(loop, error, began)
            return None
        finally:
            loop.began = None
        loop.failing_since, loop.pause = None, 0.0
        return rest

    def _failed(self, loop: _Loop, error: BaseException, began: float) -> None:
        loop.failing_since = began if loop.failing_since is None else loop.failing_since
        loop.pause = min(max(loop.pause * 2, FIRST_PAUSE_SECONDS), LONGEST_PAUSE_SECONDS)
        facts = {
            "thread": loop.name,
            "reason": f"an unexpected {type(error).__name__}",
            "place": place_of(error),
        }
        self._telemetry.report("Unexpected", facts)


def start_worker(loops: Loops, worker: Worker, concurrency: int) -> None:
    """Start the threads of a worker, so many of them to handle messages; each kind waits for a bell."""
    bells = {kind: Bell() for kind in StepKind}
    worker.changed = lambda kind: bells[kind].ring()
    for number in range(concurrency):
        loops.start(f"handling-{number}", worker.handle_next, bells[StepKind.HANDLE])
    loops.start("receiving", worker.receive, bells[StepKind.RECEIVE])
    loops.start("announcing", worker.announce, bells[StepKind.ANNOUNCE])
