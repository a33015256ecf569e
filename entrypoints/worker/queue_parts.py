"""The parts of a queue that the worker needs beside the port, of whatever technology it is."""

from collections.abc import Callable, Mapping
from typing import Protocol


class QueueUpkeep(Protocol):
    """The work that goes on beside the deliveries, and the end of it."""

    def upkeep(self) -> Mapping[str, Callable[[], object]]:
        """Return the work, by the names of its threads. It goes on until `stop_upkeep`."""

    def hand_back_all(self) -> None:
        """Let what is still in hand come again, as nobody will finish it. Raise nothing."""

    def stop_upkeep(self) -> None:
        """Let the work end once what is left of it is done."""


class QueueDepth(Protocol):
    """About how many messages can be received, and how many are held or were handed back with a pause."""

    @property
    def visible(self) -> int:
        """Return those that can be received."""

    @property
    def in_flight(self) -> int:
        """Return those that are held or were handed back with a pause."""

    @property
    def messages(self) -> int:
        """Return all of them."""
