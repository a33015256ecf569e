"""The metrics: which series there are, and what they tell."""

import re
from pathlib import Path

from adapters.telemetry.metrics import Metrics
from adapters.telemetry.names import OF_MESSAGES, OF_THE_SERVICE
from domain.event import EventType

FACTS = {"eventType": "accommodation.cas3.person.arrived", "crn": "A000001"}


def test_every_series_is_there_before_anything_happened() -> None:
    """Prometheus sees no rise in what appears at 1: the first message set aside would raise no alert."""
    text = Metrics().text().decode()
    for event_type in ("", *EventType):
        assert f'cas3_events_total{{event_type="{event_type}",name="SetAside"}} 0.0' in text
    for name in OF_THE_SERVICE:
        assert f'cas3_events_total{{event_type="",name="{name}"}} 0.0' in text
    for name in ("handling", "api", "transaction"):
        assert f"cas3_{name}_seconds_count 0.0" in text
    assert "cas3_last_success_timestamp_seconds 0.0" in text
    assert "process_cpu_seconds_total" in text


def test_the_last_success_is_when_an_event_was_recorded() -> None:
    metrics = Metrics(now=lambda: 1_700_000_000.0)
    metrics.count("SetAside", FACTS)
    assert "cas3_last_success_timestamp_seconds 0.0" in metrics.text().decode()
    metrics.count("AlreadyRecorded", FACTS)
    assert "cas3_last_success_timestamp_seconds 1.7e+09" in metrics.text().decode()


def test_every_name_that_is_reported_is_one_of_those_that_are_there_from_the_start() -> None:
    root = Path(__file__).parents[2]
    reported = {
        name
        for folder in ("application", "adapters")
        for file in (root / folder).rglob("*.py")
        for name in re.findall(r"\breport\(\s*\"(\w+)\"", file.read_text())
    }
    assert "Unexpected" in reported
    assert reported <= {*OF_MESSAGES, *OF_THE_SERVICE}


def test_a_type_that_anybody_made_up_has_no_series_of_its_own() -> None:
    metrics = Metrics()
    metrics.count("SetAside", {"eventType": "somebody.made.this.up"})
    text = metrics.text().decode()
    assert 'cas3_events_total{event_type="",name="SetAside"} 1.0' in text
    assert "made.this.up" not in text
