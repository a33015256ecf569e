"""A message in the hand of the port to the queue."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread

from adapters.sqs.deleting import BatchDeleter
from adapters.sqs.extending import VisibilityExtender
from adapters.sqs.inbound_events import SqsInboundEvents
from adapters.sqs.policy import read_policy
from domain.ports.inbound_events import Delivery
from tests.support.aws import Queues

BRIEFLY_SECONDS = 4
"""The visibility timeout where a test waits for its end: a machine may stand still for most of it."""
TEN = {f"name-{number}": f"value {number}" for number in range(10)}


def port_to(queues: Queues) -> SqsInboundEvents:
    """The port, with the policy of the queue as it is now."""
    sqs = queues.aws.sqs
    return SqsInboundEvents(sqs, queues.url, read_policy(sqs, queues.url, None))


def hand_to_others(queues: Queues, delivery: Delivery) -> None:
    """Let the queue deliver it again at once, as if its visibility timeout had passed."""
    queues.aws.sqs.change_message_visibility(
        QueueUrl=queues.url, ReceiptHandle=delivery.receipt, VisibilityTimeout=0
    )


@contextmanager
def on_a_thread(work: BatchDeleter | VisibilityExtender) -> Iterator[None]:
    """Do the work as long as the context lasts."""
    thread = Thread(target=work.run, daemon=True)
    thread.start()
    yield
    work.stop()
    thread.join(30)
    assert not thread.is_alive()


def received(port: SqsInboundEvents, queues: Queues, body: str = "body", **attributes: str) -> Delivery:
    queues.send(body, attributes)
    (delivery,) = port.receive(10)
    return delivery
