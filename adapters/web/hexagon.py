"""Which stations a message has passed on its way through the hexagon."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from adapters.web.sights import State, Way


class Station(StrEnum):
    """What is drawn, in the order of the way."""

    QUEUE = "the queue"
    APPLICATION = "the application"
    API = "the CAS3 API"
    DOMAIN = "the rules"
    DELIUS = "Delius"
    TOPIC = "the topic"
    DEAD_LETTERS = "the dead-letter queue"


@dataclass(frozen=True, slots=True)
class Path:
    """The stations that were passed, the one where the message is now, and that in a sentence."""

    passed: Sequence[Station]
    here: Station | None
    told: str

    @property
    def is_troubled(self) -> bool:
        """Whether it did not get through."""
        return self.here in {Station.API, Station.DEAD_LETTERS}


_INTO_RULES = (Station.QUEUE, Station.APPLICATION, Station.API, Station.DOMAIN)

_PATHS: Mapping[State, Path] = {
    State.HELD_BACK: Path((), None, "It is held back: it has not set out yet."),
    State.QUEUED: Path((), Station.QUEUE, "It waits in the queue."),
    State.IN_WORK: Path(
        (Station.QUEUE, Station.API), Station.APPLICATION, "The service is working on it right now."
    ),
    State.WAITING: Path(
        (Station.QUEUE, Station.APPLICATION),
        Station.API,
        "It could not be finished. The service waits until its neighbours answer again.",
    ),
    State.LATER: Path(
        (Station.QUEUE, Station.APPLICATION),
        Station.API,
        "It could not be finished. It is in the queue again, and will be tried later.",
    ),
    State.RECORDED: Path(
        _INTO_RULES,
        Station.DELIUS,
        "It is in Delius.",
    ),
    State.ALREADY_RECORDED: Path(
        (Station.QUEUE, Station.APPLICATION, Station.API, Station.DELIUS),
        Station.DOMAIN,
        "Delius had it already: nothing was written.",
    ),
    State.OUT_OF_SEQUENCE: Path(
        _INTO_RULES,
        Station.DELIUS,
        "Newer news was there already: only what was missing was added to the notes.",
    ),
    State.SET_ASIDE: Path(
        (Station.QUEUE, Station.APPLICATION),
        Station.DEAD_LETTERS,
        "It could not be recorded. It is kept in the dead-letter queue for somebody to look at.",
    ),
}


def path_of(way: Way) -> Path:
    """How far the message has come."""
    path = _PATHS[way.state]
    if not way.is_announced:
        return path
    told = f"{path.told} As an address changed, other services are told."
    return replace(path, passed=(*path.passed, Station.TOPIC), told=told)
