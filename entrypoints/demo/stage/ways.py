"""Where each message is, told from what the service reports of it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Final

from application.handle_delivery import Disposal
from domain.london import Instant, instant, wall_time
from domain.outcome import Outcome
from domain.remarks import Remark
from entrypoints.demo.page.doings import NotThere
from entrypoints.demo.page.sights import State, Step, Way
from entrypoints.demo.stage.surroundings import Report
from entrypoints.sandbox.sample_events import SampleEvent
from entrypoints.sandbox.words import outcome_explained, remark_explained

_COPY: Final = " (the same once more)"
_STATES: Final[Mapping[str, State]] = {
    "InWork": State.IN_WORK,
    "Outage": State.WAITING,
    Disposal.HANDED_BACK: State.LATER,
    Disposal.SET_ASIDE: State.SET_ASIDE,
    Outcome.RECORDED: State.RECORDED,
    Outcome.ALREADY_RECORDED: State.ALREADY_RECORDED,
    Outcome.OUT_OF_SEQUENCE: State.OUT_OF_SEQUENCE,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """What a message says: an event, or anything else as its body. CRN and name are empty if it tells of
    nobody; `detail_path` is where at the CAS3 API its details are, empty if that has none.
    """

    title: str
    content: SampleEvent | str
    crn: str = ""
    name: str = ""
    detail_path: str = ""

    @property
    def copy(self) -> "Letter":
        """The same, to come once more."""
        return replace(self, title=f"{self.title.removesuffix(_COPY)}{_COPY}")


@dataclass(slots=True)
class _Message:
    letter: Letter
    mark: str | None = None
    steps: list[Step] = field(default_factory=list)
    settling: Report | None = None

    def is_of(self, report: Report) -> bool:
        return self.mark is not None and self.mark in {
            report.facts.get("messageId"),
            report.facts.get("traceId"),
        }


class Ways:
    """The messages in the order in which CAS3 wrote them, numbered from 1. NotThere for other numbers."""

    def __init__(self) -> None:
        self._messages: list[_Message] = []

    def hold(self, letter: Letter, now: Instant) -> int:
        """Somebody holds the message back; its number."""
        self._messages.append(_Message(letter))
        self._step(self._messages[-1], State.HELD_BACK, "It has not been sent yet.", now)
        return len(self._messages)

    def send(self, letter: Letter, mark: str, now: Instant) -> int:
        """The message was sent, and is reported of by that id; its number."""
        self._messages.append(_Message(letter))
        self.let_go(len(self._messages), mark, now)
        return len(self._messages)

    def let_go(self, number: int, mark: str, now: Instant) -> None:
        """The message that was held back was sent."""
        message = self._of(number)
        message.mark = mark
        self._step(message, State.QUEUED, "It came into the queue.", now)

    def hear(self, report: Report, now: Instant) -> None:
        """What is reported of any message."""
        for message in self._messages:
            if message.is_of(report):
                self._note(message, report, now)

    def letter(self, number: int) -> Letter:
        """What the message says."""
        return self._of(number).letter

    def state(self, number: int) -> State:
        """Where the message is."""
        return self._of(number).steps[-1].state

    def settling(self, number: int) -> Report | None:
        """The report that settled the message; None as long as it is not."""
        return self._of(number).settling

    def is_held(self, number: int) -> bool:
        """Whether the message is still to be sent."""
        return self._of(number).mark is None

    def seen(self, was_asked: Callable[[str], bool]) -> Sequence[Way]:
        """All of them, the newest first. The function tells whether the CAS3 API was asked at a path."""
        ways = [_way(number, each, was_asked) for number, each in enumerate(self._messages, start=1)]
        return ways[::-1]

    def _of(self, number: int) -> _Message:
        if not 1 <= number <= len(self._messages):
            raise NotThere(f"there is no message {number}")
        return self._messages[number - 1]

    def _note(self, message: _Message, report: Report, now: Instant) -> None:
        state = _STATES.get(report.name)
        if state is not None:
            self._step(message, state, _told(report), now)
            message.settling = report if state.is_final else None
        elif report.name in set(Remark):
            last = message.steps[-1]
            told = f"{last.told} {remark_explained(report.name)}"
            message.steps[-1] = Step(at=last.at, state=last.state, told=told)

    @staticmethod
    def _step(message: _Message, state: State, told: str, now: Instant) -> None:
        """A probe during an outage that only meets the outage again is no news."""
        steps = message.steps
        if state is State.WAITING and [step.state for step in steps[-2:]] == [State.WAITING, State.IN_WORK]:
            del steps[-2:]
        steps.append(Step(at=wall_time(now), state=state, told=told))


def _way(number: int, message: _Message, was_asked: Callable[[str], bool]) -> Way:
    letter = message.letter
    return Way(
        number=number,
        title=letter.title,
        crn=letter.crn,
        name=letter.name,
        steps=tuple(message.steps),
        is_asked_for=bool(letter.detail_path) and was_asked(letter.detail_path),
        is_announced=message.settling is not None and "announcements" in message.settling.facts,
    )


def _told(report: Report) -> str:
    reason = _sentence(report.facts.get("reason", ""))
    match report.name:
        case Disposal.HANDED_BACK:
            again = wall_time(instant(datetime.fromisoformat(report.facts["triedAgainAt"])))
            return f"{reason} It is tried again at {again:%H:%M:%S}."
        case Disposal.SET_ASIDE:
            return f"{reason} It is kept in the dead-letter queue."
        case "Outage":
            return f"{reason} It is tried again and again until that is over."
        case "InWork":
            return "The worker has it in hand."
    return _sentence(outcome_explained(report.name))


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:].removesuffix('.')}."
