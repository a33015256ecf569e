"""Rule 6: what an outcome or a failure means for the message."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

import pytest

from adapters.in_memory.clock import InMemoryClock
from adapters.in_memory.delius.delius import InMemoryDelius
from adapters.in_memory.delius.tables import Tables
from adapters.in_memory.inbound_events import FAILURE_REASON, InMemoryInboundEvents
from adapters.in_memory.telemetry import InMemoryTelemetry
from application.handle_delivery import Disposal, Handled, HandleDelivery
from application.neighbours import Neighbours
from application.outage import FailurePolicy, RetryPauses
from application.record_event import RecordEvent
from application.task import Task
from domain.case import CaseRequest
from domain.event import Event, EventType
from domain.failures import Failure, Neighbour, Outage, PermanentFailure, TemporaryFailure
from domain.identifiers import Crn
from domain.notification import Notification
from domain.outcome import Outcome
from domain.ports.delius import Delius
from domain.ports.open_case import OpenCase
from domain.remarks import Remark
from entrypoints.sandbox.sample_events import SampleEvent
from entrypoints.sandbox.settle import settle
from tests.domain.builders import arrived
from tests.domain.desk import Desk, day

EVENT = arrived(day(2))
START = datetime(2026, 6, 11, 9, 0, tzinfo=UTC)


@dataclass(slots=True)
class ScriptedDetails:
    """Fails as often as the script has failures, then answers."""

    failures: list[Failure] = field(default_factory=list)
    event: Event = EVENT
    calls: int = 0

    def fetch(self, notification: Notification) -> Event:
        assert notification.detail_url
        self.calls += 1
        if self.failures:
            raise self.failures.pop(0)
        return self.event


@dataclass(slots=True)
class Service:
    """The application around one queue, with CAS3 scripted."""

    details: ScriptedDetails
    clock: InMemoryClock = field(default_factory=lambda: InMemoryClock(START))
    telemetry: InMemoryTelemetry = field(default_factory=InMemoryTelemetry)
    tables: Tables = field(default_factory=lambda: Desk().tables)
    queue: InMemoryInboundEvents = field(init=False)
    neighbours: Neighbours = field(init=False)
    handle: HandleDelivery = field(init=False)

    def __post_init__(self) -> None:
        self.queue = InMemoryInboundEvents(self.clock)
        self.neighbours = Neighbours(self.clock, self.telemetry)
        self.handle = self.handling(InMemoryDelius(self.tables))
        self.queue.send(_message(EVENT.crn))

    def handling(self, delius: Delius) -> HandleDelivery:
        record = RecordEvent(self.details, delius, self.clock, self.telemetry)
        policy = FailurePolicy(self.neighbours, self.clock, RetryPauses())
        return HandleDelivery(self.queue, record, self.clock, self.telemetry, policy)

    def receives(self) -> Handled:
        (delivery,) = self.queue.receive(10)
        return settle(self.handle, Task(delivery), self.clock.wait)


def _message(crn: Crn) -> str:
    sample = SampleEvent(
        type=EventType.PERSON_ARRIVED, crn=crn.value, timestamp=START, details={"bookingId": "b1"}
    )
    return sample.envelope


def serving(*failures: Failure, event: Event = EVENT) -> Service:
    return Service(ScriptedDetails(list(failures), event))


def test_a_recorded_event_is_acknowledged_and_reported() -> None:
    service = serving()

    assert service.receives() == Handled(Outcome.RECORDED, announces=True)
    assert (service.queue.visible, service.queue.in_flight, service.queue.dead_letters) == ([], [], ())
    (report,) = service.telemetry.reports
    assert report.name == "Recorded"
    assert report.facts == {
        "eventType": "accommodation.cas3.person.arrived",
        "crn": "A000001",
        "externalReference": "urn:hmpps:cas3:person-arrived:b1",
        "eventId": EVENT.id.value,
        "announcements": "1",
    }


def test_remarks_are_reported_beside_the_outcome() -> None:
    service = serving(event=replace(EVENT, left_out=("notes", "recordedBy")))
    service.tables.team_members.clear()

    service.receives()

    remarks = [Remark.STAFF_NOT_IN_TEAM, Remark.DETAIL_LEFT_OUT]
    assert [report.name for report in service.telemetry.reports] == ["Recorded", *remarks]
    assert service.telemetry.reports[-1].facts["leftOut"] == "notes, recordedBy"


def test_an_event_that_comes_twice_is_acknowledged_twice() -> None:
    service = serving()
    service.receives()
    service.queue.send(_message(EVENT.crn))

    assert service.receives() == Handled(Outcome.ALREADY_RECORDED)
    assert service.queue.in_flight == []


def test_what_cannot_be_recorded_is_set_aside_at_once_with_its_reason() -> None:
    service = serving(PermanentFailure("no use"))

    assert service.receives() == Handled(Disposal.SET_ASIDE, "no use")
    assert service.details.calls == 1
    (letter,) = service.queue.dead_letters
    assert letter.attributes[FAILURE_REASON] == "no use"
    (report,) = service.telemetry.reports
    assert (report.name, report.facts["reason"], report.facts["crn"]) == ("SetAside", "no use", "A000001")


def test_a_message_that_cannot_be_read_is_set_aside() -> None:
    service = serving()
    service.queue.acknowledge(service.queue.receive(1)[0])
    service.queue.send("rubbish")

    assert service.receives() == Handled(Disposal.SET_ASIDE, "the message is not JSON")


def test_details_of_another_person_are_set_aside() -> None:
    service = serving(event=replace(EVENT, crn=Crn("B000002")))

    assert service.receives().result is Disposal.SET_ASIDE


@pytest.mark.parametrize("failures", [1, 2])
def test_what_passes_at_once_is_tried_again_while_the_message_is_held(failures: int) -> None:
    service = serving(*[TemporaryFailure("not yet")] * failures)

    assert service.receives() == Handled(Outcome.RECORDED, announces=True)
    assert service.details.calls == failures + 1


def test_what_does_not_pass_at_once_is_handed_back_with_growing_pauses_and_at_last_set_aside() -> None:
    service = serving(*[TemporaryFailure("not yet")] * 9)
    times: list[float] = []

    for pause in (300, 1500):
        assert service.receives() == Handled(Disposal.HANDED_BACK, "not yet")
        (message,) = service.queue.in_flight
        times.append((message.visible_from - service.clock.now()).total_seconds())
        service.clock.wait(pause)

    assert times == [300, 1500]
    assert service.receives() == Handled(Disposal.SET_ASIDE, "not yet")
    assert service.details.calls == 9
    assert [letter.attributes[FAILURE_REASON] for letter in service.queue.dead_letters] == ["not yet"]


@pytest.mark.parametrize(
    "failures",
    [[Outage("away", Neighbour.API)], [TemporaryFailure("not yet"), Outage("away", Neighbour.API)]],
)
def test_an_outage_is_no_messages_fault_and_leaves_it_in_hand(failures: Sequence[Failure]) -> None:
    service = serving(*failures)

    handled = service.receives()

    assert handled == Handled(Disposal.HELD, "away", met_outage=True)
    assert len(service.queue.in_flight) == 1
    assert service.queue.dead_letters == ()


@dataclass(frozen=True, slots=True)
class BusyDelius:
    """Delius, where somebody changes the contact just before the first commit."""

    delius: InMemoryDelius
    interferences: list[TemporaryFailure]

    @contextmanager
    def open_case(self, request: CaseRequest) -> Iterator[OpenCase]:
        with self.delius.open_case(request) as open_case:
            if self.interferences:
                raise self.interferences.pop()
            yield open_case


def test_a_case_that_was_changed_underneath_is_opened_anew() -> None:
    service = serving()
    delius = BusyDelius(InMemoryDelius(service.tables), [TemporaryFailure("changed")])
    service.handle = service.handling(delius)

    assert service.receives() == Handled(Outcome.RECORDED, announces=True)


def test_what_is_reported_names_the_path_of_the_details_and_the_reference_once_it_is_known() -> None:
    service = serving(PermanentFailure("no use"))
    service.receives()
    unknown = serving(event=replace(EVENT, crn=Crn("Z999999")))
    unknown.queue.acknowledge(unknown.queue.receive(1)[0])
    unknown.queue.send(_message(Crn("Z999999")))
    unknown.receives()

    (unfetched,) = service.telemetry.reports
    (fetched,) = unknown.telemetry.reports
    assert unfetched.facts["detailPath"].startswith("/events/cas3/")
    assert "externalReference" not in unfetched.facts
    assert fetched.facts["externalReference"] == "urn:hmpps:cas3:person-arrived:b1"
    assert fetched.facts["eventId"] == EVENT.id.value


def test_details_that_are_fetched_end_an_outage_of_the_api_but_not_one_of_the_database() -> None:
    service = serving()
    service.neighbours.failed(Neighbour.API, "away")
    service.neighbours.failed(Neighbour.TOKEN_ENDPOINT, "away")
    away: list[TemporaryFailure] = [Outage("the database cannot be reached", Neighbour.DATABASE)]
    service.handle = service.handling(BusyDelius(InMemoryDelius(service.tables), away))
    (delivery,) = service.queue.receive(1)
    service.handle(Task(delivery))

    assert [each for each in Neighbour if service.neighbours.is_away(each)] == [Neighbour.DATABASE]


def test_a_message_that_is_refused_without_asking_anybody_ends_no_outage() -> None:
    service = serving(PermanentFailure("the detailUrl of the message is not at the CAS3 API"))
    service.neighbours.failed(Neighbour.API, "away")
    service.receives()

    assert service.neighbours.is_away(Neighbour.API)
