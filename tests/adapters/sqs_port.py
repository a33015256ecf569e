"""A message in the hand of the port to the queue."""

from adapters.sqs.inbound_events import SqsInboundEvents
from domain.ports.inbound_events import Delivery
from tests.support.aws import Queues

HIDDEN = 2
TEN = {f"name-{number}": f"value {number}" for number in range(10)}


def received(port: SqsInboundEvents, queues: Queues, body: str = "body", **attributes: str) -> Delivery:
    queues.send(body, attributes)
    (delivery,) = port.receive(10)
    return delivery
