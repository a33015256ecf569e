"""The deadline of an exchange: it bounds the whole, where the time-outs of libraries bound each read alone.

A neighbour that drips a byte a second meets no time-out of any read, and would keep a thread for good.
"""

from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from contextvars import ContextVar
from math import inf
from threading import Thread
from time import monotonic
from typing import TypeVar

Made = TypeVar("Made")

_LATEST: ContextVar[float] = ContextVar("latest", default=inf)


@contextmanager
def deadline(seconds: float) -> Iterator[None]:
    """Bound all that this thread waits for inside, as far as it asks `seconds_left`; an earlier deadline
    around it stays.
    """
    before = _LATEST.set(min(_LATEST.get(), monotonic() + seconds))
    try:
        yield
    finally:
        _LATEST.reset(before)


def seconds_left(at_most: float | None = None) -> float | None:
    """Return the seconds until the deadline of this thread, but no more than that; None for no bound at all.
    Raise TimeoutError once it has passed.
    """
    left = min(_LATEST.get() - monotonic(), inf if at_most is None else at_most)
    if left <= 0:
        raise TimeoutError("the deadline of the whole exchange has passed")
    return None if left == inf else left


def make_within(
    seconds: float | None, make: Callable[[], Made], throw_away: Callable[[Made], object]
) -> Made:
    """Return what `make` makes on a thread of its own. Raise TimeoutError if that takes longer; what comes
    later is thrown away. For what nothing else bounds: to find the address of a name.
    """
    made: Future[Made] = Future()

    def run() -> None:
        try:
            result = make()
        except Exception as error:  # noqa: BLE001 (it is raised where somebody waits for it)
            if made.set_running_or_notify_cancel():
                made.set_exception(error)
            return
        if made.set_running_or_notify_cancel():
            made.set_result(result)
        else:
            throw_away(result)

    Thread(target=run, name="connecting", daemon=True).start()
    try:
        return made.result(seconds)
    except TimeoutError:
        if made.cancel():
            raise
        # It came in between.
        return made.result()
