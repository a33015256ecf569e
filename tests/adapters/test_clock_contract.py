"""The contract of every clock with the application."""

from datetime import UTC, timedelta

import pytest

from adapters.in_memory.clock import InMemoryClock
from adapters.system.clock import SystemClock
from domain.ports.clock import Clock
from tests.domain.desk import NOW


@pytest.fixture(params=[SystemClock, lambda: InMemoryClock(NOW)], ids=["system", "in memory"])
def clock(request: pytest.FixtureRequest) -> Clock:
    made: Clock = request.param()
    return made


def test_it_tells_the_moment_in_utc(clock: Clock) -> None:
    assert clock.now().utcoffset() == timedelta(0)
    assert clock.now().astimezone(UTC) <= clock.now()


def test_its_seconds_never_go_back(clock: Clock) -> None:
    told = [clock.seconds() for _ in range(100)]

    assert told == sorted(told)
