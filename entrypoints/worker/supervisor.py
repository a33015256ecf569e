"""The threads of the worker: started together and watched."""

import traceback
from collections.abc import Callable
from queue import SimpleQueue
from threading import Thread
from time import monotonic

import structlog

Work = Callable[[], object]


class Ending:
    """What the main thread waits for. A signal may set it that interrupts the waiting itself, at any point:
    of what Python offers for waiting only this queue takes that.
    """

    def __init__(self) -> None:
        self._news: SimpleQueue[None] = SimpleQueue()

    def set(self) -> None:
        """Ends the waiting; once more does no harm."""
        self._news.put(None)

    def wait(self) -> None:
        """Waits until it is set. For one thread only."""
        self._news.get()


class Supervisor:
    """Runs work on threads. Work that ends with an error ends the waiting: a worker that only looks alive
    helps nobody. Supervisors may share what they wait for.
    """

    def __init__(self, over: Ending | None = None) -> None:
        self.over = over or Ending()
        self._threads: list[Thread] = []
        self._log = structlog.get_logger("cas3_and_delius")
        self.has_failed = False

    def start(self, name: str, work: Work) -> None:
        """Starts the work on a thread of its own."""
        thread = Thread(target=self._watched, args=(name, work), name=name, daemon=True)
        self._threads.append(thread)
        thread.start()

    @property
    def is_alive(self) -> bool:
        """Whether all that was started still works."""
        return not self.has_failed and all(thread.is_alive() for thread in self._threads)

    def join(self, seconds: float) -> bool:
        """Waits so long for all work to end: whether it did."""
        latest = monotonic() + seconds
        for thread in self._threads:
            thread.join(max(0.0, latest - monotonic()))
        return not any(thread.is_alive() for thread in self._threads)

    def _watched(self, name: str, work: Work) -> None:
        try:
            work()
        except BaseException as error:
            self.has_failed = True
            # Where it happened, but not what it says: that might be about a person.
            frames = traceback.extract_tb(error.__traceback__)
            where = [f"{frame.filename}:{frame.lineno}" for frame in frames]
            self._log.critical("ThreadDied", thread=name, error=type(error).__name__, where=where)
            self.over.set()
