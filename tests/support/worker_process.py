"""The worker as it runs in production: the console command in a process of its own."""

import json
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any, Final

import httpx

from entrypoints.sandbox.neighbours.ministack import LOCALHOST
from tests.support.waiting import wait_until

_COMMAND: Final = Path(sys.executable).with_name("cas3-and-delius")
_NUMBERS: Final = count(1)


@dataclass(slots=True)
class WorkerProcess:
    """A worker with those settings; what it says goes into files in the folder."""

    settings: Mapping[str, str]
    folder: Path
    _process: "subprocess.Popen[bytes] | None" = None
    _name: str = field(default_factory=lambda: f"worker-{next(_NUMBERS)}")

    def start(self) -> "WorkerProcess":
        """Starts it and waits until it has begun to work."""
        self.launch()
        wait_until(lambda: self._port() is not None or self.has_ended)
        assert not self.has_ended, self.output
        return self

    def launch(self) -> "WorkerProcess":
        """Starts it."""
        self._name = f"worker-{next(_NUMBERS)}"
        environment = {"PATH": "/usr/bin:/bin", "HOME": str(self.folder), **self.settings}
        with self._out.open("wb") as out, self._err.open("wb") as err:
            self._process = subprocess.Popen(
                [str(_COMMAND), "worker"],
                env=environment,
                cwd=self.folder,
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=err,
                start_new_session=True,
            )
        return self

    @property
    def pid(self) -> int:
        """The id of its process."""
        return self._running.pid

    @property
    def has_ended(self) -> bool:
        """Return whether it has ended."""
        return self._running.poll() is not None

    def kill(self) -> None:
        """Ends it without a chance to put anything in order."""
        self._running.kill()
        self._running.wait()

    def tell(self, number: signal.Signals) -> None:
        """Send it a signal."""
        self._running.send_signal(number)

    def stop(self, seconds: float = 180.0) -> int:
        """Ask it to end; its exit status. subprocess.TimeoutExpired if it takes longer."""
        self.tell(signal.SIGTERM)
        return self.ended(seconds)

    def ended(self, seconds: float = 180.0) -> int:
        """Wait until it has ended; its exit status."""
        return self._running.wait(seconds)

    @property
    def readiness(self) -> int:
        """Return what it answers to the question whether it is ready."""
        return self.get("/health/readiness").status_code

    def until_ready(self, answer: int = 200) -> None:
        """Wait until that is its answer to the question whether it is ready."""
        wait_until(lambda: self.readiness == answer)

    @property
    def messages_in_hand(self) -> int:
        """Return how many messages it says it holds."""
        (line,) = (
            line
            for line in self.get("/metrics").text.splitlines()
            if line.startswith("cas3_messages_in_hand ")
        )
        return int(float(line.split()[1]))

    def get(self, path: str) -> httpx.Response:
        """Return what it answers at that path."""
        return httpx.get(f"http://{LOCALHOST}:{self._port()}{path}", trust_env=False, timeout=30)

    @property
    def output(self) -> str:
        """All that it has said so far."""
        return self._out.read_text() + self._err.read_text()

    @property
    def complaints(self) -> str:
        """Return what it has said outside of its log."""
        return self._err.read_text()

    def reports(self, name: str) -> Sequence[Mapping[str, Any]]:
        """The lines of its log about that."""
        return [line for line in self._lines() if line["event"] == name]

    def _lines(self) -> Iterator[Mapping[str, Any]]:
        for line in self._out.read_text().splitlines(keepends=True):
            if line.endswith("\n"):
                yield json.loads(line)

    def _port(self) -> int | None:
        return next((int(line["port"]) for line in self.reports("Started")), None)

    @property
    def _running(self) -> "subprocess.Popen[bytes]":
        assert self._process is not None, "it was never started"
        return self._process

    @property
    def _out(self) -> Path:
        return self.folder / f"{self._name}.out"

    @property
    def _err(self) -> Path:
        return self.folder / f"{self._name}.err"


@contextmanager
def killed_at_the_end(workers: Sequence[WorkerProcess]) -> Iterator[None]:
    """No worker of these outlives the context."""
    try:
        yield
    finally:
        for worker in workers:
            worker.kill()
