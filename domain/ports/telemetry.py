"""The port to logs, metrics and traces."""

from collections.abc import Mapping
from contextlib import AbstractContextManager
from typing import Protocol


class Telemetry(Protocol):
    """A record of named facts. It never fails, and never holds up the work."""

    def report(self, name: str, facts: Mapping[str, str]) -> None:
        """Report a decision with CRN, external reference, event type and ids; never what rule 6 forbids."""

    def following(self, message: str, trace_parent: str | None) -> AbstractContextManager[None]:
        """Attach the message's id to all that is reported within the context. Reports, requests and
        announcements within it continue the trace of the parent, or start one of their own.
        """

    def trace_parent(self) -> str | None:
        """Return the W3C trace context of the work in hand; None outside of any trace."""
