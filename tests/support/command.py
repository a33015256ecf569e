"""The console command as a process of its own."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from time import monotonic

from entrypoints.sandbox.neighbours.child import running
from tests.support.waiting import wait_until

_COMMAND = Path(sys.executable).with_name("cas3-and-delius")
_LATEST = 300.0


@dataclass(frozen=True, slots=True)
class Run:
    """The command while it runs, with all its files in the folder; what it prints goes into `output`."""

    process: "subprocess.Popen[bytes]"
    folder: Path
    output: Path

    def wait_for(self, text: str) -> None:
        """Wait until something is said."""
        latest = monotonic() + _LATEST
        while text not in self.output.read_text():
            assert self.process.poll() is None, self.output.read_text()
            assert monotonic() < latest, self.output.read_text()
            with suppress(subprocess.TimeoutExpired):
                self.process.wait(0.05)

    def end(self) -> None:
        """Ask it to end, and once more where it waits for its worker: it ends its neighbours in any case."""
        self.process.terminate()
        wait_until(lambda: self.process.poll() is not None or "Ending" in self.output.read_text())
        self.process.terminate()
        self.process.wait(_LATEST)

    def ended(self) -> tuple[int, str]:
        """Wait for the end: the exit status, and all that was printed."""
        return self.process.wait(_LATEST), self.output.read_text()


@contextmanager
def started(path: Path, *arguments: str) -> Iterator[Run]:
    """The command with these arguments, of which the first is the sub-command; it is ended in order."""
    folder, output = path / "files", path / "output"
    folder.mkdir()
    environment = {name: value for name, value in os.environ.items() if name != "COLUMNS"}
    with running([_COMMAND, *arguments], {**environment, "TMPDIR": str(folder)}, output) as process:
        run = Run(process, folder, output)
        try:
            yield run
        finally:
            # One that is killed would leave its neighbours behind.
            run.end()
