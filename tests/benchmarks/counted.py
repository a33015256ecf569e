"""`python -m tests.benchmarks.counted worker|loop|reader FILE`: count its requests to SQS into the file.

`worker` is the command of production and nothing else. `loop` is what one would write in an afternoon on the
same store: it receives ten with a long poll, records one after the other, deletes the ten, and announces
nothing. `reader` only receives and fetches the details, ten at once: what queue and API take by themselves.
"""

import json
import signal
import sys
from collections import Counter
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

import boto3

from adapters.telemetry.logs import configure_logs
from adapters.wire.notification import read_notification
from entrypoints.command_line import main
from entrypoints.environment import read_settings
from entrypoints.worker.container import WorkerContainer
from entrypoints.worker.settings import WorkerSettings

_LONG_POLL_SECONDS = 2
_BATCH_LIMIT = 10


def _loop() -> None:
    """Work until a long poll brings nothing."""
    settings = read_settings(WorkerSettings)
    configure_logs(settings.log_level, settings.log_format)
    container = WorkerContainer(settings=settings)
    record, sqs, telemetry = (
        container.application().record_event(),
        container.sqs_client(),
        container.telemetry(),
    )
    queue = str(settings.queue_url)
    while messages := sqs.receive_message(
        QueueUrl=queue, MaxNumberOfMessages=_BATCH_LIMIT, WaitTimeSeconds=_LONG_POLL_SECONDS
    ).get("Messages"):
        for message in messages:
            notification = read_notification(message["Body"])
            with telemetry.following(message["MessageId"], notification.trace_parent):
                record.record(notification, record.fetch(notification))
        entries: Any = [
            {"Id": str(place), "ReceiptHandle": message["ReceiptHandle"]}
            for place, message in enumerate(messages)
        ]
        sqs.delete_message_batch(QueueUrl=queue, Entries=entries)


def _read() -> None:
    """Receive and fetch until the process is told to end."""
    settings = read_settings(WorkerSettings)
    container = WorkerContainer(settings=settings)
    record, sqs, queue = (
        container.application().record_event(),
        container.sqs_client(),
        str(settings.queue_url),
    )

    def fetch(message: Any) -> None:
        event = record.fetch(read_notification(message["Body"]))
        _say("Recorded", eventId=event.id.value)

    _say("Started")
    # Of each message one fetch and one deletion, ten of each at once.
    with ThreadPoolExecutor(2 * _BATCH_LIMIT) as threads:
        while True:
            answer = sqs.receive_message(
                QueueUrl=queue, MaxNumberOfMessages=_BATCH_LIMIT, WaitTimeSeconds=_LONG_POLL_SECONDS
            )
            for message in answer.get("Messages", ()):
                threads.submit(fetch, message)
                threads.submit(sqs.delete_message, QueueUrl=queue, ReceiptHandle=message["ReceiptHandle"])


def _say(event: str, **facts: str) -> None:
    line = {"event": event, **facts, "timestamp": datetime.now(UTC).isoformat()}
    sys.stdout.write(json.dumps(line) + "\n")
    sys.stdout.flush()


def _counted(program: str, file: Path) -> None:
    requests: Counter[str] = Counter()

    def count(model: Any, **_: Any) -> None:
        requests[model.name] += 1

    boto3.setup_default_session()
    assert boto3.DEFAULT_SESSION is not None
    boto3.DEFAULT_SESSION.events.register("before-call.sqs", count)
    if program != "worker":
        # The worker sees to that itself.
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    try:
        _PROGRAMS[program]()
    finally:
        file.write_text(json.dumps(requests))


_PROGRAMS: Final[Mapping[str, Callable[[], object]]] = {
    "worker": lambda: main(["worker"]),
    "loop": _loop,
    "reader": _read,
}


if __name__ == "__main__":
    _counted(sys.argv[1], Path(sys.argv[2]))
