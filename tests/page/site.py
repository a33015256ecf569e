"""The page as the commands serve it."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.support.command import started


@contextmanager
def served(command: str, folder: Path, *arguments: str) -> Iterator[str]:
    """Its URL, once the story has been told to its end; all its files are in the folder."""
    with started(folder, command, "--port", "0", *arguments) as run:
        run.wait_for("until Ctrl-C")
        found = re.search(r"The page is at (\S+) until Ctrl-C", run.output.read_text())
        assert found
        yield found[1]
        assert run.process.poll() is None, run.output.read_text()
    said = run.output.read_text()
    assert "Traceback" not in said, said
    assert list(run.folder.iterdir()) == []
