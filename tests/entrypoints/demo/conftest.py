from collections.abc import Iterator

import pytest

from adapters.system.clock import SystemClock
from entrypoints.demo.in_memory import in_memory
from entrypoints.demo.live_demo import LiveDemo
from tests.entrypoints.demo.play import Play


@pytest.fixture
def play() -> Iterator[Play]:
    clock = SystemClock()
    with in_memory(clock) as stack:
        yield Play(LiveDemo(stack, clock))
