"""The topic for announcements, on a server that stands in for SNS."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from botocore.stub import Stubber

from adapters.sns.announcements import SnsAnnouncements
from adapters.wire.announcement import write_announcement
from domain.announcement import Announcement, AnnouncementType
from domain.failures import TemporaryFailure
from domain.identifiers import AddressId, Crn
from domain.london import instant
from entrypoints.sandbox.neighbours.aws import Aws, aws_at
from entrypoints.sandbox.neighbours.ministack import LOCALHOST, free_port
from tests.support.aws import Queues

ANNOUNCEMENT = Announcement(
    type=AnnouncementType.ADDRESS_CREATED,
    crn=Crn("A000001"),
    occurred_at=instant(datetime(2026, 6, 11, 9, 12, 44, tzinfo=UTC)),
    status="M",
    address=AddressId(2_500_000_001),
)


@pytest.fixture
def queues(aws: Aws) -> Queues:
    return Queues.new(aws)


@pytest.fixture
def port(queues: Queues) -> SnsAnnouncements:
    return SnsAnnouncements(queues.aws.sns, queues.messaging.announcements_topic)


def test_announcements_are_published_in_order(port: SnsAnnouncements, queues: Queues) -> None:
    port.publish([replace(ANNOUNCEMENT, address=AddressId(number)) for number in range(23)])

    assert [each["additionalInformation"]["addressId"] for each in queues.announced()] == list(range(23))


def test_subscribers_can_filter_by_the_type_and_follow_the_trace(
    port: SnsAnnouncements, queues: Queues
) -> None:
    trace_parent = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"
    port.publish([replace(ANNOUNCEMENT, trace_parent=trace_parent)])

    (message,) = queues.aws.sqs.receive_message(
        QueueUrl=queues.messaging.announcements_queue, MessageAttributeNames=["All"]
    )["Messages"]
    attributes = {name: value.get("StringValue") for name, value in message["MessageAttributes"].items()}
    assert attributes == {"eventType": "probation-case.address.created", "traceparent": trace_parent}
    assert message["Body"] == write_announcement(ANNOUNCEMENT)


def test_nothing_to_publish_asks_nobody() -> None:
    with aws_at(f"http://{LOCALHOST}:{free_port()}") as aws:
        SnsAnnouncements(aws.sns, "arn:aws:sns:eu-west-2:000000000000:x").publish([])


def test_a_topic_that_is_away_is_a_temporary_failure(port: SnsAnnouncements, queues: Queues) -> None:
    queues.take_topic_down()

    with pytest.raises(TemporaryFailure, match="NotFound"):
        port.publish([ANNOUNCEMENT])


def test_what_the_topic_takes_only_in_part_is_a_temporary_failure(queues: Queues) -> None:
    with aws_at(queues.aws.endpoint) as aws, Stubber(aws.sns) as stubber:
        failed = {"Id": "1", "Code": "InternalError", "SenderFault": False}
        stubber.add_response("publish_batch", {"Successful": [{"Id": "0"}], "Failed": [failed]})

        with pytest.raises(TemporaryFailure, match="did not take 1 of 2"):
            SnsAnnouncements(aws.sns, "arn").publish([ANNOUNCEMENT, ANNOUNCEMENT])
