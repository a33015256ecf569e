"""The contract of every record of facts with the application."""

import json
import logging
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import pytest
import structlog
from opentelemetry.sdk.trace import TracerProvider

from adapters.in_memory.telemetry import InMemoryTelemetry
from adapters.telemetry.logs import configure_logs
from adapters.telemetry.metrics import Metrics
from adapters.telemetry.telemetry import LoggedTelemetry
from adapters.telemetry.traces import Traces
from domain.ports.telemetry import Telemetry

NAMES = ("Recorded", "SetAside", "ANameThatNobodyKnows")


@dataclass(frozen=True, slots=True)
class Record:
    """A record, and what stands in it: names with their facts."""

    port: Telemetry
    read: Callable[[], Sequence[tuple[str, Mapping[str, str]]]]


def _in_memory(_: pytest.CaptureFixture[str]) -> Record:
    kept = InMemoryTelemetry()
    return Record(kept, lambda: [(report.name, report.facts) for report in kept.reports])


def _log_lines(capsys: pytest.CaptureFixture[str]) -> Record:
    configure_logs("INFO", "json")
    telemetry = LoggedTelemetry(Metrics(), Traces(TracerProvider()))
    return Record(telemetry, lambda: _lines(capsys.readouterr().out))


@pytest.fixture(autouse=True)
def untouched_logging() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level = root.handlers, root.level
    yield
    root.handlers, root.level = handlers, level
    structlog.reset_defaults()


BEGINNINGS = pytest.mark.parametrize("begin", [_in_memory, _log_lines], ids=["in memory", "log lines"])
Begin = Callable[[pytest.CaptureFixture[str]], Record]


def _lines(out: str) -> Sequence[tuple[str, Mapping[str, str]]]:
    return [(line["event"], line) for line in map(json.loads, out.splitlines())]


@BEGINNINGS
def test_whatever_is_reported_is_kept_with_its_facts(
    begin: Begin, capsys: pytest.CaptureFixture[str]
) -> None:
    record = begin(capsys)
    for name in NAMES:
        record.port.report(name, {"crn": "A000001", "reason": "\x00 é \ud800"})

    kept = record.read()
    assert [name for name, _ in kept] == list(NAMES)
    assert {facts["crn"] for _, facts in kept} == {"A000001"}


@BEGINNINGS
def test_what_is_reported_inside_is_about_the_message(
    begin: Begin, capsys: pytest.CaptureFixture[str]
) -> None:
    record = begin(capsys)
    with record.port.following("m1", "no trace context"):
        record.port.report("Recorded", {})
    record.port.report("Recorded", {})

    assert [facts.get("messageId") for _, facts in record.read()] == ["m1", None]
