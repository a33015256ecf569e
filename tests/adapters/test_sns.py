"""The topic for announcements, on a server that stands in for SNS."""

import json
from dataclasses import replace

import pytest
from botocore.stub import Stubber

from adapters.sns.announcements import SnsAnnouncements
from domain.failures import Neighbour, Outage
from domain.ports.outbox import StoredAnnouncement
from entrypoints.sandbox.neighbours.aws import Aws, aws_at
from entrypoints.sandbox.neighbours.ministack import LOCALHOST
from tests.support.aws import Queues
from tests.support.http_server import Answer, HttpServer

MESSAGE = {"eventType": "probation-case.address.created", "additionalInformation": {"addressId": 1}}
ANNOUNCEMENT = StoredAnnouncement(
    id=1, event_type="probation-case.address.created", body=json.dumps(MESSAGE), person="A000001"
)
OTHER = replace(ANNOUNCEMENT, id=2, person="B000002")


@pytest.fixture
def queues(aws: Aws) -> Queues:
    return Queues.new(aws)


@pytest.fixture
def port(queues: Queues) -> SnsAnnouncements:
    return SnsAnnouncements(queues.aws.sns, queues.messaging.announcements_topic)


def test_subscribers_can_filter_by_the_type_and_follow_the_trace(
    port: SnsAnnouncements, queues: Queues
) -> None:
    trace_parent = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"
    assert port.publish([replace(ANNOUNCEMENT, trace_parent=trace_parent)]) == {}

    (message,) = queues.aws.sqs.receive_message(
        QueueUrl=queues.messaging.announcements_queue, MessageAttributeNames=["All"]
    )["Messages"]
    attributes = {name: value.get("StringValue") for name, value in message["MessageAttributes"].items()}
    assert attributes == {"eventType": "probation-case.address.created", "traceparent": trace_parent}
    assert message["Body"] == ANNOUNCEMENT.body


def test_a_topic_that_is_gone_is_an_outage(port: SnsAnnouncements, queues: Queues) -> None:
    queues.take_topic_down()

    with pytest.raises(Outage, match="NotFound"):
        port.publish([ANNOUNCEMENT])


def test_what_the_topic_takes_only_in_part_is_told_apart(queues: Queues) -> None:
    with aws_at(queues.aws.endpoint) as aws, Stubber(aws.sns) as stubber:
        failed = {"Id": "2", "Code": "InternalError", "SenderFault": False}
        stubber.add_response("publish_batch", {"Successful": [{"Id": "1"}], "Failed": [failed]})
        unsaid = replace(OTHER, id=3)

        assert SnsAnnouncements(aws.sns, "arn").publish([ANNOUNCEMENT, OTHER, unsaid]) == {
            2: "the topic did not take it (InternalError)",
            3: "the topic did not take it (no answer about it)",
        }


def test_of_a_batch_that_is_refused_for_one_message_the_others_are_taken(queues: Queues) -> None:
    with aws_at(queues.aws.endpoint) as aws, Stubber(aws.sns) as stubber:
        stubber.add_client_error("publish_batch", "InvalidParameter")
        stubber.add_client_error("publish_batch", "InvalidParameter")
        stubber.add_response("publish_batch", {"Successful": [{"Id": "2"}], "Failed": []})

        refused = SnsAnnouncements(aws.sns, "arn").publish([ANNOUNCEMENT, OTHER])

    assert refused == {1: "the topic refused it (InvalidParameter)"}


ODD_ANSWERS = {
    "408 without a body": (408, "text/xml", ""),
    "413 without a body": (413, "text/xml", ""),
    "403 in HTML": (403, "text/html", "<html><head><title>no<br></head></html>"),
    "502 in text": (502, "text/plain", "Bad gateway"),
    "200 without a body": (200, "text/xml", ""),
    "200 in HTML": (200, "text/html", "<html><body><p>Sign in</p></body></html>"),
    "200 in another format": (200, "application/json", "[]"),
}


@pytest.mark.parametrize(("status", "kind", "body"), ODD_ANSWERS.values(), ids=ODD_ANSWERS)
def test_an_answer_that_is_none_of_a_topics_is_an_outage(
    status: int, kind: str, body: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AWS_MAX_ATTEMPTS", "1")
    server = HttpServer(lambda _: Answer(status, body, {"Content-Type": kind}))
    with aws_at(f"http://{LOCALHOST}:{server.port}") as aws, pytest.raises(Outage) as raised:
        SnsAnnouncements(aws.sns, "arn:aws:sns:eu-west-2:000000000000:x").publish([ANNOUNCEMENT])
    server.stop()

    assert raised.value.neighbour is Neighbour.TOPIC
