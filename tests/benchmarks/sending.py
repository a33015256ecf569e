"""Messages put into a queue: all at once, or one by one by a process of its own."""

from collections.abc import Mapping, Sequence
from time import sleep, time
from typing import Any, Final

from entrypoints.sandbox.neighbours.aws import Aws, aws_at
from entrypoints.sandbox.sample_events import SampleEvent

_BATCH_LIMIT: Final = 10


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
