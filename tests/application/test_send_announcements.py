"""Stored announcements reach the topic at least once and in order; a topic that is down delays them."""

import json

import pytest

from adapters.in_memory.announcements import InMemoryAnnouncements
from adapters.in_memory.delius.outbox import InMemoryOutbox
from adapters.in_memory.telemetry import InMemoryTelemetry
from application.send_announcements import SendAnnouncements
from tests.domain.builders import arrived, departed
from tests.domain.desk import Desk, day


@pytest.fixture
def desk() -> Desk:
    desk = Desk()
    for number in range(1, 13):
        desk.happens(arrived(day(number), f"b{number}", number))
    desk.happens(departed(day(20), "b12"))
    return desk


def kinds(topic: InMemoryAnnouncements) -> list[tuple[str, int]]:
    messages = [json.loads(message) for message in topic.messages]
    return [
        (each["eventType"].rpartition(".")[2], each["additionalInformation"]["addressId"])
        for each in messages
    ]


def test_all_that_is_stored_is_published_in_order(desk: Desk) -> None:
    topic = InMemoryAnnouncements()
    stored = [(each.type.value.rpartition(".")[2], each.address) for each in desk.announced()]

    assert SendAnnouncements(InMemoryOutbox(desk.tables), topic, InMemoryTelemetry())()

    assert len(stored) == 24
    assert kinds(topic) == stored
    assert desk.announced() == []


def test_what_the_topic_does_not_take_stays_stored_for_the_next_time(desk: Desk) -> None:
    topic, telemetry = InMemoryAnnouncements(), InMemoryTelemetry()
    send = SendAnnouncements(InMemoryOutbox(desk.tables), topic, telemetry)
    topic.is_down = True

    assert not send()
    assert len(desk.announced()) == 24
    assert [report.name for report in telemetry.reports] == ["AnnouncementsDelayed"]

    topic.is_down = False
    assert send()
    assert len(topic.messages) == 24
