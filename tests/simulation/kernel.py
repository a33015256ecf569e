"""Tasks that take turns on one virtual clock; which one is next is decided by the seed alone."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from heapq import heappop, heappush
from itertools import count, islice
from random import Random
from typing import Final

from greenlet import GreenletExit, getcurrent, greenlet

from domain.london import Instant, instant

FASTEST_CALL_SECONDS: Final = 0.001
SLOWEST_CALL_SECONDS: Final = 0.020


class Killed(GreenletExit):  # type: ignore[misc]  # greenlet has no types
    """The process was killed. Not an Exception, so that nobody who catches all errors can go on."""


@dataclass(slots=True, eq=False)
class Process:
    """Tasks that end together, as by `kill -9`."""

    name: str
    is_killed: bool = False
    tasks: "list[Task]" = field(default_factory=list)


@dataclass(slots=True, eq=False)
class Task:
    """One thread of a process. Of the entries of the queue only the one with its `turn` counts."""

    process: Process
    greenlet: greenlet
    waits_for: Hashable = None
    turn: int = 0
    is_idle: bool = False


class Kernel:
    """The clock and the tasks. A task gives way only where it calls `pass_time` or `wait`, so two runs with
    the same seed do the same things in the same order. It is a `Clock` as well. With another `shift` the same
    things happen outside, but all calls and pauses of the workers take some other milliseconds.
    """

    def __init__(self, seed: int, start: datetime, shift: int = 0) -> None:
        self._seed = seed
        self.random = self.random_of(f"calls/{shift}" if shift else "calls")
        self.trace: list[str] = []
        self.start = instant(start)
        self._elapsed = 0.0
        self._queue: list[tuple[float, int, Task]] = []
        self._turns = count(1)
        self._hub = getcurrent()
        self._running: Task | None = None

    def random_of(self, name: str) -> Random:
        """Return random numbers of their own for something of that name, always the same for a seed."""
        return Random(f"{self._seed}/{name}")

    def now(self) -> Instant:
        """Return this moment of the simulated time."""
        return instant(self.start + timedelta(seconds=self._elapsed))

    def seconds(self) -> float:
        """Return the simulated seconds since the start."""
        return self._elapsed

    def spawn(
        self, process: Process, work: Callable[[], None], *, after: float = 0.0, waits_for: Hashable = None
    ) -> None:
        """Let a task of the process begin in so many seconds. Its waits end early if it is woken for that."""
        task = Task(process, greenlet(work, parent=self._hub), waits_for)
        process.tasks.append(task)
        self._schedule(task, after)

    def pass_time(self, seconds: float) -> None:
        """Let the others work for so many seconds. Raise Killed if the process is killed meanwhile."""
        task = self._current()
        self._schedule(task, seconds)
        self._hub.switch()
        if task.process.is_killed:
            raise Killed

    def call(self) -> None:
        """Let the call of a neighbour take its time, which decides what happens in between."""
        self.pass_time(self.random.uniform(FASTEST_CALL_SECONDS, SLOWEST_CALL_SECONDS))

    def wait(self, seconds: float) -> None:
        """Pass so many seconds, or fewer if the process is woken."""
        task = self._current()
        task.is_idle = True
        self.pass_time(seconds)
        task.is_idle = False

    def wake(self, process: Process, waiting_for: Hashable) -> None:
        """Let one task of the process go on that waits for that, as the bells of the real threads do."""
        idle = (task for task in process.tasks if task.is_idle and task.waits_for == waiting_for)
        for task in islice(idle, 1):
            self._rouse(task)

    def wake_all(self, process: Process) -> None:
        """Let all tasks of the process go on that wait for something."""
        for task in process.tasks:
            if task.is_idle:
                self._rouse(task)

    def kill(self, process: Process) -> None:
        """End the process: each of its tasks where it stands, at the call of a neighbour or between two."""
        process.is_killed = True
        for task in process.tasks:
            if task is not self._running and not task.greenlet.dead:
                self._schedule(task, 0.0)

    def run(self, until: float) -> None:
        """Let the tasks work until that second. An error that a task does not handle ends the run."""
        while self._queue and self._queue[0][0] <= until:
            at, turn, task = heappop(self._queue)
            if turn != task.turn:
                continue
            self._elapsed, self._running = at, task
            is_unborn = not task.greenlet and task.process.is_killed
            if not task.greenlet.dead and not is_unborn:
                task.greenlet.switch()
            self._running = None
            if task.greenlet.dead:
                task.process.tasks.remove(task)
        self._elapsed = max(self._elapsed, until)

    def note(self, line: str) -> None:
        """Add a line, with its time, to the trace."""
        self.trace.append(f"{self._elapsed:.6f} {line}")

    def _rouse(self, task: Task) -> None:
        task.is_idle = False
        self._schedule(task, 0.0)

    def _schedule(self, task: Task, after: float) -> None:
        task.turn = next(self._turns)
        heappush(self._queue, (self._elapsed + after, task.turn, task))

    def _current(self) -> Task:
        if self._running is None:
            raise RuntimeError("only a task of the simulation can wait")
        return self._running
