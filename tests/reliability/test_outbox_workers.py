"""Rule 4: several workers send what is stored, each announcement once and in order, also when one dies."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from threading import Barrier

import pytest
from sqlalchemy import func, insert, select

from adapters.in_memory.announcements import InMemoryAnnouncements
from adapters.in_memory.clock import InMemoryClock
from adapters.in_memory.telemetry import InMemoryTelemetry
from adapters.oracle.database import Database
from adapters.oracle.outbox import OracleOutbox
from adapters.oracle.own_tables import outbox
from adapters.oracle.values import Columns, of_announcement
from application.neighbours import Neighbours
from application.send_announcements import SendAnnouncements
from domain.announcement import Announcement, AnnouncementType
from domain.failures import Neighbour, Outage
from domain.identifiers import AddressId, Crn
from domain.ports.announcements import Announcements
from domain.ports.outbox import OutboxInUse, StoredAnnouncement
from domain.ports.telemetry import Telemetry
from tests.domain.announced import announced
from tests.domain.desk import NOW
from tests.support.databases import USERNAME, PostgreSqlDatabases

LEASE_SECONDS = 30
MOST_LOOKS = 10_000
CRNS = [f"A{number:06}" for number in range(7)]


@dataclass(slots=True)
class Workers:
    """Two workers at one database, each as if in a process of its own."""

    databases: Sequence[Database]
    clock: InMemoryClock = field(default_factory=lambda: InMemoryClock(NOW))
    one: OracleOutbox = field(init=False)
    other: OracleOutbox = field(init=False)

    def __post_init__(self) -> None:
        self.one, self.other = (OracleOutbox(database, self.clock) for database in self.databases)

    def store(self, count: int) -> None:
        """Store announcements about all people in turns; the address counts them."""
        now = self.clock.now()
        announcements = [
            Announcement(
                type=AnnouncementType.ADDRESS_UPDATED,
                crn=Crn(CRNS[number % len(CRNS)]),
                occurred_at=now,
                status="Main Address",
                address=AddressId(number),
            )
            for number in range(count)
        ]
        self.insert(*[of_announcement(each, None) for each in announcements])

    def insert(self, *rows: Columns) -> None:
        """Store rows as they are."""
        with self.databases[0].transaction() as connection:
            connection.execute(insert(outbox), rows)
            connection.commit()

    def sender(self, topic: Announcements, telemetry: Telemetry | None = None) -> SendAnnouncements:
        """Return what the first worker sends with."""
        telemetry = telemetry or InMemoryTelemetry()
        neighbours = Neighbours(self.clock, telemetry)
        return SendAnnouncements(self.one, topic, telemetry, self.clock, neighbours)

    def left(self) -> int:
        """Return how many are stored."""
        with self.databases[0].transaction() as connection:
            return connection.execute(select(func.count()).select_from(outbox)).scalar_one()


@pytest.fixture
def workers(postgresql_databases: PostgreSqlDatabases) -> Iterator[Workers]:
    with postgresql_databases.new() as database:
        second = Database.at(database.engine.url, USERNAME)
        yield Workers([database, second])
        second.close()


def is_in_use(own: OracleOutbox) -> bool:
    with pytest.raises(OutboxInUse):
        own.claim(10)
    return True


def test_of_two_that_claim_at_the_same_moment_one_has_announcements_in_hand(workers: Workers) -> None:
    workers.store(20)
    start = Barrier(2)

    def claims(own: OracleOutbox) -> int:
        start.wait(timeout=60)
        try:
            stored = own.claim(10)
        except OutboxInUse:
            stored = []
        start.wait(timeout=60)
        own.finish([])
        return len(stored)

    with ThreadPoolExecutor(2) as threads:
        for _ in range(50):
            assert sorted(threads.map(claims, [workers.one, workers.other])) == [0, 10]


def test_the_announcements_of_a_dead_worker_are_anothers_once_its_lease_has_run_out(workers: Workers) -> None:
    workers.store(3)
    in_dead_hands = workers.one.claim(10)

    workers.clock.wait(LEASE_SECONDS - 1)
    assert is_in_use(workers.other)
    workers.clock.wait(1)
    assert workers.other.claim(10) == in_dead_hands


def test_a_worker_thought_dead_does_not_give_away_what_another_has_in_hand(workers: Workers) -> None:
    workers.store(3)
    slow = workers.one.claim(1)
    workers.clock.wait(LEASE_SECONDS)
    assert len(workers.other.claim(10)) == 3

    workers.one.finish([])
    assert is_in_use(workers.one)
    workers.one.finish(slow)
    assert is_in_use(workers.one)
    assert workers.left() == 2


def test_a_look_at_an_outbox_that_another_is_emptying_keeps_nobody_waiting(workers: Workers) -> None:
    """One looks as the other takes the last: the lease must not stay with who got nothing."""
    workers.store(1)
    (last,) = workers.other.claim(10)
    workers.other.finish([last])
    assert workers.one.claim(10) == []

    workers.store(1)
    assert len(workers.other.claim(10)) == 1


def by_person(published: Sequence[StoredAnnouncement]) -> Mapping[Crn, Sequence[AddressId]]:
    found: defaultdict[Crn, list[AddressId]] = defaultdict(list)
    for each in map(announced, published):
        found[each.crn].append(each.address)
    return found


@dataclass(slots=True)
class FitfulTopic:
    """A topic that takes what is published, but every third time nothing, and otherwise not all of it."""

    taken: list[StoredAnnouncement] = field(default_factory=list)
    calls: int = 0

    def publish(self, announcements: Sequence[StoredAnnouncement]) -> Mapping[int, str]:
        self.calls += 1
        if self.calls % 3 == 0:
            raise Outage("the topic is busy", Neighbour.TOPIC)
        assert len({each.person for each in announcements}) == len(announcements)
        refused = {each.id: "not now" for each in announcements[:1] if self.calls % 3 == 1}
        self.taken.extend(each for each in announcements if each.id not in refused)
        return refused


def test_two_that_send_at_once_keep_the_order_of_each_person_and_send_each_once(workers: Workers) -> None:
    workers.store(200)
    topic, start = FitfulTopic(), Barrier(2)

    def sends(own: OracleOutbox) -> None:
        telemetry = InMemoryTelemetry()
        neighbours = Neighbours(workers.clock, telemetry)
        send = SendAnnouncements(own, topic, telemetry, workers.clock, neighbours)
        start.wait(timeout=60)
        for _ in range(MOST_LOOKS):
            if not workers.left():
                break
            send()
            workers.clock.wait(1)

    with ThreadPoolExecutor(2) as threads:
        list(threads.map(sends, [workers.one, workers.other]))

    assert by_person(topic.taken) == {
        Crn(crn): list(range(place, 200, len(CRNS))) for place, crn in enumerate(CRNS)
    }


def test_what_is_published_is_deleted_in_small_steps(workers: Workers) -> None:
    workers.store(25)
    left: list[int] = []

    class Topic:
        def publish(self, announcements: Sequence[StoredAnnouncement]) -> Mapping[int, str]:
            left.append(workers.left())
            return {}

    assert workers.sender(Topic())()

    assert sorted(set(left), reverse=True) == [25, 15, 5]
    assert workers.left() == 0


def test_what_is_stored_but_not_yet_committed_is_sent_later(workers: Workers) -> None:
    workers.store(1)
    (first,) = workers.one.claim(10)

    with workers.databases[1].transaction() as connection:
        again = {"event_type": first.event_type, "body": first.body, "person": first.person}
        connection.execute(insert(outbox), again)
        workers.one.finish([first])
        assert workers.other.claim(10) == []
        connection.commit()

    assert len(workers.other.claim(10)) == 1


@pytest.mark.parametrize(
    ("event_type", "body"),
    [
        ("probation-case.address.deleted", "{}"),
        ("probation-case.address.created", "no JSON"),
        ("probation-case.address.created", "[]"),
    ],
)
def test_a_row_that_cannot_be_read_is_kept_reported_and_passed_by(
    workers: Workers, event_type: str, body: str
) -> None:
    workers.insert({"event_type": event_type, "body": body, "person": CRNS[0]})
    workers.store(2 * len(CRNS))
    topic, telemetry = InMemoryAnnouncements(), InMemoryTelemetry()

    assert workers.sender(topic, telemetry)()

    assert len(topic.messages) == 2 * (len(CRNS) - 1)
    assert workers.left() == 3
    (report,) = telemetry.reports
    assert report.name == "AnnouncementKept"
    assert report.facts["crn"] == CRNS[0]
