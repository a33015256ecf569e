"""The port to the dead-letter queue."""

from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Protocol

from domain.dead_letter import DeadLetter


@dataclass(frozen=True, slots=True)
class DeadLetterCounts:
    """About how many there are: those that can be received, and those that somebody holds at the moment."""

    free: int
    held: int


class DeadLetters(Protocol):
    """The dead-letter queue. Every method may raise Outage, which names the right if one is missing."""

    def counts(self) -> DeadLetterCounts:
        """Return about how many messages there are."""

    def opened(self) -> AbstractContextManager[Iterator[DeadLetter]]:
        """Yield every message that was there at the beginning and that nobody else holds, each once.

        They are held, invisible to others, until the context ends; then what was not settled is free again.
        After an abrupt end that takes some minutes.
        """

    def retry(self, letter: DeadLetter) -> None:
        """Send the held message back to the queue as it was, then delete it here. PermanentFailure, and it
        stays, if it is not whole.

        An end in between doubles the message and never loses it.
        """

    def discard(self, letter: DeadLetter) -> None:
        """Delete the held message for good."""
