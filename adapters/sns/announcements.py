"""Publishes announcements."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from botocore.exceptions import BotoCoreError, ClientError

from adapters.wire.announcement import write_announcement
from domain.announcement import Announcement
from domain.failures import TemporaryFailure

if TYPE_CHECKING:
    from types_boto3_sns import SNSClient
    from types_boto3_sns.type_defs import PublishBatchRequestEntryTypeDef

_MOST: Final = 10


class SnsAnnouncements:
    """A topic at SNS; the attribute `eventType` is what subscribers filter by."""

    def __init__(self, client: "SNSClient", topic_arn: str) -> None:
        self._client = client
        self._topic_arn = topic_arn

    def publish(self, announcements: Sequence[Announcement]) -> None:
        for start in range(0, len(announcements), _MOST):
            self._publish(announcements[start : start + _MOST])

    def _publish(self, announcements: Sequence[Announcement]) -> None:
        entries = [_entry(number, each) for number, each in enumerate(announcements)]
        try:
            answer = self._client.publish_batch(TopicArn=self._topic_arn, PublishBatchRequestEntries=entries)
        except (BotoCoreError, ClientError) as error:
            raise TemporaryFailure(f"the topic cannot be reached ({type(error).__name__})") from None
        if answer["Failed"]:
            raise TemporaryFailure(f"the topic did not take {len(answer['Failed'])} of {len(entries)}")


def _entry(number: int, announcement: Announcement) -> "PublishBatchRequestEntryTypeDef":
    attributes = {"eventType": announcement.type.value}
    if announcement.trace_parent is not None:
        attributes["traceparent"] = announcement.trace_parent
    return {
        "Id": str(number),
        "Message": write_announcement(announcement),
        "MessageAttributes": {
            name: {"DataType": "String", "StringValue": value} for name, value in attributes.items()
        },
    }
