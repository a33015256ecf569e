"""Programs at work, followed by what they log: what they take of CPU, memory and requests to SQS."""

import json
import os
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from tests.support.waiting import wait_until

LONGEST_SECONDS: Final = 900.0
_SETTLED: Final = frozenset({"Recorded", "AlreadyRecorded", "OutOfSequence"})
_TICKS_A_SECOND: Final = os.sysconf("SC_CLK_TCK")

Line = Mapping[str, Any]
"""One line of a log."""


@dataclass(frozen=True, slots=True)
class Measured:
    """The cost of a run: seconds in all and on the CPU of its processes alone, the peak of the memory of one
    of them in MB, requests to SQS, and the seconds from send to commit.
    """

    events: int
    seconds: float
    cpu_seconds: float
    memory: float
    requests: int
    latencies: Sequence[float]


@dataclass(slots=True)
class Program:
    """A process, and the folder into which it logs and counts."""

    process: "subprocess.Popen[bytes]"
    folder: Path
    _settled: int = 0
    _bytes_read: int = 0

    def lines(self) -> Sequence[Line]:
        """Return the lines of its log that were written to their ends."""
        return [json.loads(line) for line in self._out().split(b"\n")[:-1]]

    def count(self) -> int:
        """Return the number of events that it has settled."""
        # To read it all, or line by line, each time would take the CPU from what is measured.
        whole_lines = self._out(self._bytes_read).rpartition(b"\n")[0]
        self._bytes_read += len(whole_lines)
        self._settled += sum(whole_lines.count(f'"event": "{name}"'.encode()) for name in _SETTLED)
        return self._settled

    def requests(self) -> int:
        """Return the number of its requests to SQS, once it has ended."""
        return sum(json.loads((self.folder / "counts").read_text()).values())

    def cpu_seconds(self) -> float:
        """Return what it has taken of a CPU since its start."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / _TICKS_A_SECOND

    def memory(self) -> float:
        """Return the peak of its memory in MB."""
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        (line,) = (line for line in status.splitlines() if line.startswith("VmHWM"))
        return int(line.split()[1]) / 1024

    def _out(self, start: int = 0) -> bytes:
        with (self.folder / "out").open("rb") as file:
            file.seek(start)
            return file.read()


@dataclass(slots=True)
class Run:
    """Programs that share the events. What they used before the first event is their start's."""

    programs: Sequence[Program]
    expected: int
    _cpu_before: float | None = None
    _before: int = 0
    _cpu: float = 0.0
    _memory: float = 0.0

    def begin(self) -> None:
        """Measure from now on."""
        self._cpu_before, self._before = self._cpu_seconds(), self._count()

    def wait(self) -> None:
        """Return when all events are settled; measure from the first, unless it has begun before."""
        if self._cpu_before is None:
            wait_until(lambda: self._count() > 0 or self._has_ended(), LONGEST_SECONDS)
            self.begin()
        wait_until(lambda: self._count() >= self.expected or self._has_ended(), LONGEST_SECONDS)
        # The events that came before the first look are paid for by the mean of the others.
        share = self.expected / max(1, self.expected - self._before)
        self._cpu = (self._cpu_seconds() - (self._cpu_before or 0.0)) * share
        self._memory = max(each.memory() for each in self.programs)

    def measured(self, sent: Mapping[str, float]) -> Measured:
        """Return what it took, `sent` being when each event was; the programs have ended."""
        settled = [line for line in self.lines() if line["event"] in _SETTLED]
        assert len(settled) >= self.expected, f"{len(settled)} of {self.expected} events were settled"
        times = [_seconds(line) for line in settled]
        latencies = [_seconds(line) - sent[line["eventId"]] for line in settled if line["eventId"] in sent]
        return Measured(
            events=self.expected,
            seconds=max(times) - min(times),
            cpu_seconds=self._cpu,
            memory=self._memory,
            requests=sum(each.requests() for each in self.programs),
            latencies=sorted(latencies),
        )

    def lines(self) -> Sequence[Line]:
        """Return what all of them have logged."""
        return [line for each in self.programs for line in each.lines()]

    def _count(self) -> int:
        return sum(each.count() for each in self.programs)

    def _cpu_seconds(self) -> float:
        return sum(each.cpu_seconds() for each in self.programs)

    def _has_ended(self) -> bool:
        return any(each.process.poll() is not None for each in self.programs)


def _seconds(line: Line) -> float:
    return datetime.fromisoformat(line["timestamp"]).timestamp()
