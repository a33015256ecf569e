"""The threads of the worker are watched: one that dies takes the process down."""

import json
import logging
from collections.abc import Iterator
from threading import Event

import pytest
import structlog

from adapters.telemetry.logs import configure_logs
from entrypoints.worker.supervisor import Supervisor

SOON = 30.0


@pytest.fixture(autouse=True)
def untouched_logging() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level = root.handlers, root.level
    yield
    root.handlers, root.level = handlers, level
    structlog.reset_defaults()


def _dies() -> None:
    raise KeyError("MARKER of a person")


def test_work_that_dies_ends_the_waiting_and_is_told_without_what_the_error_says(
    capsys: pytest.CaptureFixture[str],
) -> None:
    configure_logs("DEBUG", "json")
    failed = Event()
    supervisor = Supervisor(failed.set)
    supervisor.start("handling-3", _dies)

    assert failed.wait(SOON)
    assert supervisor.has_failed
    assert not supervisor.is_alive
    line = json.loads(capsys.readouterr().out)
    assert (line["event"], line["level"], line["thread"], line["error"]) == (
        "ThreadDied",
        "critical",
        "handling-3",
        "KeyError",
    )
    assert "MARKER" not in str(line)
    assert any("test_supervisor.py" in place for place in line["where"])


def test_work_that_goes_on_is_alive_and_is_waited_for_only_so_long() -> None:
    over = Event()
    supervisor = Supervisor()
    supervisor.start("receiving", lambda: over.wait(SOON))

    alive = [supervisor.is_alive]
    assert not supervisor.join(0.01)
    over.set()
    assert supervisor.join(SOON)
    alive.append(supervisor.is_alive)
    assert alive == [True, False]
    assert not supervisor.has_failed
