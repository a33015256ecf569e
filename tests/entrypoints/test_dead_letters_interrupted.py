"""The command `dead-letters`, ended in the middle of its work: nothing is lost."""

import signal
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from tests.support.aws import Queues
from tests.support.waiting import wait_until

_COMMAND = Path(sys.executable).with_name("cas3-and-delius")


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGKILL])
def test_nothing_is_lost_when_it_is_ended_in_the_middle(
    number: signal.Signals, queues: Queues, tmp_path: Path
) -> None:
    messages = 400
    _fill(queues, messages)
    status, said = _ended_once(
        lambda: queues.visible > 20, number, tmp_path / "output", "dead-letters", "retry", "--all"
    )
    assert status == (1 if number is signal.SIGINT else -signal.SIGKILL)
    free, held = _counts(queues)
    doubled = queues.visible + free + held - messages
    if number is signal.SIGINT:
        assert (doubled, held) == (0, 0)
        assert "It was stopped before the end" in said
    else:
        # One message may have been sent back and not deleted yet: delivered twice, never lost.
        assert 0 <= doubled <= 1


@pytest.mark.parametrize("command", [["list"], ["show", "unknown"]])
def test_a_look_that_is_interrupted_leaves_every_message_free(
    command: Sequence[str], queues: Queues, tmp_path: Path
) -> None:
    _fill(queues, 400)
    status, said = _ended_once(
        lambda: _counts(queues)[1] > 20, signal.SIGINT, tmp_path / "output", "dead-letters", *command
    )
    assert (status, said) == (128 + signal.SIGINT, "")
    assert _counts(queues) == (400, 0)


def _fill(queues: Queues, messages: int) -> None:
    for start in range(0, messages, 10):
        queues.aws.sqs.send_message_batch(
            QueueUrl=queues.messaging.dead_letter_queue,
            Entries=[{"Id": str(each), "MessageBody": f"{start + each:04}"} for each in range(10)],
        )


def _ended_once(
    is_time: Callable[[], bool], number: signal.Signals, path: Path, *arguments: str
) -> tuple[int, str]:
    """Return the status and the output of the command, to which the signal is sent once it is time."""
    with path.open("wb") as output:
        process = subprocess.Popen([str(_COMMAND), *arguments], stdout=output, stderr=output)
        wait_until(is_time)
        process.send_signal(number)
        status = process.wait(60)
    return status, path.read_text()


def _counts(queues: Queues) -> tuple[int, int]:
    """Return how many messages of the dead-letter queue are free, and how many are held."""
    dead = queues.aws.sqs.get_queue_attributes(
        QueueUrl=queues.messaging.dead_letter_queue, AttributeNames=["All"]
    )["Attributes"]
    return int(dead["ApproximateNumberOfMessages"]), int(dead["ApproximateNumberOfMessagesNotVisible"])
