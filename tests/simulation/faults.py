"""Faults and their times: outages of each neighbour, odd answers, sick events, locked people."""

from collections import defaultdict
from dataclasses import dataclass, field
from enum import Enum, auto

from domain.failures import Neighbour, Outage


class Sickness(Enum):
    """A reason why the details of one event are not to be had, or are no use; such an event is not good."""

    GONE = auto()
    """404, for ever."""
    BROKEN = auto()
    """500, for ever."""
    HANGING = auto()
    """No whole answer by the deadline, for ever."""
    GARBLED = auto()
    """An answer that is cut off, for ever."""
    INVALID = auto()
    """Details that do not validate."""


@dataclass(slots=True)
class Faults:
    """The troubles of the moment. Whoever simulates them sets and clears them; the ports ask."""

    away: set[Neighbour] = field(default_factory=set)
    sick: dict[str, Sickness] = field(default_factory=dict)
    """Sicknesses by the ids of events."""
    not_there_before: dict[str, float] = field(default_factory=dict)
    """From when the details of an event can be had, in seconds since the start."""
    lost_answers: dict[Neighbour, float] = field(default_factory=lambda: defaultdict(float))
    """The share of calls that do what they were asked to, but whose answer is lost."""
    refused_announcements: set[str] = field(default_factory=set)
    """CRNs whose announcements the topic does not take."""

    def check(self, neighbour: Neighbour) -> None:
        """Raise an Outage while the neighbour is away."""
        if neighbour in self.away:
            raise Outage(f"the {neighbour.value} is away", neighbour)

    def heal(self) -> None:
        """Let every neighbour be well again; sick events stay sick."""
        self.away.clear()
        self.lost_answers.clear()
        self.refused_announcements.clear()

    def sickness(self, detail_url: str) -> Sickness | None:
        """Return why the details at that URL are not to be had; None if they are."""
        return self.sick.get(_event_id(detail_url))

    def is_there(self, detail_url: str, seconds: float) -> bool:
        """Return whether the writer of the details had committed them by then."""
        return seconds >= self.not_there_before.get(_event_id(detail_url), 0.0)


def _event_id(detail_url: str) -> str:
    return detail_url.rpartition("/")[2]
