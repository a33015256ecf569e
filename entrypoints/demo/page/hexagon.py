"""The stations that a message has passed on its journey through the hexagon."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from entrypoints.demo.messages import Progress, TrackedMessage


class Station(StrEnum):
    """A station of the journey, in order."""

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
"""The words in the reason of a message that the CAS3 API holds up."""

_NOTHING_WRITTEN = "Delius already said all that it says, so nothing was written."

_INTO_RULES = (Station.QUEUE, Station.APPLICATION, Station.API, Station.DOMAIN)

_PATHS: Mapping[Progress, Path] = {
    Progress.HELD_BACK: Path((), None, "It is held back, and has not been sent yet."),
    Progress.QUEUED: Path((), Station.QUEUE, "It is waiting in the queue."),
    Progress.IN_WORK: Path(
        (Station.QUEUE, Station.API), Station.APPLICATION, "The service is processing it right now."
    ),
    Progress.KILLED: Path(
        (Station.QUEUE, Station.API),
        Station.APPLICATION,
        "The worker was killed. Nothing was written, and the queue delivers the message again.",
        is_troubled=True,
    ),
    Progress.WAITING: Path(
        (Station.QUEUE,),
        Station.APPLICATION,
        "It could not be finished yet. The service waits until the system that it needs answers again.",
        is_troubled=True,
    ),
    Progress.LATER: Path(
        (Station.QUEUE,),
        Station.APPLICATION,
        "It could not be finished yet. It is back in the queue, and will be tried again later.",
        is_troubled=True,
    ),
    Progress.RECORDED: Path(_INTO_RULES, Station.DELIUS, "It is in Delius."),
    Progress.ALREADY_RECORDED: Path(
        (Station.QUEUE, Station.APPLICATION, Station.API, Station.DELIUS),
        Station.DOMAIN,
        "Delius had it already, so nothing was written.",
    ),
    Progress.RECEIVED_LATE: Path(
        _INTO_RULES,
        Station.DELIUS,
        "A later message had been recorded already, so only lines that were missing were added to the notes.",
    ),
    Progress.SET_ASIDE: Path(
        (Station.QUEUE, Station.APPLICATION),
        Station.DEAD_LETTERS,
        "It could not be recorded. It is kept in the dead-letter queue until an operator deals with it.",
        is_troubled=True,
    ),
}


def path_of(message: TrackedMessage) -> Path:
    """Return how far the message has come."""
    path = _PATHS[message.state]
    reason = message.steps[-1].told
    if path.is_troubled and message.is_asked_for:
        path = _past_the_api(path, is_to_blame=_API in reason)
    if message.changed_nothing:
        path = replace(_PATHS[Progress.ALREADY_RECORDED], told=_NOTHING_WRITTEN)
    if path.is_troubled and "Delius" in reason:
        path = replace(path, passed=(*path.passed, Station.DELIUS))
    if not message.is_announced:
        return path
    told = f"{path.told} Because an address changed, other services are told."
    return replace(path, passed=(*path.passed, Station.TOPIC), told=told)


def _past_the_api(path: Path, *, is_to_blame: bool) -> Path:
    """Return the path by way of the API, and still there if the API keeps the message from going on."""
    if path.here is Station.APPLICATION and is_to_blame:
        return replace(path, passed=(*path.passed, Station.APPLICATION), here=Station.API)
    return replace(path, passed=(*path.passed, Station.API))
