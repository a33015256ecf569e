"""The contract of every topic with the application."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import pytest

from adapters.in_memory.announcements import InMemoryAnnouncements
from adapters.sns.announcements import SnsAnnouncements
from domain.failures import Neighbour, Outage
from domain.ports.announcements import Announcements
from domain.ports.outbox import StoredAnnouncement
from entrypoints.sandbox.neighbours.aws import Aws
from tests.support.aws import Queues


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic, what is heard there, and how it goes down."""

    port: Announcements
    heard: Callable[[], Sequence[object]]
    take_down: Callable[[], None]


def _in_memory() -> Topic:
    topic = InMemoryAnnouncements()

    def take_down() -> None:
        topic.is_down = True

    return Topic(topic, lambda: [json.loads(each) for each in topic.messages], take_down)


def _at_sns(aws: Aws) -> Topic:
    queues = Queues.new(aws)
    port = SnsAnnouncements(aws.sns, queues.messaging.announcements_topic)
    return Topic(port, queues.announced, queues.take_topic_down)


@pytest.fixture(params=["in memory", "sns"])
def topic(request: pytest.FixtureRequest) -> Topic:
    return _in_memory() if request.param == "in memory" else _at_sns(request.getfixturevalue("aws"))


def stored(number: int) -> StoredAnnouncement:
    return StoredAnnouncement(
        id=number,
        event_type="probation-case.address.created",
        body=json.dumps({"number": number}),
        person=f"A{number:06}",
    )


def test_messages_are_published_as_they_were_stored_and_none_is_refused(topic: Topic) -> None:
    assert topic.port.publish([stored(number) for number in range(10)]) == {}

    assert sorted(topic.heard(), key=str) == [{"number": number} for number in range(10)]


def test_a_topic_that_is_down_is_an_outage_of_it(topic: Topic) -> None:
    topic.take_down()

    with pytest.raises(Outage) as raised:
        topic.port.publish([stored(1)])

    assert raised.value.neighbour is Neighbour.TOPIC
