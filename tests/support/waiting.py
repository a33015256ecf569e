"""Waiting for what another process does."""

from collections.abc import Callable
from threading import Event
from time import monotonic

_POLL_SECONDS = 0.05


def wait_until(condition: Callable[[], bool], seconds: float = 180.0) -> None:
    """Return as soon as the condition holds; AssertionError if it does not within so many seconds."""
    latest = monotonic() + seconds
    while not condition():
        assert monotonic() < latest, f"{getattr(condition, '__name__', condition)} after {seconds} s"
        a_moment()


def always(condition: Callable[[], bool], seconds: float) -> None:
    """Return after so many seconds; AssertionError if the condition does not hold all the time."""
    latest = monotonic() + seconds
    while monotonic() < latest:
        assert condition(), f"{getattr(condition, '__name__', condition)} held no longer"
        a_moment()


def a_moment() -> None:
    """Let others work for a short while."""
    Event().wait(_POLL_SECONDS)
