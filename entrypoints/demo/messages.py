"""The progress of each message, from what the service reports of it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Final

from application.handle_delivery import Disposal
from domain.london import Instant, WallTime, instant, wall_time
from domain.outcome import Outcome
from domain.remarks import Remark
from entrypoints.demo.cas3.bad_messages import BadMessage
from entrypoints.demo.refusals import NotThere
from entrypoints.demo.stack import ReportedFact
from entrypoints.sandbox.sample_events import SampleEvent
from entrypoints.sandbox.words import late_explained, outcome_explained, remark_explained

_COPY: Final = " (the same once more)"
_INTERRUPTED: Final = (
    "The worker was killed while it processed the message. Nothing was written. "
    "The queue delivers the message again in a few seconds."
)


class Progress(StrEnum):
    """The progress of a message."""

    HELD_BACK = "Held back"
    QUEUED = "Queued"
    IN_WORK = "Being processed"
    KILLED = "Worker killed"
    WAITING = "Waiting for an outage to end"
    LATER = "Will be retried"
    RECORDED = "Recorded"
    ALREADY_RECORDED = "Already recorded"
    RECEIVED_LATE = "Received late"
    SET_ASIDE = "Set aside"

    @property
    def is_under_way(self) -> bool:
        """Return whether something is about to happen to the message, which no outage holds up."""
        return self in {Progress.QUEUED, Progress.IN_WORK, Progress.KILLED}

    @property
    def is_final(self) -> bool:
        """Return whether nothing more happens to the message by itself."""
        return self in {
            Progress.RECORDED,
            Progress.ALREADY_RECORDED,
            Progress.RECEIVED_LATE,
            Progress.SET_ASIDE,
        }


_STATES: Final[Mapping[str, Progress]] = {
    "InWork": Progress.IN_WORK,
    "Outage": Progress.WAITING,
    Disposal.HANDED_BACK: Progress.LATER,
    Disposal.SET_ASIDE: Progress.SET_ASIDE,
    Outcome.RECORDED: Progress.RECORDED,
    Outcome.ALREADY_RECORDED: Progress.ALREADY_RECORDED,
    Outcome.OUT_OF_SEQUENCE: Progress.RECEIVED_LATE,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A step of a message's journey, with a sentence on it; `at` is London wall time."""

    at: WallTime
    state: Progress
    told: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TrackedMessage:
    """A message with its journey, numbered from 1 in the order of writing.

    CRN and name are empty if it is about nobody. `path` and `answer` are its details at the CAS3 API, both
    empty if it has none; `mends`: they were not there when it was sent. `mark` is the id that reports name it
    by, None while it is held back. `is_asked_for`: the API was asked for its details. `is_sent_again`: a copy
    was sent.
    """

    title: str
    content: SampleEvent | str
    number: int = 0
    crn: str = ""
    name: str = ""
    path: str = ""
    answer: str = ""
    mends: bool = False
    mark: str | None = None
    steps: Sequence[Step] = ()
    settled_by: ReportedFact | None = None
    is_asked_for: bool = False
    is_sent_again: bool = False

    @classmethod
    def of(cls, event: SampleEvent, title: str, name: str, *, mends: bool = False) -> "TrackedMessage":
        """Return the message of an event, about the person of that name."""
        path, answer = event.detail_path, event.answer
        return cls(
            title=title, content=event, crn=event.crn, name=name, path=path, answer=answer, mends=mends
        )

    @classmethod
    def of_bad(cls, bad: BadMessage, name: str) -> "TrackedMessage":
        """Return a message that cannot be recorded, about the person of that name, empty for nobody."""
        return cls(
            title=bad.title, content=bad.body, crn=bad.crn, name=name, path=bad.path, answer=bad.answer
        )

    @property
    def copy(self) -> "TrackedMessage":
        """Return the same message, to be sent once more."""
        title = f"{self.title.removesuffix(_COPY)}{_COPY}"
        return replace(
            self, title=title, mends=False, mark=None, steps=(), settled_by=None, is_sent_again=False
        )

    @property
    def body(self) -> str:
        """Return what is sent."""
        return self.content.message if isinstance(self.content, SampleEvent) else self.content

    @property
    def state(self) -> Progress:
        """Return where the message is."""
        return self.steps[-1].state

    @property
    def is_announced(self) -> bool:
        """Return whether it changed addresses, of which other services are told."""
        return self.settled_by is not None and "announcements" in self.settled_by.facts

    @property
    def changed_nothing(self) -> bool:
        """Return whether Delius said already all that it says."""
        return self.settled_by is not None and _is_unchanged(self.settled_by)

    def with_step(self, state: Progress, told: str, now: Instant) -> "TrackedMessage":
        """Return the message a step further. A probe that only meets the same outage again is not news."""
        steps = list(self.steps)
        if state is Progress.WAITING and [step.state for step in steps[-2:]] == [
            Progress.WAITING,
            Progress.IN_WORK,
        ]:
            del steps[-2:]
        return replace(self, steps=(*steps, Step(at=wall_time(now), state=state, told=told)))


class MessageHistory:
    """All messages in the order of writing. NotThere for a number that no message has."""

    def __init__(self) -> None:
        self._messages: list[TrackedMessage] = []
        self._numbers: dict[str, int] = {}

    def hold(self, message: TrackedMessage, now: Instant) -> int:
        """Add a message that is held back; return its number."""
        self._messages.append(replace(message, number=len(self._messages) + 1))
        number = len(self._messages)
        self._replace(self.get(number).with_step(Progress.HELD_BACK, "It has not been sent yet.", now))
        return number

    def send(self, message: TrackedMessage, mark: str, now: Instant) -> int:
        """Add a message that was sent, and is reported of by that id; return its number."""
        self._messages.append(replace(message, number=len(self._messages) + 1))
        self.release(len(self._messages), mark, now)
        return len(self._messages)

    def release(self, number: int, mark: str, now: Instant) -> None:
        """Note that a message was sent, and is reported of by that id."""
        self._numbers[mark] = number
        released = replace(self.get(number), mark=mark)
        self._replace(released.with_step(Progress.QUEUED, "It is in the queue.", now))

    def interrupt(self, number: int, now: Instant) -> None:
        """Note that the worker was killed while it processed the message."""
        self._replace(self.get(number).with_step(Progress.KILLED, _INTERRUPTED, now))

    def note_sent_again(self, number: int) -> None:
        """Note that a copy of the message was sent."""
        self._replace(replace(self.get(number), is_sent_again=True))

    def hear(self, report: ReportedFact, now: Instant, was_asked: Callable[[str], bool]) -> None:
        """Note what is reported of any message; `was_asked` says whether the CAS3 API was asked at a path."""
        marks = (report.facts.get("messageId"), report.facts.get("traceId"))
        for number in {self._numbers[mark] for mark in marks if mark in self._numbers}:
            heard = _heard(self.get(number), report, now)
            self._replace(replace(heard, is_asked_for=bool(heard.path) and was_asked(heard.path)))

    def get(self, number: int) -> TrackedMessage:
        """Return the message of that number."""
        if not 1 <= number <= len(self._messages):
            raise NotThere(f"there is no message {number}")
        return self._messages[number - 1]

    @property
    def is_quiet(self) -> bool:
        """Return whether nothing is about to happen to any message but what waits for a time or a person."""
        return not any(each.state.is_under_way for each in self._messages if each.steps)

    def newest_first(self) -> Sequence[TrackedMessage]:
        """Return all of them."""
        return self._messages[::-1]

    def _replace(self, message: TrackedMessage) -> None:
        self._messages[message.number - 1] = message


def _heard(message: TrackedMessage, report: ReportedFact, now: Instant) -> TrackedMessage:
    state = _STATES.get(report.name)
    if state is not None:
        settled_by = report if state.is_final else None
        return replace(message.with_step(state, _told(report), now), settled_by=settled_by)
    if report.name in set(Remark):
        *before, last = message.steps
        return replace(
            message, steps=(*before, replace(last, told=f"{last.told} {remark_explained(report.name)}"))
        )
    return message


def _told(report: ReportedFact) -> str:
    reason = _sentence(report.facts.get("reason", ""))
    match report.name:
        case Disposal.HANDED_BACK:
            again = wall_time(instant(datetime.fromisoformat(report.facts["triedAgainAt"])))
            return f"{reason} It will be tried again at {again:%H:%M:%S}."
        case Disposal.SET_ASIDE:
            return f"{reason} It is kept in the dead-letter queue."
        case "Outage":
            return f"{reason} It will be tried again and again until the outage is over."
        case "InWork":
            is_again = int(report.facts.get("receives", 1)) > 1
            return f"The worker has received it{' again' if is_again else ''}."
        case Outcome.OUT_OF_SEQUENCE:
            return _sentence(late_explained(is_unchanged=_is_unchanged(report)))
    return _sentence(outcome_explained(report.name))


def _is_unchanged(report: ReportedFact) -> bool:
    return report.facts.get("contact") == "unchanged"


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:].removesuffix('.')}."
