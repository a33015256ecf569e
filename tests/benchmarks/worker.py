"""Programs on the same neighbours, the worker of production first, each a process of its own."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from multiprocessing import get_context
from pathlib import Path
from typing import Final

from entrypoints.sandbox.neighbours.aws import CREDENTIALS, Aws, Messaging, create_messaging
from entrypoints.sandbox.neighbours.cas3_api import BEARER, CLIENT
from entrypoints.sandbox.neighbours.ministack import LOCALHOST, REGION
from entrypoints.sandbox.sample_events import SampleEvent
from tests.benchmarks.run_of_programs import LONGEST_SECONDS, Measured, Program, Run
from tests.benchmarks.sending import Message, send, trickle
from tests.support.databases import USERNAME
from tests.support.waiting import wait_until

_NUMBERS: Final = count(1)


def as_published(event: SampleEvent, _: str) -> str:
    """Return the body that the topic puts into a queue."""
    return event.envelope


@dataclass(frozen=True, slots=True)
class Command:
    """A command to be measured, without the file for its count of requests, which comes last; and the body of
    the message that tells it of an event, by the event and the name of the queue.
    """

    arguments: Sequence[str]
    body: Callable[[SampleEvent, str], str] = as_published


def _counted(program: str) -> Command:
    return Command([sys.executable, "-m", "tests.benchmarks.counted", program])


WORKER: Final = _counted("worker")
LOOP: Final = _counted("loop")
READER: Final = _counted("reader")


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

    def backlog(self, command: Command, processes: int = 1) -> Measured:
        """Measure the command on events that are all in the queue before it starts."""
        send(self.aws, self._messaging.queue, self._messages(command))
        with self._running(command, processes) as run:
            run.wait()
        return run.measured({})

    def one_by_one(self, command: Command, pause: float) -> Measured:
        """Measure it while another process sends the events one by one, with a pause between them."""
        with self._running(command) as run:
            wait_until(lambda: any(line["event"] == "Started" for line in run.lines()), LONGEST_SECONDS)
            run.begin()
            with get_context("spawn").Pool(1) as pool:
                sender = (self.aws.endpoint, self._messaging.queue, self._messages(command), pause)
                sent = pool.apply(trickle, sender)
            run.wait()
        return run.measured(sent)

    def _messages(self, command: Command) -> Sequence[Message]:
        queue = self._messaging.queue.rpartition("/")[2]
        return [(event.id, command.body(event, queue)) for event in self.events]

    @contextmanager
    def _running(self, command: Command, processes: int = 1) -> Iterator[Run]:
        programs = [self._start(command, self.folder / f"{number}") for number in range(processes)]
        try:
            yield Run(programs, len(self.events))
        finally:
            for each in programs:
                each.process.send_signal(signal.SIGTERM)
            for each in programs:
                each.process.wait()

    def _start(self, command: Command, folder: Path) -> Program:
        folder.mkdir(exist_ok=True)
        # What an earlier program has counted there is not this one's.
        (folder / "counts").unlink(missing_ok=True)
        with (folder / "out").open("wb") as out:
            process = subprocess.Popen(
                [*command.arguments, str(folder / "counts")],
                env={**os.environ, **self._settings()},
                stdout=out,
            )
        return Program(process, folder)

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
            "PEER_AUTHORIZATION": BEARER,
        }
