"""The threads of the worker: started together and watched."""

import traceback
from collections.abc import Callable
from threading import Thread
from time import monotonic

import structlog

Work = Callable[[], object]


class Supervisor:
    """Runs work on threads. `on_failure` is called when work ends with an error: a worker that only looks
    alive helps nobody.
    """

    def __init__(self, on_failure: Callable[[], None] = lambda: None) -> None:
        self._on_failure = on_failure
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
            self._on_failure()
