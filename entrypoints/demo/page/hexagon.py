"""Which stations a message has passed on its way through the hexagon."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from entrypoints.demo.page.sights import State, Way


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
    """The stations that were passed, the one where the message is now, and that in a sentence.

    `is_troubled`: it did not get through.
    """

    passed: Sequence[Station]
    here: Station | None
    told: str
    is_troubled: bool = False


_API = "CAS3 API"
"""What the reason of a message says that is kept from going on by it."""

_INTO_RULES = (Station.QUEUE, Station.APPLICATION, Station.API, Station.DOMAIN)

_PATHS: Mapping[State, Path] = {
    State.HELD_BACK: Path((), None, "It is held back, and has not been sent yet."),
    State.QUEUED: Path((), Station.QUEUE, "It is waiting in the queue."),
    State.IN_WORK: Path(
        (Station.QUEUE, Station.API), Station.APPLICATION, "The service is working on it right now."
    ),
    State.WAITING: Path(
        (Station.QUEUE,),
        Station.APPLICATION,
        "It could not be finished yet. The service waits until the system that it needs answers again.",
        is_troubled=True,
    ),
    State.LATER: Path(
        (Station.QUEUE,),
        Station.APPLICATION,
        "It could not be finished yet. It is back in the queue, and will be tried again later.",
        is_troubled=True,
    ),
    State.RECORDED: Path(
        _INTO_RULES,
        Station.DELIUS,
        "It is in Delius.",
    ),
    State.ALREADY_RECORDED: Path(
        (Station.QUEUE, Station.APPLICATION, Station.API, Station.DELIUS),
        Station.DOMAIN,
        "Delius had it already, so nothing was written.",
    ),
    State.OUT_OF_SEQUENCE: Path(
        _INTO_RULES,
        Station.DELIUS,
        "Later news had been recorded before it, so only what was missing was added to the notes.",
    ),
    State.SET_ASIDE: Path(
        (Station.QUEUE, Station.APPLICATION),
        Station.DEAD_LETTERS,
        "It could not be recorded. It is kept in the dead-letter queue for somebody to look at.",
        is_troubled=True,
    ),
}


def path_of(way: Way) -> Path:
    """How far the message has come."""
    path = _PATHS[way.state]
    if path.is_troubled and way.is_asked_for:
        path = _by_way_of_api(path, is_to_blame=_API in way.steps[-1].told)
    if not way.is_announced:
        return path
    told = f"{path.told} Because an address changed, other services are told."
    return replace(path, passed=(*path.passed, Station.TOPIC), told=told)


def _by_way_of_api(path: Path, *, is_to_blame: bool) -> Path:
    """It has been at the API, and what stays in the application is in trouble there if that is to blame."""
    if path.here is Station.APPLICATION and is_to_blame:
        return replace(path, passed=(*path.passed, Station.APPLICATION), here=Station.API)
    return replace(path, passed=(*path.passed, Station.API))
