"""Stored announcements reach the topic at least once and in order; a topic that is down delays them."""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

import pytest

from adapters.in_memory.announcements import InMemoryAnnouncements
from adapters.in_memory.clock import InMemoryClock
from adapters.in_memory.delius.outbox import InMemoryOutbox
from adapters.in_memory.telemetry import InMemoryTelemetry
from application.neighbours import Neighbours
from application.send_announcements import SendAnnouncements
from domain.announcement import AnnouncementType
from domain.ports.outbox import StoredAnnouncement
from tests.domain.builders import arrived, departed
from tests.domain.desk import NOW, Desk, day


@pytest.fixture
def desk() -> Desk:
    desk = Desk()
    for number in range(1, 13):
        desk.happens(arrived(day(number), f"b{number}", number))
    desk.happens(departed(day(20), "b12"))
    return desk


def said(body: str) -> tuple[str, int]:
    message = json.loads(body)
    return message["eventType"], message["additionalInformation"]["addressId"]


@dataclass(slots=True)
class Sending:
    """The outbox of the desk, a topic, and what sends from one to the other."""

    desk: Desk
    topic: InMemoryAnnouncements = field(default_factory=InMemoryAnnouncements)
    telemetry: InMemoryTelemetry = field(default_factory=InMemoryTelemetry)
    clock: InMemoryClock = field(default_factory=lambda: InMemoryClock(NOW))
    send: SendAnnouncements = field(init=False)

    def __post_init__(self) -> None:
        outbox = InMemoryOutbox(self.desk.tables, self.clock)
        neighbours = Neighbours(self.clock, self.telemetry)
        self.send = SendAnnouncements(outbox, self.topic, self.telemetry, self.clock, neighbours)

    @property
    def published(self) -> list[tuple[str, int]]:
        return [said(message) for message in self.topic.messages]

    @property
    def reported(self) -> list[str]:
        return [report.name for report in self.telemetry.reports]


@pytest.fixture
def sending(desk: Desk) -> Sending:
    return Sending(desk)


def test_all_that_is_stored_is_published_in_order(sending: Sending) -> None:
    stored = [(each.type.value, each.address) for each in sending.desk.announced()]

    assert sending.send()

    assert len(stored) == 24
    assert sending.published == stored
    assert sending.desk.announced() == []


def test_what_a_topic_that_is_down_does_not_take_stays_stored_for_the_next_time(sending: Sending) -> None:
    sending.topic.is_down = True

    assert not sending.send()
    assert len(sending.desk.announced()) == 24
    assert sending.reported == ["OutageBegan", "AnnouncementsDelayed"]

    sending.topic.is_down = False
    assert sending.send()
    assert sending.reported[-1] == "OutageOver"
    assert len(sending.published) == 24


def test_while_another_worker_has_some_in_hand_all_is_well_and_nothing_done(sending: Sending) -> None:
    other = InMemoryOutbox(sending.desk.tables, sending.clock)
    in_hand = other.claim(24)

    assert not sending.send()
    assert (sending.published, sending.reported) == ([], [])

    other.finish(in_hand)
    assert sending.send()


def test_one_that_the_topic_refuses_delays_only_later_ones_of_the_same_person(sending: Sending) -> None:
    store(sending.desk, "B000002", "C000003", "B000002", "D000004")
    sending.topic.refuses = {"B000002"}

    assert sending.send()

    assert len(sending.published) == 26
    assert [each.crn.value for each in sending.desk.announced()] == ["B000002", "B000002"]
    (report,) = sending.telemetry.reports
    assert (report.name, report.facts["crn"], report.facts["reason"]) == (
        "AnnouncementKept",
        "B000002",
        "the topic refuses it",
    )


def test_what_was_refused_is_tried_again_after_growing_pauses(sending: Sending) -> None:
    store(sending.desk, "B000002", "B000002")
    sending.topic.refuses = {"B000002"}
    for _ in range(30):
        assert sending.send()
        sending.clock.wait(1)

    # At once, after 5 seconds, and after 10 more; then it waits for 20.
    assert sending.reported == ["AnnouncementKept"] * 3
    sending.topic.refuses = set()
    sending.clock.wait(20)
    assert sending.send()
    assert sending.desk.announced() == []


def test_of_many_in_trouble_the_good_ones_go_out_all_the_same(sending: Sending) -> None:
    troubled = [f"B{number:06}" for number in range(50)]
    sending.desk.tables.outbox.clear()
    store(sending.desk, *troubled, "C000003", *troubled)
    sending.topic.refuses = set(troubled)

    assert sending.send()

    assert [json.loads(each)["of"] for each in sending.topic.messages] == ["C000003"]
    assert len(sending.desk.tables.outbox) == 100


def test_a_slow_topic_does_not_outlast_the_claim(sending: Sending) -> None:
    """Another worker may take over after half a minute, and would send the same ones in between."""
    claims = sending.send.outbox = CountedOutbox(sending.desk.tables, sending.clock)
    sending.send.announcements = SlowTopic(sending.clock)

    assert sending.send()

    assert sending.desk.announced() == []
    assert claims.count > 10


@dataclass(slots=True)
class SlowTopic:
    """A topic that takes ten seconds for each announcement."""

    clock: InMemoryClock

    def publish(self, announcements: Sequence[StoredAnnouncement]) -> Mapping[int, str]:
        self.clock.wait(10)
        return {}


class CountedOutbox(InMemoryOutbox):
    """An outbox that counts how often announcements are claimed."""

    count = 0

    def claim(self, limit: int, passing_by: Collection[str] = ()) -> Sequence[StoredAnnouncement]:
        self.count += 1
        return super().claim(limit, passing_by)


def store(desk: Desk, *crns: str) -> None:
    """Store an announcement about each."""
    for crn in crns:
        number = next(desk.tables.ids)
        desk.tables.outbox[number] = StoredAnnouncement(
            id=number,
            event_type=AnnouncementType.ADDRESS_UPDATED.value,
            body=json.dumps(
                {
                    "eventType": AnnouncementType.ADDRESS_UPDATED.value,
                    "of": crn,
                    "additionalInformation": {"addressId": number, "addressStatus": ""},
                }
            ),
            person=crn,
        )
