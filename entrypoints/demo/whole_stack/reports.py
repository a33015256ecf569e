"""What the worker reports in its log."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

_LOGGER: Final = "cas3_and_delius"


@dataclass(frozen=True, slots=True)
class Report:
    """A line of the log by its name, and what it tells."""

    name: str
    facts: Mapping[str, Any]


class WorkerLog:
    """Reads the log while it grows."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._read = 0

    def new(self) -> Iterator[Report]:
        """What the service reported since it was last asked; what libraries say, and no JSON, is left out."""
        with self.path.open("rb") as log:
            log.seek(self._read)
            for line in log:
                if not line.endswith(b"\n"):
                    return
                self._read += len(line)
                facts: dict[str, Any] = json.loads(line) if line.startswith(b"{") else {}
                if facts.get("logger") == _LOGGER:
                    yield Report(facts["event"], facts)

    def last_line(self) -> str:
        """What it said last."""
        lines = self.path.read_text(errors="replace").splitlines()
        return lines[-1] if lines else "nothing"
