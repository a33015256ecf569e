"""Where those who run the service see what it did."""

from collections.abc import Mapping
from typing import Protocol


class Telemetry(Protocol):
    """A record of named facts. It never fails, and never holds up the work."""

    def report(self, name: str, facts: Mapping[str, str]) -> None:
        """What was decided, with CRN, external reference, event type and ids; never what rule 6 forbids."""
