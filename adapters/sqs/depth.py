"""The number of messages in a queue."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from adapters.sqs.rights import refusals_as_outages

if TYPE_CHECKING:
    from types_boto3_sqs import SQSClient


@dataclass(frozen=True, slots=True)
class Depth:
    """About how many messages can be received, and how many are held or were handed back with a pause."""

    visible: int
    in_flight: int

    @property
    def messages(self) -> int:
        """Return the number of all of them."""
        return self.visible + self.in_flight


def read_depth(client: "SQSClient", queue_url: str) -> Depth:
    """Return the depth of the queue. Outage, naming the right if that is missing, if it cannot be read."""
    with refusals_as_outages("GetQueueAttributes", queue_url):
        answer = client.get_queue_attributes(
            QueueUrl=queue_url,
            AttributeNames=["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"],
        )
    attributes = answer["Attributes"]
    return Depth(
        visible=int(attributes["ApproximateNumberOfMessages"]),
        in_flight=int(attributes["ApproximateNumberOfMessagesNotVisible"]),
    )
