"""The signals that end the worker in order."""

import os
import signal
from typing import Final

_STOPPING: Final = (signal.SIGTERM, signal.SIGINT)


def block_stop_signals() -> None:
    """Keep SIGTERM and SIGINT pending for `wait_for_stop`, in this thread and in all that it starts.

    No handler runs for a blocked signal, so it interrupts nothing: neither a start under way nor a wait. A
    handler that wakes a waiting thread can come at a moment at which the wait does not take it, and then the
    worker never ends.
    """
    signal.pthread_sigmask(signal.SIG_BLOCK, _STOPPING)


def wait_for_stop() -> None:
    """Return once one of the signals has come. All of them have to be blocked, and stay so: more of them,
    however many, change nothing.
    """
    signal.sigwait(_STOPPING)


def stop_self() -> None:
    """Let `wait_for_stop` return, from any thread."""
    os.kill(os.getpid(), signal.SIGTERM)
