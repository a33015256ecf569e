"""Log lines, metrics and traces for those who run the service."""

import json
import logging
from collections.abc import Iterator, Mapping

import pytest
import structlog
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

from adapters.telemetry.logs import configure_logs
from adapters.telemetry.metrics import Metrics
from adapters.telemetry.observed import ObservedEventDetails
from adapters.telemetry.telemetry import LoggedTelemetry
from adapters.telemetry.traces import Traces, tracer_provider
from adapters.wire.trace import current_trace_parent
from domain.event import Event, EventType
from domain.failures import TemporaryFailure
from domain.identifiers import Crn
from domain.notification import Notification

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


def test_spans_that_nobody_sees_give_lines_their_trace_and_get_no_notes(
    spans: InMemorySpanExporter, metrics: Metrics, capsys: pytest.CaptureFixture[str]
) -> None:
    configure_logs("INFO", "json")
    provider = TracerProvider()
    provider.add_span_processor(SimpleSpanProcessor(spans))
    telemetry = LoggedTelemetry(metrics, Traces(provider, are_exported=False))

    with telemetry.following("m1", TRACE_PARENT):
        telemetry.report("Recorded", FACTS)

    line = json.loads(capsys.readouterr().out)
    assert (line["messageId"], line["traceId"]) == ("m1", TRACE_ID)
    (span,) = spans.get_finished_spans()
    assert (span.name, span.events) == ("record event", ())


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


def test_every_line_names_the_service_and_its_version_also_those_of_libraries(
    telemetry: LoggedTelemetry, capsys: pytest.CaptureFixture[str]
) -> None:
    configure_logs("INFO", "json", {"service": "cas3-and-delius", "version": "1.2.3"})
    telemetry.report("Recorded", FACTS)
    logging.getLogger("a.library").warning("careful")
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [(line["event"], line["service"], line["version"]) for line in lines] == [
        ("Recorded", "cas3-and-delius", "1.2.3"),
        ("careful", "cas3-and-delius", "1.2.3"),
    ]
    assert [line["logger"] for line in lines] == ["cas3_and_delius", "a.library"]


def test_a_line_about_a_message_says_how_long_it_took(
    telemetry: LoggedTelemetry, capsys: pytest.CaptureFixture[str]
) -> None:
    configure_logs("INFO", "json")
    telemetry.report("OutageOver", {})
    with telemetry.following("m1", None):
        telemetry.report("Recorded", FACTS)
    outside, inside = (json.loads(line) for line in capsys.readouterr().out.splitlines())
    assert "durationMs" not in outside
    assert inside["durationMs"] >= 0


def test_a_fault_of_our_own_is_an_error_in_the_log_and_on_the_span(
    telemetry: LoggedTelemetry, spans: InMemorySpanExporter, capsys: pytest.CaptureFixture[str]
) -> None:
    configure_logs("INFO", "json")
    with telemetry.following("m1", None):
        telemetry.report("Unexpected", {**FACTS, "reason": "an unexpected KeyError", "place": "a.b:3"})
    line = json.loads(capsys.readouterr().out)
    assert (line["level"], line["place"]) == ("error", "a.b:3")
    (span,) = spans.get_finished_spans()
    assert (span.name, span.status.is_ok) == ("record person.arrived", False)


@pytest.mark.parametrize(
    ("variables", "name"),
    [
        ({}, "cas3-and-delius"),
        ({"OTEL_SERVICE_NAME": "another"}, "another"),
        ({"OTEL_RESOURCE_ATTRIBUTES": "service.name=a-third,team=x"}, "a-third"),
    ],
)
def test_opentelemetry_may_know_the_service_by_another_name(
    variables: Mapping[str, str], name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for variable in ("OTEL_SERVICE_NAME", "OTEL_RESOURCE_ATTRIBUTES"):
        monkeypatch.delenv(variable, raising=False)
    for variable, value in variables.items():
        monkeypatch.setenv(variable, value)
    attributes = tracer_provider().resource.attributes
    assert attributes["service.name"] == name
    assert attributes["service.version"]


def test_a_neighbour_is_measured_and_has_a_span_without_what_its_error_says(
    metrics: Metrics, spans: InMemorySpanExporter
) -> None:
    class Failing:
        def fetch(self, notification: Notification) -> Event:
            raise TemporaryFailure(f"MARKER {notification.crn}")

    provider = TracerProvider()
    provider.add_span_processor(SimpleSpanProcessor(spans))
    observed = ObservedEventDetails(Failing(), metrics, Traces(provider))
    asked = Notification(
        event_type=EventType.PERSON_ARRIVED,
        crn=Crn("A000001"),
        detail_url="https://user:MARKER@cas3.example/events/cas3/person-arrived/1?MARKER",
    )
    with pytest.raises(TemporaryFailure):
        observed.fetch(asked)
    (span,) = spans.get_finished_spans()
    assert dict(span.attributes or {}) == {
        "http.request.method": "GET",
        "url.path": "/events/cas3/person-arrived/1",
        "error.type": "TemporaryFailure",
    }
    assert "MARKER" not in span.to_json()
    assert "cas3_api_seconds_count 1.0" in metrics.text().decode()
