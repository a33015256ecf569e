"""Threads by hand: boto3, urllib3 and psycopg. Ten are received, worked on at once, and deleted together."""

from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from threading import Semaphore
from typing import Any

import boto3

from tests.benchmarks.peers.blocking import handle
from tests.benchmarks.peers.program import AT_ONCE, LONG_POLL_SECONDS, QUEUE_URL, run, say

_BATCHES = 2
_sqs = boto3.client("sqs")
_room = Semaphore(_BATCHES)


def _work() -> None:
    say("Started")
    with ThreadPoolExecutor(AT_ONCE) as handlers, ThreadPoolExecutor(_BATCHES) as enders:
        while _room.acquire():
            answer = _sqs.receive_message(
                QueueUrl=QUEUE_URL, MaxNumberOfMessages=AT_ONCE, WaitTimeSeconds=LONG_POLL_SECONDS
            )
            messages = answer.get("Messages", ())
            enders.submit(_end, messages, [handlers.submit(handle, each["Body"]) for each in messages])


def _end(messages: Sequence[Any], handled: Sequence["Future[None]"]) -> None:
    wait(handled)
    entries: Any = [
        {"Id": str(place), "ReceiptHandle": message["ReceiptHandle"]}
        for place, message in enumerate(messages)
        if handled[place].exception() is None
    ]
    if entries:
        _sqs.delete_message_batch(QueueUrl=QUEUE_URL, Entries=entries)
    _room.release()


if __name__ == "__main__":
    run(_work)
