"""The connection to Oracle is cut at each round trip of an event in turn; the next try records it once."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count

import pytest
from sqlalchemy import func, select

from adapters.in_memory.announcements import InMemoryAnnouncements
from adapters.in_memory.clock import InMemoryClock
from adapters.in_memory.telemetry import InMemoryTelemetry
from adapters.oracle.database import Database
from adapters.oracle.delius_tables import audited_interaction, contact, offender_address
from adapters.oracle.own_tables import outbox, remembered
from application.neighbours import Neighbours
from application.send_announcements import SendAnnouncements
from domain.event import Event
from domain.failures import Outage, TemporaryFailure
from domain.outcome import Outcome
from tests.adapters.stores import Store, on_database
from tests.benchmarks.kinds import KINDS, Kind, add_home, events, record_in
from tests.domain.desk import NOW
from tests.reliability.oracle_scene import database, scene
from tests.support.oracle_wire.faults import Cut, Refuse
from tests.support.oracle_wire.scene import Scene

__all__ = ("database", "scene")

LEASE_SECONDS = 30
WRITTEN = (contact, audited_interaction, offender_address, remembered, outbox)
BY_NAME = {kind.name: kind for kind in KINDS}


@dataclass(slots=True)
class People:
    """People to whom a kind of event is about to happen, all with one community manager."""

    database: Database
    kind: Kind
    clock: InMemoryClock = field(default_factory=lambda: InMemoryClock(NOW))
    store: Store = field(init=False)
    _numbers: Iterator[int] = field(default_factory=count)
    _manager: tuple[int, int, int] = field(init=False)

    def __post_init__(self) -> None:
        self.store = on_database(self.database, self.clock)
        team, provider = self.store.users.add_team("N03HPT"), self.store.users.add_provider("N03")
        self._manager = (provider, team, self.store.users.add_staff("N03A001", team))

    def next(self) -> Event:
        """The event that is about to happen to somebody new."""
        crn = f"A{next(self._numbers):06}"
        person = self.store.users.register(crn)
        self.store.users.allocate(person, *self._manager)
        *before, event = events(self.kind, crn, f"booking of {crn}")
        for each in before:
            self.record(each)
        if self.kind.has_home:
            add_home(self.store, person)
        return event

    def record(self, event: Event) -> Outcome:
        return record_in(self.store.delius, event, self.clock.now())

    def rows(self) -> Mapping[str, int]:
        """Return how many rows the tables that are written to have."""
        with self.database.transaction() as connection:
            return {
                table.name: connection.scalar(select(func.count()).select_from(table)) or 0
                for table in WRITTEN
            }

    def added(self, before: Mapping[str, int]) -> Mapping[str, int]:
        return {name: number - before[name] for name, number in self.rows().items()}


def steps(people: People, scene: Scene) -> Sequence[str]:
    """The round trips of an event at which nothing goes wrong, once everything is known that is kept."""
    people.record(people.next())
    event = people.next()
    scene.reset()
    people.record(event)
    return list(scene.requests)


@pytest.mark.parametrize(
    "kind",
    [BY_NAME["referral.submitted"], BY_NAME["person.arrived, ends another address"]],
    ids=lambda kind: str(kind.name),
)
@pytest.mark.parametrize("done", [False, True], ids=["before", "after"])
def test_an_event_that_is_cut_off_anywhere_is_recorded_once(
    kind: Kind, done: bool, scene: Scene, database: Database
) -> None:
    people = People(database, kind)
    trips = steps(people, scene)
    event, before = people.next(), people.rows()
    people.record(event)
    expected = people.added(before)

    for place, step in enumerate(trips):
        event, before = people.next(), people.rows()
        scene.faults.order(f"^{re.escape(step)}$", Cut(done), times=1)
        with pytest.raises(TemporaryFailure, match="was lost"):
            people.record(event)

        is_committed = done and place == len(trips) - 1
        assert people.record(event) is (Outcome.ALREADY_RECORDED if is_committed else Outcome.RECORDED), step
        assert people.added(before) == expected, step


def test_a_last_statement_that_is_refused_commits_nothing_and_leaves_the_session_as_it_was(
    scene: Scene, database: Database
) -> None:
    people = People(database, BY_NAME["person.arrived, ends another address"])
    trips = steps(people, scene)
    event, before = people.next(), people.rows()
    scene.faults.order("COMMIT$", Refuse(1653, "no space"), times=1)

    with pytest.raises(Outage):
        people.record(event)

    assert not any(people.added(before).values())
    scene.reset()
    people.record(event)
    assert list(scene.requests) == trips


@pytest.mark.parametrize("tells", [False, True], ids=["without telling", "telling"])
def test_a_server_that_does_not_commit_with_a_statement_is_asked_to(
    tells: bool, scene: Scene, database: Database
) -> None:
    people = People(database, BY_NAME["referral.submitted"])
    trips = steps(people, scene)
    event = people.next()
    scene.commits_at_once, scene.tells_transactions = False, tells
    scene.reset()

    people.record(event)

    assert list(scene.requests) == [*trips, "COMMIT"]
    # What is not committed goes with its session.
    database.close()
    assert people.record(event) is Outcome.ALREADY_RECORDED


@pytest.mark.parametrize("done", [False, True], ids=["before", "after"])
def test_announcements_that_are_cut_off_anywhere_are_sent_and_removed(
    done: bool, scene: Scene, database: Database
) -> None:
    people, topic = People(database, BY_NAME["person.arrived, ends another address"]), InMemoryAnnouncements()
    telemetry = InMemoryTelemetry()
    neighbours = Neighbours(people.clock, telemetry)
    send = SendAnnouncements(people.store.outbox, topic, telemetry, people.clock, neighbours)
    people.record(people.next())
    scene.reset()
    assert send()
    trips = list(scene.requests)

    assert trips[-1].endswith("COMMIT")
    for step in trips:
        people.record(people.next())
        before = len(topic.messages)
        scene.faults.order(f"^{re.escape(step)}$", Cut(done), times=1)
        assert not send(), step
        people.clock.wait(LEASE_SECONDS)

        assert send()
        assert len(set(topic.messages[before:])) == 2, step
        assert people.rows()["cas3_outbox"] == 0
