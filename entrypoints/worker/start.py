"""The start of the worker, which waits for neighbours that are away."""

from collections.abc import Callable
from typing import Final

from adapters.oracle.schema_version import require_newest_revision
from application.worker import Worker
from domain.failures import Failure, Neighbour, NotConfigured, Outage
from entrypoints.worker.container import WorkerContainer
from entrypoints.worker.loops import start_worker
from entrypoints.worker.signals import stop_self

_FIRST_PAUSE_SECONDS: Final = 1.0
_LONGEST_PAUSE_SECONDS: Final = 10.0
_DONE: Final = float("inf")


class Start:
    """The start of the worker and its threads, once queue and database have told their settings.

    `problem` says why that can never be; `worker` is None until it works.
    """

    def __init__(self, container: WorkerContainer, concurrency: int) -> None:
        self._container = container
        self._concurrency = concurrency
        self._pause = 0.0
        self._tell: Callable[[], None] | None = None
        self.problem: str | None = None
        self.worker: Worker | None = None

    @property
    def is_complete(self) -> bool:
        """Return whether the worker works."""
        return self.worker is not None

    def begin(self, tell: Callable[[], None]) -> None:
        """Start trying, on a thread of its own. Call `tell` once it is sure that no setting is in the way, or
        that a neighbour has to be waited for.
        """
        self._tell = tell
        self._container.application().loops().start("starting", self._step)

    def _step(self) -> float:
        if self.is_complete or self.problem is not None:
            return _DONE
        try:
            self._try()
        except NotConfigured as problem:
            self.problem = str(problem)
            stop_self()
            return _DONE
        except Failure as failure:
            return self._later(failure)
        self._told()
        return _DONE

    def _try(self) -> None:
        container, application = self._container, self._container.application()
        began = container.clock().seconds()
        upkeep = container.upkeep().upkeep()
        application.neighbours().answered(Neighbour.QUEUE, began=began)
        require_newest_revision(container.database())
        worker = application.worker()
        application.neighbours().answered(Neighbour.DATABASE, began=began)
        for name, work in upkeep.items():
            container.keepers().keep(name, work)
        observer = container.observer()
        observer.announcements_wait = worker.notice_announcements
        container.keepers().keep("observing", observer.run)
        start_worker(application.loops(), worker, self._concurrency)
        self.worker = worker

    def _later(self, failure: Failure) -> float:
        neighbour = failure.neighbour if isinstance(failure, Outage) else Neighbour.DATABASE
        self._container.application().neighbours().failed(neighbour, failure.reason)
        self._told()
        self._pause = min(max(self._pause * 2, _FIRST_PAUSE_SECONDS), _LONGEST_PAUSE_SECONDS)
        return self._pause

    def _told(self) -> None:
        if self._tell is not None:
            self._tell()
            self._tell = None
