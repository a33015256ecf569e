"""`python -m tests.benchmarks.counted worker|loop FILE`: count a program's requests to SQS into the file.

`worker` is the command of production and nothing else. `loop` is what one would write in an afternoon on the
same store: it receives ten with a long poll, records one after the other, deletes the ten, and announces
nothing.
"""

import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

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


def _counted(program: str, file: Path) -> None:
    requests: Counter[str] = Counter()

    def count(model: Any, **_: Any) -> None:
        requests[model.name] += 1

    boto3.setup_default_session()
    assert boto3.DEFAULT_SESSION is not None
    boto3.DEFAULT_SESSION.events.register("before-call.sqs", count)
    try:
        if program == "loop":
            _loop()
        else:
            main(["worker"])
    finally:
        file.write_text(json.dumps(requests))


if __name__ == "__main__":
    _counted(sys.argv[1], Path(sys.argv[2]))
