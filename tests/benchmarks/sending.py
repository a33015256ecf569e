"""Messages put into a queue: all at once, or one by one by a process of its own."""

from collections.abc import Mapping, Sequence
from time import sleep, time
from typing import Any, Final

from entrypoints.sandbox.neighbours.aws import Aws, aws_at

_BATCH_LIMIT: Final = 10

Message = tuple[str, str]
"""The id of an event, and the body of the message that tells of it."""


def send(aws: Aws, queue: str, messages: Sequence[Message]) -> None:
    """Put the messages into the queue."""
    for start in range(0, len(messages), _BATCH_LIMIT):
        batch = messages[start : start + _BATCH_LIMIT]
        entries: Any = [{"Id": str(place), "MessageBody": body} for place, (_, body) in enumerate(batch)]
        aws.sqs.send_message_batch(QueueUrl=queue, Entries=entries)


def trickle(endpoint: str, queue: str, messages: Sequence[Message], pause: float) -> Mapping[str, float]:
    """Send the messages one by one, with a pause between them; return when each event's was, since 1970."""
    sent: dict[str, float] = {}
    with aws_at(endpoint) as aws:
        for event, body in messages:
            sent[event] = time()
            send(aws, queue, [(event, body)])
            sleep(max(0.0, pause - (time() - sent[event])))
    return sent
