"""What those who run the service see: log lines, metrics and traces."""

import json
import logging
from collections.abc import Iterator

import pytest
import structlog
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

from adapters.telemetry.logs import configure_logs
from adapters.telemetry.metrics import Metrics
from adapters.telemetry.telemetry import LoggedTelemetry
from adapters.telemetry.traces import Traces
from adapters.wire.trace import current_trace_parent

TRACE_ID = "4bf92f3577b34da6a3ce929d0e0e4736"
TRACE_PARENT = f"00-{TRACE_ID}-00f067aa0ba902b7-01"
FACTS = {"eventType": "accommodation.cas3.person.arrived", "crn": "A000001"}


@pytest.fixture
def spans() -> InMemorySpanExporter:
    return InMemorySpanExporter()


@pytest.fixture
def metrics() -> Metrics:
    return Metrics()


@pytest.fixture
def telemetry(spans: InMemorySpanExporter, metrics: Metrics) -> LoggedTelemetry:
    provider = TracerProvider()
    provider.add_span_processor(SimpleSpanProcessor(spans))
    return LoggedTelemetry(metrics, Traces(provider))


@pytest.fixture(autouse=True)
def untouched_logging() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level = root.handlers, root.level
    yield
    root.handlers, root.level = handlers, level
    structlog.reset_defaults()


def test_a_report_is_one_line_of_json_with_the_trace_that_the_message_came_with(
    telemetry: LoggedTelemetry, capsys: pytest.CaptureFixture[str]
) -> None:
    configure_logs("INFO", "json")

    with telemetry.following("m1", TRACE_PARENT):
        telemetry.report("Recorded", FACTS)

    line = json.loads(capsys.readouterr().out)
    assert {name: line[name] for name in ("event", "crn", "eventType", "level", "messageId", "traceId")} == {
        "event": "Recorded",
        **FACTS,
        "level": "info",
        "messageId": "m1",
        "traceId": TRACE_ID,
    }


def test_what_somebody_should_look_at_is_a_warning(
    telemetry: LoggedTelemetry, capsys: pytest.CaptureFixture[str]
) -> None:
    configure_logs("WARNING", "json")

    telemetry.report("Recorded", FACTS)
    telemetry.report("SetAside", {**FACTS, "reason": "no use"})

    line = json.loads(capsys.readouterr().out)
    assert (line["event"], line["level"], line["reason"]) == ("SetAside", "warning", "no use")


def test_libraries_say_nothing_below_a_warning_whatever_the_level(capsys: pytest.CaptureFixture[str]) -> None:
    configure_logs("DEBUG", "json")

    for name in ("httpx", "botocore.endpoint", "sqlalchemy.engine.Engine"):
        logging.getLogger(name).info("Authorization: Bearer secret")

    assert capsys.readouterr().out == ""


def test_lines_can_be_made_readable(telemetry: LoggedTelemetry, capsys: pytest.CaptureFixture[str]) -> None:
    configure_logs("INFO", "console")

    telemetry.report("Recorded", FACTS)

    assert "Recorded" in (line := capsys.readouterr().out)
    assert not line.startswith("{")


def test_reports_are_counted_by_name_and_event_type(telemetry: LoggedTelemetry, metrics: Metrics) -> None:
    telemetry.report("Recorded", FACTS)
    telemetry.report("Recorded", FACTS)
    metrics.gauge("cas3_outage", "1 while nothing can succeed", lambda: 1.0)

    text = metrics.text().decode()

    assert f'cas3_events_total{{event_type="{FACTS["eventType"]}",name="Recorded"}} 2.0' in text
    assert "cas3_outage 1.0" in text


def test_the_span_continues_the_trace_and_says_what_was_decided(
    telemetry: LoggedTelemetry, spans: InMemorySpanExporter
) -> None:
    with telemetry.following("m1", TRACE_PARENT):
        passed_on = current_trace_parent()
        telemetry.report("Recorded", FACTS)

    (span,) = spans.get_finished_spans()
    assert span.context is not None
    assert span.context.trace_id == int(TRACE_ID, 16)
    assert [event.name for event in span.events] == ["Recorded"]
    assert passed_on is not None
    assert passed_on.startswith(f"00-{TRACE_ID}-")


@pytest.mark.parametrize("trace_parent", [None, "", "rubbish"])
def test_a_message_without_a_trace_starts_one(telemetry: LoggedTelemetry, trace_parent: str | None) -> None:
    assert current_trace_parent() is None
    with telemetry.following("m1", trace_parent):
        assert current_trace_parent() is not None
