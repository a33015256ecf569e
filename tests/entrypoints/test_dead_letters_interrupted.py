"""The command `dead-letters`, ended in the middle of its work: nothing is lost."""

import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.support.aws import Queues
from tests.support.relay import relay

_COMMAND = Path(sys.executable).with_name("cas3-and-delius")
_SECONDS = 180


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGKILL])
def test_nothing_is_lost_when_it_is_ended_in_the_middle(
    number: signal.Signals, queues: Queues, tmp_path: Path
) -> None:
    _fill(queues, 100)
    status, said = _ended_after(
        20, "SendMessage", number, queues, tmp_path / "output", "dead-letters", "retry", "--all"
    )
    assert queues.visible == 21
    if number is signal.SIGINT:
        assert status == 1
        assert "It was stopped before the end" in said
        assert _counts(queues) == (79, 0)
    else:
        # The last was sent back and not deleted yet: it is delivered twice, and nothing is lost.
        assert status == -signal.SIGKILL
        assert sum(_counts(queues)) == 80


@pytest.mark.parametrize("command", [["list"], ["show", "unknown"]])
def test_a_look_that_is_interrupted_leaves_every_message_free(
    command: Sequence[str], queues: Queues, tmp_path: Path
) -> None:
    _fill(queues, 100)
    status, said = _ended_after(
        2, "ReceiveMessage", signal.SIGINT, queues, tmp_path / "output", "dead-letters", *command
    )
    assert (status, said) == (128 + signal.SIGINT, "")
    assert _counts(queues) == (100, 0)


def _fill(queues: Queues, messages: int) -> None:
    for start in range(0, messages, 10):
        queues.aws.sqs.send_message_batch(
            QueueUrl=queues.messaging.dead_letter_queue,
            Entries=[{"Id": str(each), "MessageBody": f"{start + each:04}"} for each in range(10)],
        )


def _ended_after(
    answers: int, action: str, number: signal.Signals, queues: Queues, path: Path, *arguments: str
) -> tuple[int, str]:
    """Return the status and the output of the command, to which the signal is sent while it waits for the
    answer to that action of the queue that comes after so many.
    """
    with path.open("wb") as output, relay(queues.aws.endpoint, action, answers) as way:
        environment = {**os.environ, "AWS_ENDPOINT_URL": way.url}
        process = subprocess.Popen([str(_COMMAND), *arguments], env=environment, stdout=output, stderr=output)
        assert way.keeps_waiting.wait(_SECONDS)
        process.send_signal(number)
        way.go_on()
        status = process.wait(_SECONDS)
    return status, path.read_text()


def _counts(queues: Queues) -> tuple[int, int]:
    """Return how many messages of the dead-letter queue are free, and how many are held."""
    dead = queues.aws.sqs.get_queue_attributes(
        QueueUrl=queues.messaging.dead_letter_queue, AttributeNames=["All"]
    )["Attributes"]
    return int(dead["ApproximateNumberOfMessages"]), int(dead["ApproximateNumberOfMessagesNotVisible"])
