"""The report of an event that was recorded."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

from adapters.in_memory.clock import InMemoryClock
from adapters.in_memory.delius.delius import InMemoryDelius
from adapters.in_memory.event_details import InMemoryEventDetails
from adapters.in_memory.telemetry import InMemoryTelemetry
from adapters.wire.notification import read_notification
from application.record_event import RecordEvent
from domain.arrival_and_departure import PersonArrived
from domain.event import EventType
from domain.identifiers import EventId
from domain.london import instant
from entrypoints.sandbox.sample_events import SampleEvent
from tests.domain.builders import arrived
from tests.domain.desk import Desk, day

EVENT = arrived(day(2))
EARLIER = replace(EVENT, id=EventId("earlier"), timestamp=instant(EVENT.timestamp - timedelta(hours=1)))


def facts_of(*events: PersonArrived) -> Mapping[str, str]:
    """The facts of the last of these."""
    telemetry, clock = InMemoryTelemetry(), InMemoryClock(EVENT.timestamp)
    record = RecordEvent(InMemoryEventDetails(), InMemoryDelius(Desk().tables), clock, telemetry)
    sample = SampleEvent(
        type=EventType.PERSON_ARRIVED, crn=EVENT.crn.value, timestamp=EVENT.timestamp, details={}
    )
    for event in events:
        record.record(read_notification(sample.envelope), event)
    return telemetry.reports[-1].facts


def test_a_late_event_that_tells_nothing_new_is_reported_as_such() -> None:
    assert facts_of(EVENT, EARLIER)["contact"] == "unchanged"


def test_one_that_adds_a_contact_or_lines_is_not() -> None:
    assert "contact" not in facts_of(EVENT)
    assert "contact" not in facts_of(EVENT, replace(EARLIER, notes="Has the key."))
