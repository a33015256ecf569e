"""The production worker as a process of its own, set up for neighbours on this machine."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from signal import SIGTERM
from time import monotonic
from typing import Any, Final

from entrypoints.sandbox.neighbours.child import running
from entrypoints.sandbox.neighbours.ministack import LOCALHOST
from entrypoints.stop import Stop
from entrypoints.usage import Unsuccessful

_COMMAND: Final = Path(sys.executable).with_name("cas3-and-delius")
_LOGGER: Final = "cas3_and_delius"
_STARTS_WITHIN_SECONDS: Final = 120.0
_ENDS_WITHIN_SECONDS: Final = 60.0
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
                facts = _facts(line)
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

    def kill(self) -> None:
        """End it with SIGKILL: it can finish nothing."""
        self.process.kill()
        self.process.wait()

    def end(self, at_once: Callable[[], bool]) -> bool:
        """Let it end as in production, or kill it if that is asked for; return whether it ended in order."""
        latest = monotonic() + _ENDS_WITHIN_SECONDS
        self.process.terminate()
        while self.process.poll() is None and not at_once() and monotonic() < latest:
            with suppress(subprocess.TimeoutExpired):
                self.process.wait(_LOOK_SECONDS)
        self.kill()
        # One that has not begun yet has nothing to end in order.
        return self.process.returncode in ({0} if self.url else {0, -SIGTERM})


@contextmanager
def started_worker(settings: Mapping[str, str], log: WorkerLog, stop: Stop) -> Iterator[WorkerProcess]:
    """Yield a worker at work with those settings and no others, which goes on with that log."""
    with running([_COMMAND, "worker"], {**_inherited(), **settings}, log.path) as process:
        worker = WorkerProcess(process, log)
        _wait(worker, stop)
        yield worker


def _wait(worker: WorkerProcess, stop: Stop) -> None:
    latest = monotonic() + _STARTS_WITHIN_SECONDS
    while not worker.url and not stop.is_asked_for:
        # What it says after that is left to be read later.
        started = next((each for each in worker.log.new() if each.name == "Started"), None)
        if started is not None:
            worker.url = f"http://{LOCALHOST}:{started.facts['port']}"
            return
        if monotonic() > latest:
            raise Unsuccessful(f"the worker does not start; it said last: {worker.log.last_line()}")
        worker.pause()


def _facts(line: bytes) -> Mapping[str, Any]:
    """Return the facts of a line; none of what libraries say, or of a line that a worker was killed at."""
    try:
        facts = json.loads(line)
    except ValueError:
        return {}
    return facts if isinstance(facts, dict) else {}


def _inherited() -> Mapping[str, str]:
    """Return this process' own environment without what would lead the worker elsewhere."""
    return {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("CAS3_", "AWS_", "OTEL_")) and not name.lower().endswith("_proxy")
    }
