"""The messages about one person that lie in the dead-letter queue, for `explain`."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from domain.notification import MessageSubject
from entrypoints.environment import is_any_set
from entrypoints.operations.dead_letters_view import summary
from entrypoints.usage import Unsuccessful, UnusableInput

_QUEUES: Final = ("CAS3_QUEUE_URL", "CAS3_QUEUE_NAME")
_NOT_SET: Final = "CAS3_QUEUE_URL is not set"


@dataclass(frozen=True, slots=True)
class LettersAbout:
    """The messages about a person, or why nobody knows of them; about how many are in the queue itself."""

    letters: Sequence[Mapping[str, object]] | None = None
    problem: str | None = None
    in_queue: int | None = None

    @property
    def has_failed(self) -> bool:
        """Return True if they were to be looked at, and could not be."""
        return self.problem not in {None, _NOT_SET}

    def explained(self) -> Mapping[str, object]:
        """Return them as they are printed as JSON."""
        return {"setAside": self.letters, "setAsideProblem": self.problem, "inQueue": self.in_queue}


def find_set_aside(crns: Collection[str], bookings: Collection[str]) -> LettersAbout:
    """Return the messages that name one of the CRNs or, where they name nobody, one of the bookings. They are
    looked at only where a queue is set.
    """
    if not is_any_set(*_QUEUES):
        return LettersAbout(problem=_NOT_SET)
    # Only where it is asked for: it brings the AWS library with it.
    from entrypoints.operations.queue_container import collected, opened_queues

    try:
        with opened_queues() as queues, queues.dead_letters().opened() as letters:
            in_queue = queues.depth().messages
            about = [each for each in collected(letters) if _is_about(each.subject, crns, bookings)]
    except (Unsuccessful, UnusableInput) as problem:
        return LettersAbout(problem=str(problem))
    return LettersAbout([summary(each) for each in about], in_queue=in_queue)


def _is_about(subject: MessageSubject, crns: Collection[str], bookings: Collection[str]) -> bool:
    if subject.crn is not None:
        return subject.crn in crns
    return subject.booking is not None and subject.booking in bookings
