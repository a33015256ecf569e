"""The production worker as a process of its own, set up for neighbours on this machine."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from time import monotonic
from typing import Any, Final

from entrypoints.sandbox.neighbours.child import running
from entrypoints.sandbox.neighbours.ministack import LOCALHOST
from entrypoints.stop import Stop
from entrypoints.usage import Unsuccessful

_COMMAND: Final = Path(sys.executable).with_name("cas3-and-delius")
_LOGGER: Final = "cas3_and_delius"
_STARTS_WITHIN_SECONDS: Final = 30.0
_ENDS_WITHIN_SECONDS: Final = 30.0
_LOOK_SECONDS: Final = 0.1


@dataclass(frozen=True, slots=True)
class LoggedReport:
    """A line of the worker's log by its name, and its facts."""

    name: str
    facts: Mapping[str, Any]


class WorkerLog:
    """The worker's log, read while it grows."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._read = 0

    def new(self) -> Iterator[LoggedReport]:
        """Yield what the service reported since it was last asked, without what libraries say."""
        with self.path.open("rb") as log:
            log.seek(self._read)
            for line in log:
                if not line.endswith(b"\n"):
                    return
                self._read += len(line)
                facts: dict[str, Any] = json.loads(line) if line.startswith(b"{") else {}
                if facts.get("logger") == _LOGGER:
                    yield LoggedReport(facts["event"], facts)

    def last_line(self) -> str:
        """Return what it said last."""
        lines = self.path.read_text(errors="replace").splitlines()
        return lines[-1] if lines else "nothing"


@dataclass(slots=True)
class WorkerProcess:
    """A worker that was started; `url` is where its health and its metrics are."""

    process: "subprocess.Popen[bytes]"
    log: WorkerLog
    url: str = ""

    def pause(self) -> None:
        """Wait a moment. Unsuccessful if the worker does not live on."""
        with suppress(subprocess.TimeoutExpired):
            self.process.wait(_LOOK_SECONDS)
            raise Unsuccessful(f"the worker has ended; it said last: {self.log.last_line()}")

    def end(self, at_once: Callable[[], bool]) -> bool:
        """Let it end as in production, or kill it if that is asked for; return whether it ended in order."""
        latest = monotonic() + _ENDS_WITHIN_SECONDS
        self.process.terminate()
        while self.process.poll() is None and not at_once() and monotonic() < latest:
            with suppress(subprocess.TimeoutExpired):
                self.process.wait(_LOOK_SECONDS)
        self.process.kill()
        return self.process.wait() == 0


@contextmanager
def started_worker(settings: Mapping[str, str], folder: Path, stop: Stop) -> Iterator[WorkerProcess]:
    """Yield a worker at work with those settings and no others; its log is in the folder."""
    path = folder / "worker.log"
    with running([_COMMAND, "worker"], {**_inherited(), **settings}, path) as process:
        worker = WorkerProcess(process, WorkerLog(path))
        _wait(worker, stop)
        yield worker


def _wait(worker: WorkerProcess, stop: Stop) -> None:
    latest = monotonic() + _STARTS_WITHIN_SECONDS
    while not worker.url and not stop.is_asked_for:
        for report in worker.log.new():
            if report.name == "Started":
                worker.url = f"http://{LOCALHOST}:{report.facts['port']}"
        if monotonic() > latest:
            raise Unsuccessful(f"the worker does not start; it said last: {worker.log.last_line()}")
        worker.pause()


def _inherited() -> Mapping[str, str]:
    """Return this process' own environment without what would lead the worker elsewhere."""
    return {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("CAS3_", "AWS_", "OTEL_")) and not name.lower().endswith("_proxy")
    }
