"""Publish announcements."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from adapters.sns.errors import MessageRefused, sns_errors_as_outages
from domain.ports.outbox import StoredAnnouncement

if TYPE_CHECKING:
    from types_boto3_sns import SNSClient
    from types_boto3_sns.type_defs import PublishBatchRequestEntryTypeDef


class SnsAnnouncements:
    """A topic at SNS; the attribute `eventType` is what subscribers filter by."""

    def __init__(self, client: "SNSClient", topic_arn: str) -> None:
        self._client = client
        self._topic_arn = topic_arn

    def publish(self, announcements: Sequence[StoredAnnouncement]) -> Mapping[int, str]:
        try:
            return self._publish(announcements)
        except MessageRefused as refused:
            if len(announcements) == 1:
                return {announcements[0].id: refused.reason}
        # One of them is to blame, and SNS does not say which.
        return {number: reason for each in announcements for number, reason in self.publish([each]).items()}

    def _publish(self, announcements: Sequence[StoredAnnouncement]) -> Mapping[int, str]:
        entries = [_entry(each) for each in announcements]
        with sns_errors_as_outages():
            answer = self._client.publish_batch(TopicArn=self._topic_arn, PublishBatchRequestEntries=entries)
            failed = {int(each["Id"]): each["Code"] for each in answer["Failed"]}
            taken = {int(each["Id"]) for each in answer["Successful"]}
        return {
            each.id: f"the topic did not take it ({failed.get(each.id, 'no answer about it')})"
            for each in announcements
            if each.id not in taken
        }


def _entry(announcement: StoredAnnouncement) -> "PublishBatchRequestEntryTypeDef":
    attributes = {"eventType": announcement.event_type}
    if announcement.trace_parent is not None:
        attributes["traceparent"] = announcement.trace_parent
    return {
        "Id": str(announcement.id),
        "Message": announcement.body,
        "MessageAttributes": {
            name: {"DataType": "String", "StringValue": value} for name, value in attributes.items()
        },
    }
