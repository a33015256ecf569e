"""An error in a log, also in one of a library's lines, is named and not quoted (rule 6)."""

import logging
from collections.abc import Iterator

import pytest
import structlog

from adapters.telemetry.logs import LogFormat, configure_logs


@pytest.fixture(autouse=True)
def untouched_logging() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level = root.handlers, root.level
    yield
    root.handlers, root.level = handlers, level
    structlog.reset_defaults()


@pytest.mark.parametrize("log_format", ["json", "console"])
def test_errors_are_named_and_not_quoted(log_format: LogFormat, capsys: pytest.CaptureFixture[str]) -> None:
    configure_logs("DEBUG", log_format)
    notes = "MARKER"
    try:
        int(notes)
    except ValueError:
        logging.getLogger("a.library").exception("It failed")
        structlog.get_logger("ours").error("It failed too", exc_info=True)

    said = capsys.readouterr().out
    assert said.count("ValueError") == 2
    assert notes not in said


def test_libraries_do_not_say_what_they_send_and_get(capsys: pytest.CaptureFixture[str]) -> None:
    configure_logs("DEBUG", "json")
    for name in (
        "botocore.parsers",
        "httpcore.http11",
        "httpx",
        "urllib3.connectionpool",
        "sqlalchemy.engine",
    ):
        logging.getLogger(name).debug("MARKER")
        logging.getLogger(name).info("MARKER")

    assert capsys.readouterr().out == ""
