"""A request to end, as by Ctrl-C."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final

_SIGNALS: Final = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


@dataclass(slots=True)
class Stop:
    """The number of requests to end. Nothing more happens when the signal comes, so that nothing is
    left half done.
    """

    times: int = 0

    @property
    def is_asked_for(self) -> bool:
        """Return whether the command is to end."""
        return self.times > 0


@contextmanager
def listening() -> Iterator[Stop]:
    """Count Ctrl-C, and the other signals that ask for the end, as long as the context lasts."""
    stop = Stop()

    def ask(*_: object) -> None:
        stop.times += 1

    before = [signal.signal(each, ask) for each in _SIGNALS]
    try:
        yield stop
    finally:
        for each, handler in zip(_SIGNALS, before, strict=True):
            signal.signal(each, handler)
