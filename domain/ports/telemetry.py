"""Where those who run the service see what it did."""

from collections.abc import Mapping
from contextlib import AbstractContextManager
from typing import Protocol


class Telemetry(Protocol):
    """A record of named facts. It never fails, and never holds up the work."""

    def report(self, name: str, facts: Mapping[str, str]) -> None:
        """What was decided, with CRN, external reference, event type and ids; never what rule 6 forbids."""

    def following(self, message: str, trace_parent: str | None) -> AbstractContextManager[None]:
        """What is reported inside is about the message of that id. What is reported, asked and announced
        inside continues that trace, or starts one of its own.
        """

    def trace_parent(self) -> str | None:
        """Return the W3C trace context of the work in hand; None outside of any trace."""
