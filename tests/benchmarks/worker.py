"""The worker of production and a plain loop on the same neighbours, each a process of its own."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from itertools import count
from multiprocessing import get_context
from pathlib import Path
from time import sleep, time
from typing import Any, Final

from entrypoints.sandbox.neighbours.aws import CREDENTIALS, Aws, Messaging, aws_at, create_messaging
from entrypoints.sandbox.neighbours.cas3_api import CLIENT
from entrypoints.sandbox.neighbours.ministack import LOCALHOST, REGION
from entrypoints.sandbox.sample_events import SampleEvent
from tests.support.databases import USERNAME
from tests.support.waiting import wait_until

_BATCH_LIMIT: Final = 10
_LONGEST_SECONDS: Final = 600.0
_SETTLED: Final = frozenset({"Recorded", "AlreadyRecorded", "OutOfSequence"})
_TICKS_A_SECOND: Final = os.sysconf("SC_CLK_TCK")
_NUMBERS: Final = count(1)


@dataclass(frozen=True, slots=True)
class Measured:
    """The cost of one run: seconds in all and on the CPU of its process alone, the peak of its memory in MB,
    requests to SQS, and the seconds from send to commit.
    """

    events: int
    seconds: float
    cpu_seconds: float
    memory: float
    requests: int
    latencies: Sequence[float]


@dataclass(slots=True)
class Bench:
    """Queues of its own, the events, and where the neighbours are."""

    aws: Aws
    api_url: str
    database_url: str
    folder: Path
    events: Sequence[SampleEvent]
    concurrency: int = 10
    _messaging: Messaging = field(init=False)

    def __post_init__(self) -> None:
        self._messaging = create_messaging(self.aws, f"-bench-{next(_NUMBERS)}")

    def backlog(self, program: str) -> Measured:
        """Measure the program, `worker` or `loop`, on events that are all in the queue before it starts."""
        send(self.aws, self._messaging.queue, self.events)
        with self._running(program) as process:
            run = _Run(process, self._out, len(self.events))
            run.wait()
        return run.measured(self._requests, {})

    def one_by_one(self, pause: float) -> Measured:
        """Measure the worker while another process sends the events one by one, with a pause between them."""
        with self._running("worker") as process:
            run = _Run(process, self._out, len(self.events))
            wait_until(lambda: any(line["event"] == "Started" for line in lines(self._out)))
            with get_context("spawn").Pool(1) as pool:
                sender = (self.aws.endpoint, self._messaging.queue, self.events, pause)
                sent = pool.apply(trickle, sender)
            run.wait()
        return run.measured(self._requests, sent)

    @contextmanager
    def _running(self, program: str) -> "Iterator[subprocess.Popen[bytes]]":
        self._out.unlink(missing_ok=True)
        with self._out.open("wb") as out:
            process = subprocess.Popen(
                [sys.executable, "-m", "tests.benchmarks.counted", program, str(self._counts)],
                env={**os.environ, **self._settings()},
                stdout=out,
            )
        try:
            yield process
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait()

    @property
    def _out(self) -> Path:
        return self.folder / "out"

    @property
    def _counts(self) -> Path:
        return self.folder / "counts"

    def _requests(self) -> int:
        return sum(json.loads(self._counts.read_text()).values())

    def _settings(self) -> Mapping[str, str]:
        return {
            **CREDENTIALS,
            "AWS_REGION": REGION,
            "AWS_DEFAULT_REGION": REGION,
            "AWS_ENDPOINT_URL": self.aws.endpoint,
            "CAS3_QUEUE_URL": self._messaging.queue,
            "CAS3_TOPIC_ARN": self._messaging.announcements_topic,
            "CAS3_API_URL": self.api_url,
            "CAS3_TOKEN_URL": f"{self.api_url}/auth/oauth/token",
            "CAS3_CLIENT_ID": CLIENT[0],
            "CAS3_CLIENT_SECRET": CLIENT[1],
            "CAS3_DELIUS_URL": self.database_url,
            "CAS3_DELIUS_USERNAME": USERNAME,
            "CAS3_CONCURRENCY": str(self.concurrency),
            "CAS3_HTTP_HOST": LOCALHOST,
            "CAS3_HTTP_PORT": "0",
        }


@dataclass(slots=True)
class _Run:
    """A process at work, followed by its log. What it used before its first event is its start's."""

    process: "subprocess.Popen[bytes]"
    out: Path
    expected: int
    _cpu: float = 0.0
    _memory: float = 0.0

    def wait(self) -> None:
        """Return when all events are settled."""
        wait_until(lambda: self._count() > 0 or self._has_ended, _LONGEST_SECONDS)
        before, first = _cpu_seconds(self.process.pid), self._count()
        wait_until(lambda: self._count() >= self.expected or self._has_ended, _LONGEST_SECONDS)
        # The events that came before the first look are paid for by the mean of the others.
        share = self.expected / max(1, self.expected - first)
        self._cpu = (_cpu_seconds(self.process.pid) - before) * share
        self._memory = _peak_memory(self.process.pid)

    def measured(self, requests: "Any", sent: Mapping[str, float]) -> Measured:
        """Return what it took; the process has ended and told its requests."""
        settled = self._settled()
        assert len(settled) >= self.expected, f"{len(settled)} of {self.expected} events were settled"
        times = [_seconds(line) for line in settled]
        latencies = [_seconds(line) - sent[line["eventId"]] for line in settled if line["eventId"] in sent]
        return Measured(
            events=self.expected,
            seconds=max(times) - min(times),
            cpu_seconds=self._cpu,
            memory=self._memory,
            requests=requests(),
            latencies=sorted(latencies),
        )

    @property
    def _has_ended(self) -> bool:
        return self.process.poll() is not None

    def _count(self) -> int:
        # To read every line each time would take the CPU from what is measured.
        written = self.out.read_bytes()
        return sum(written.count(f'"event": "{name}"'.encode()) for name in _SETTLED)

    def _settled(self) -> Sequence[Mapping[str, Any]]:
        return [line for line in lines(self.out) if line["event"] in _SETTLED]


def lines(out: Path) -> Sequence[Mapping[str, Any]]:
    """Return the lines of a log that were written to their ends."""
    written = out.read_bytes().split(b"\n")[:-1] if out.exists() else []
    return [json.loads(line) for line in written]


def send(aws: Aws, queue: str, events: Sequence[SampleEvent]) -> None:
    """Put the events into the queue."""
    for start in range(0, len(events), _BATCH_LIMIT):
        batch = events[start : start + _BATCH_LIMIT]
        entries: Any = [
            {"Id": str(place), "MessageBody": event.envelope} for place, event in enumerate(batch)
        ]
        aws.sqs.send_message_batch(QueueUrl=queue, Entries=entries)


def trickle(endpoint: str, queue: str, events: Sequence[SampleEvent], pause: float) -> Mapping[str, float]:
    """Send the events one by one, with a pause between them; return when each was sent, since 1970."""
    sent: dict[str, float] = {}
    with aws_at(endpoint) as aws:
        for event in events:
            sent[event.id] = time()
            send(aws, queue, [event])
            sleep(max(0.0, pause - (time() - sent[event.id])))
    return sent


def _seconds(line: Mapping[str, Any]) -> float:
    return datetime.fromisoformat(line["timestamp"]).timestamp()


def _cpu_seconds(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / _TICKS_A_SECOND


def _peak_memory(pid: int) -> float:
    status = Path(f"/proc/{pid}/status").read_text()
    (line,) = (line for line in status.splitlines() if line.startswith("VmHWM"))
    return int(line.split()[1]) / 1024
