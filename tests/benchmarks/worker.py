"""The production worker and a plain loop on the same stand-ins: how fast, and with how many requests."""

import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass, field
from threading import Event, Thread
from typing import Any

from dependency_injector import providers

from adapters.oracle.database import Database
from adapters.wire.notification import read_notification
from entrypoints.sandbox.neighbours.aws import Aws, Messaging, create_messaging
from entrypoints.sandbox.neighbours.cas3_api import CLIENT
from entrypoints.sandbox.sample_events import SampleEvent
from entrypoints.worker.container import WorkerContainer
from entrypoints.worker.loops import start_worker
from entrypoints.worker.settings import WorkerSettings

_MOST = 10


@dataclass(slots=True)
class Stopwatch:
    """Telemetry that notes when each event was recorded, by its id."""

    expected: int
    recorded: dict[str, float] = field(default_factory=dict)
    done: Event = field(default_factory=Event)

    def report(self, name: str, facts: Mapping[str, str]) -> None:
        if name in {"Recorded", "AlreadyRecorded", "OutOfSequence"}:
            self.recorded[facts["eventId"]] = time.perf_counter()
            if len(self.recorded) >= self.expected:
                self.done.set()

    def following(self, _message: str, _trace_parent: str | None) -> AbstractContextManager[None]:
        return nullcontext()

    def trace_parent(self) -> str | None:
        return None


@dataclass(frozen=True, slots=True)
class Measured:
    """What one run took: seconds in all and on the CPU, requests to SQS, and seconds from send to commit."""

    events: int
    seconds: float
    cpu_seconds: float
    requests: int
    latencies: Sequence[float]


class Bench:
    """One worker's parts with queues of their own, and everything counted."""

    def __init__(self, aws: Aws, api_url: str, database: Database, events: Sequence[SampleEvent]) -> None:
        self._aws, self._events = aws, events
        self._messaging = create_messaging(aws, f"-{time.monotonic_ns()}")
        self._watch = Stopwatch(len({event.id for event in events}))
        self._container = WorkerContainer(settings=_settings(self._messaging, api_url, database))
        self._container.telemetry.override(providers.Object(self._watch))
        self._container.database.override(providers.Object(database))
        self._container.sqs_client.override(providers.Object(aws.sqs))
        self._container.sns_client.override(providers.Object(aws.sns))
        self._sent: dict[str, float] = {}

    def work_off_backlog(self) -> Measured:
        """All events are in the queue before the worker starts."""
        self._send(self._events)
        return self._timed(self._worker_running())

    def keep_up(self, pause: float) -> Measured:
        """The worker runs; the events come one by one, with a pause between them."""
        return self._timed(self._worker_running(), pause)

    def plain_loop(self) -> Measured:
        """Receives one message, records its event and deletes it, again and again."""
        self._send(self._events)
        return self._timed(self._loop_running())

    def _timed(self, running: AbstractContextManager[None], pause: float | None = None) -> Measured:
        self._container.worker()
        with self._counted() as requests:
            started, cpu = time.perf_counter(), time.process_time()
            with running:
                if pause is not None:
                    self._trickle(pause)
                assert self._watch.done.wait(300), "not all events were recorded"
                seconds, cpu_seconds = time.perf_counter() - started, time.process_time() - cpu
        latencies = [self._watch.recorded[event] - self._sent[event] for event in self._watch.recorded]
        return Measured(len(self._events), seconds, cpu_seconds, len(requests), sorted(latencies))

    @contextmanager
    def _worker_running(self) -> Iterator[None]:
        worker, queue = self._container.worker(), self._container.queue()
        loops = self._container.loops()
        loops.keep("deleting", queue.deleter.run)
        loops.keep("extending", queue.extender.run)
        start_worker(loops, worker, self._container.settings().concurrency)
        yield
        worker.stop()
        queue.deleter.stop()
        queue.extender.stop()
        loops.stop()

    @contextmanager
    def _loop_running(self) -> Iterator[None]:
        thread = Thread(target=self._loop, daemon=True)
        thread.start()
        yield
        thread.join()

    def _loop(self) -> None:
        record, sqs, url = self._container.record_event(), self._aws.sqs, self._messaging.queue
        while not self._watch.done.is_set():
            for message in sqs.receive_message(QueueUrl=url).get("Messages", []):
                record(read_notification(message["Body"]))
                self._container.send_announcements()()
                sqs.delete_message(QueueUrl=url, ReceiptHandle=message["ReceiptHandle"])

    @contextmanager
    def _counted(self) -> Iterator[list[str]]:
        """The requests to SQS while it lasts; those that put messages there are none of the worker's."""
        requests: list[str] = []

        def count(model: Any, **_: Any) -> None:
            if not model.name.startswith("SendMessage"):
                requests.append(model.name)

        events = self._aws.sqs.meta.events
        events.register("before-call.sqs", count)
        yield requests
        events.unregister("before-call.sqs", count)

    def _trickle(self, pause: float) -> None:
        for event in self._events:
            self._send([event])
            time.sleep(pause)

    def _send(self, events: Sequence[SampleEvent]) -> None:
        for start in range(0, len(events), _MOST):
            batch = events[start : start + _MOST]
            entries = [{"Id": str(place), "MessageBody": event.envelope} for place, event in enumerate(batch)]
            self._sent.update({event.id: time.perf_counter() for event in batch})
            self._aws.sqs.send_message_batch(QueueUrl=self._messaging.queue, Entries=_typed(entries))


def _typed(entries: Any) -> Any:
    """The entries, which are made where their type is not known."""
    return entries


def _settings(messaging: Messaging, api_url: str, database: Database) -> WorkerSettings:
    client_id, client_secret = CLIENT
    return WorkerSettings.model_validate(
        {
            "queue_url": messaging.queue,
            "topic_arn": messaging.announcements_topic,
            "api_url": api_url,
            "token_url": f"{api_url}/auth/oauth/token",
            "client_id": client_id,
            "client_secret": client_secret,
            "delius_url": database.engine.url,
        }
    )
