"""The production worker as a process of its own, set up for neighbours on this machine."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from time import monotonic
from typing import Final

from entrypoints.demo.whole_stack.reports import WorkerLog
from entrypoints.sandbox.neighbours.child import running
from entrypoints.sandbox.neighbours.ministack import LOCALHOST
from entrypoints.stop import Stop
from entrypoints.usage import Unsuccessful

_COMMAND: Final = Path(sys.executable).with_name("cas3-and-delius")
_STARTS_WITHIN: Final = 30.0
_ENDS_WITHIN: Final = 30.0
_A_MOMENT: Final = 0.1


@dataclass(slots=True)
class Worker:
    """A worker that was started; `url` is where its health and its metrics are."""

    process: "subprocess.Popen[bytes]"
    log: WorkerLog
    url: str = ""

    def pause(self) -> None:
        """Waits a moment. Unsuccessful if the worker does not live on."""
        with suppress(subprocess.TimeoutExpired):
            self.process.wait(_A_MOMENT)
            raise Unsuccessful(f"the worker has ended; it said last: {self.log.last_line()}")

    def end(self, at_once: Callable[[], bool]) -> bool:
        """Lets it end as in production, or kills it if that is asked for: whether it ended in order."""
        latest = monotonic() + _ENDS_WITHIN
        self.process.terminate()
        while self.process.poll() is None and not at_once() and monotonic() < latest:
            with suppress(subprocess.TimeoutExpired):
                self.process.wait(_A_MOMENT)
        self.process.kill()
        return self.process.wait() == 0


@contextmanager
def started_worker(settings: Mapping[str, str], folder: Path, stop: Stop) -> Iterator[Worker]:
    """A worker with those settings and no others, which works; its log is in the folder."""
    path = folder / "worker.log"
    with running([_COMMAND, "worker"], {**_inherited(), **settings}, path) as process:
        worker = Worker(process, WorkerLog(path))
        _wait(worker, stop)
        yield worker


def _wait(worker: Worker, stop: Stop) -> None:
    latest = monotonic() + _STARTS_WITHIN
    while not worker.url and not stop.is_asked_for:
        for report in worker.log.new():
            if report.name == "Started":
                worker.url = f"http://{LOCALHOST}:{report.facts['port']}"
        if monotonic() > latest:
            raise Unsuccessful(f"the worker does not start; it said last: {worker.log.last_line()}")
        worker.pause()


def _inherited() -> Mapping[str, str]:
    """This process' own environment without what would lead the worker elsewhere."""
    return {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("CAS3_", "AWS_", "OTEL_")) and not name.lower().endswith("_proxy")
    }
