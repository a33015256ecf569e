"""Signals end the worker in order, however many come, and whenever they come."""

import signal
import subprocess
import sys
from typing import Final

import pytest

_DEADLINE_SECONDS: Final = 120.0
_BUSY: Final = """
from threading import Thread
from entrypoints.worker.signals import block_stop_signals, wait_for_stop

def work():
    while True:
        sum(range(1000))

block_stop_signals()
for _ in range(10):
    Thread(target=work, daemon=True).start()
print("ready", flush=True)
wait_for_stop()
print("ending", flush=True)
"""
_EARLY: Final = """
import os, signal
from entrypoints.worker.signals import block_stop_signals, wait_for_stop

block_stop_signals()
os.kill(os.getpid(), signal.SIGTERM)
print("started", flush=True)
wait_for_stop()
"""
_BY_ITSELF: Final = """
from threading import Thread
from entrypoints.worker.signals import block_stop_signals, stop_self, wait_for_stop

block_stop_signals()
Thread(target=stop_self).start()
wait_for_stop()
"""


@pytest.mark.parametrize("_attempt", range(5))
def test_five_signals_in_a_row_among_busy_threads_end_it_in_order(_attempt: int) -> None:
    with subprocess.Popen([sys.executable, "-c", _BUSY], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        for number in (signal.SIGTERM, signal.SIGTERM, signal.SIGINT, signal.SIGINT, signal.SIGTERM):
            process.send_signal(number)

        assert process.wait(_DEADLINE_SECONDS) == 0


@pytest.mark.parametrize("script", [_EARLY, _BY_ITSELF])
def test_a_signal_that_comes_before_it_is_waited_for_and_one_of_its_own_end_it(script: str) -> None:
    subprocess.run([sys.executable, "-c", script], timeout=_DEADLINE_SECONDS, check=True, capture_output=True)
