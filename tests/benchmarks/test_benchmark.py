"""The benchmark measures what it says: every type, and nothing that is set aside."""

from collections import Counter
from dataclasses import replace

import pytest

from domain.event import EventType
from tests.benchmarks.__main__ import run
from tests.benchmarks.mixture import backlog
from tests.benchmarks.service import Prepared, work_off
from tests.benchmarks.sizes import QUICK


def test_every_event_of_the_mixture_can_be_recorded() -> None:
    prepared = [Prepared.of(event) for event in backlog(60)]
    worked_off = work_off(prepared)

    assert {each.type for each in prepared} == set(EventType)
    assert Counter(worked_off.results).keys() == {"Recorded", "AlreadyRecorded", "OutOfSequence"}
    assert sum(worked_off.results.values()) == len(prepared)


def test_it_says_how_fast_it_was_and_whether_that_is_enough(capsys: pytest.CaptureFixture[str]) -> None:
    run(["memory"], replace(QUICK, people_in_memory=60, rounds_in_memory=1))

    printed = capsys.readouterr().out
    assert "events a second" in printed
    assert "Target: 5,000 events a second of CPU in one process: " in printed
    assert all(stage in printed for stage in ("parse", "validate", "decide", "write"))
