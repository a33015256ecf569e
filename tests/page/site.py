"""The page as the commands serve it."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from entrypoints.sandbox.neighbours.child import running
from tests.support.waiting import wait_until

_COMMAND: Final = Path(sys.executable).with_name("cas3-and-delius")


@contextmanager
def served(command: str, folder: Path, *arguments: str) -> Iterator[str]:
    """Its URL, once the story has been told to its end; all its files are in the folder."""
    output = folder / "output"
    environment = {**os.environ, "TMPDIR": str(folder)}
    with running([_COMMAND, command, "--port", "0", *arguments], environment, output) as process:
        wait_until(lambda: process.poll() is not None or "until Ctrl-C" in output.read_text(), 300)
        said = output.read_text()
        found = re.search(r"The page is at (\S+) until Ctrl-C", said)
        assert found, said
        yield found[1]
        assert process.poll() is None, output.read_text()
        _end(process, output)
    assert "Traceback" not in output.read_text(), output.read_text()
    assert list(folder.iterdir()) == [output]


def _end(process: "subprocess.Popen[bytes]", output: Path) -> None:
    """Ask it to end, and once more where it waits for its worker: it ends its neighbours in any case."""
    process.terminate()
    wait_until(lambda: process.poll() is not None or "Ending" in output.read_text())
    process.terminate()
    process.wait(60)
