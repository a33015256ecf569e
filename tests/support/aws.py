"""Queues and topics on a server that stands in for SQS and SNS, and what one can see in them."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count
from typing import TYPE_CHECKING, Any

from entrypoints.sandbox.neighbours.aws import (
    VISIBILITY_TIMEOUT_SECONDS,
    Aws,
    Messaging,
    create_messaging,
    hear,
    listen,
    publish,
)
from entrypoints.sandbox.sample_events import SampleEvent

if TYPE_CHECKING:
    from types_boto3_sqs.literals import QueueAttributeNameType
    from types_boto3_sqs.type_defs import MessageTypeDef

_NUMBERS = count(1)


@dataclass(slots=True)
class Queues:
    """The queue of the service with its dead-letter queue, and the topics; nothing in them yet."""

    aws: Aws
    messaging: Messaging
    _heard: list[Mapping[str, Any]] = field(default_factory=list)

    @classmethod
    def new(cls, aws: Aws, visibility_timeout: int = VISIBILITY_TIMEOUT_SECONDS) -> "Queues":
        """All of them made anew."""
        return cls(aws, create_messaging(aws, f"-{next(_NUMBERS)}", visibility_timeout))

    def hide_for(self, seconds: int) -> None:
        """Hide what is received for so long from now on; a worker that has started does not know of it."""
        self._set("VisibilityTimeout", str(seconds))

    def permit_receives(self, count: int) -> None:
        """Set a message aside only after so many receives."""
        answer = self.aws.sqs.get_queue_attributes(QueueUrl=self.url, AttributeNames=["RedrivePolicy"])
        policy = json.loads(answer["Attributes"]["RedrivePolicy"])
        self._set("RedrivePolicy", json.dumps({**policy, "maxReceiveCount": count}))

    @property
    def url(self) -> str:
        """Return where the events come in."""
        return self.messaging.queue

    def publish(self, event: SampleEvent) -> None:
        """Publish the event to the topic, as CAS3 does."""
        publish(self.aws, self.messaging, event.message, event.type.value)

    def send(self, body: str, attributes: Mapping[str, str] | None = None) -> None:
        """Put a message into the queue that did not come through the topic."""
        self.aws.sqs.send_message(
            QueueUrl=self.url,
            MessageBody=body,
            MessageAttributes={
                name: {"DataType": "String", "StringValue": value}
                for name, value in (attributes or {}).items()
            },
        )

    def send_dead_letter(self, body: str, reason: str, **attributes: str) -> str:
        """Put a message into the dead-letter queue; its id."""
        answer = self.aws.sqs.send_message(
            QueueUrl=self.messaging.dead_letter_queue,
            MessageBody=body,
            MessageAttributes={
                name: {"DataType": "String", "StringValue": value}
                for name, value in {"FailureReason": reason, **attributes}.items()
            },
        )
        return answer["MessageId"]

    @property
    def visible(self) -> int:
        """Return how many messages wait to be received."""
        return self._count("ApproximateNumberOfMessages")

    @property
    def in_flight(self) -> int:
        """Return how many somebody holds, or has handed back with a pause."""
        return self._count("ApproximateNumberOfMessagesNotVisible")

    @property
    def is_worked_off(self) -> bool:
        """Return whether nothing is left in the queue."""
        return self.visible == self.in_flight == 0

    def dead_letters(self) -> "Sequence[MessageTypeDef]":
        """Return what was set aside until now; it stays there."""
        return [message for batch in self._dead_letters() for message in batch]

    def reasons(self) -> Sequence[str]:
        """Return why each of them was, in alphabetical order; `none` without a reason."""
        return sorted(_reason(message) for message in self.dead_letters())

    def announced(self) -> Sequence[Mapping[str, Any]]:
        """All announcements that were published until now."""
        self._heard.extend(json.loads(body) for body in hear(self.aws, self.messaging))
        return tuple(self._heard)

    def take_topic_down(self) -> None:
        """No announcement can be published any more."""
        self.aws.sns.delete_topic(TopicArn=self.messaging.announcements_topic)

    def bring_topic_back(self) -> None:
        """Announcements can be published again."""
        name = self.messaging.announcements_topic.rpartition(":")[2]
        assert self.aws.sns.create_topic(Name=name)["TopicArn"] == self.messaging.announcements_topic
        listen(self.aws, self.messaging)

    def _set(self, name: "QueueAttributeNameType", value: str) -> None:
        self.aws.sqs.set_queue_attributes(QueueUrl=self.url, Attributes={name: value})

    def _dead_letters(self) -> "Iterator[Sequence[MessageTypeDef]]":
        url = self.messaging.dead_letter_queue
        received: list[MessageTypeDef] = []
        while messages := self.aws.sqs.receive_message(
            QueueUrl=url,
            MaxNumberOfMessages=10,
            VisibilityTimeout=60,
            MessageAttributeNames=["All"],
            MessageSystemAttributeNames=["ApproximateReceiveCount"],
        ).get("Messages"):
            received += messages
            yield messages
        for message in received:
            self.aws.sqs.change_message_visibility(
                QueueUrl=url, ReceiptHandle=message["ReceiptHandle"], VisibilityTimeout=0
            )

    def _count(self, name: Any) -> int:
        answer = self.aws.sqs.get_queue_attributes(QueueUrl=self.url, AttributeNames=[name])
        return int(answer["Attributes"][name])


def _reason(message: "MessageTypeDef") -> str:
    attributes = message.get("MessageAttributes", {})
    return attributes["FailureReason"].get("StringValue", "") if "FailureReason" in attributes else "none"
