"""Work with the dead-letter queue: list, show, retry, discard. Each returns the exit status."""

import sys
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Final

from domain.dead_letter import DeadLetter
from domain.failures import Failure, Outage
from domain.ports.dead_letters import DeadLetterCounts, DeadLetters
from entrypoints.operations.dead_letters_view import (
    as_json,
    described,
    hidden_in_words,
    show_letter,
    show_letters,
    summary,
)
from entrypoints.operations.queue_container import collected, opened_dead_letters
from entrypoints.stop import Stop, listening
from entrypoints.terminal import print_text, print_view
from entrypoints.usage import Unsuccessful, UnusableInput

_FAILURES_IN_A_ROW: Final = 3
_PROGRESS_EVERY: Final = 100


@dataclass(frozen=True, slots=True)
class Selection:
    """The messages of these ids, else those whose reason holds the text (of whatever case), else all."""

    ids: Collection[str] = ()
    reason: str | None = None

    def holds(self, letter: DeadLetter) -> bool:
        """Return True if the message is one of them."""
        if self.ids:
            return letter.id in self.ids
        return self.reason is None or self.reason.casefold() in (letter.reason or "").casefold()


def run_list(*, full: bool, in_json: bool) -> int:
    """Print all messages, grouped by the reason why they were set aside."""
    with _looking() as (queue, letters):
        found = collected(letters)
        held = queue.counts().held - len(found)
    if in_json:
        print_text(as_json([summary(letter) for letter in found]))
    else:
        print_view(lambda console: show_letters(found, held, console, full=full))
    return 0


def run_show(message: str, *, in_json: bool) -> int:
    """Print one message with its body and its attributes, as they are."""
    with _looking() as (_, letters):
        (letter,) = _found_all([message], letters)
    if in_json:
        print_text(as_json({**summary(letter), "attributes": dict(letter.attributes), "body": letter.body}))
    else:
        print_view(lambda console: show_letter(letter, console))
    return 0


def run_discard(messages: Sequence[str], why: str, *, sure: bool) -> int:
    """Delete messages for good, once the user has said that they are sure, and leave a line on standard error
    for each that says so.
    """
    if not why.strip():
        raise UnusableInput("--why is blank: say why nobody needs them")
    with _looking() as (queue, letters):
        found = _found_all(messages, letters)
        if not (sure or _confirmed(found)):
            print_text("Nothing was discarded.")
            return 1
        for letter in found:
            queue.discard(letter)
            sys.stderr.write(
                as_json({"event": "Discarded", **summary(letter), "why": why}, indent=None) + "\n"
            )
            print_text(f"Discarded {described(letter)}.")
    return 0


def run_retry(selection: Selection, *, in_json: bool) -> int:
    """Send messages back to the queue, one by one; what fails stays."""
    if selection.reason is not None and not selection.reason.strip():
        raise UnusableInput("--reason is blank: --all sends back every message")
    with opened_dead_letters() as queue:
        about = len(selection.ids) or queue.counts().free
        with queue.opened() as letters, listening() as stop:
            retrying = Retrying(queue, selection, about)
            retrying.run(letters, stop)
        left = queue.counts()
    missing = sorted(set(selection.ids) - retrying.met)
    if in_json:
        result = {"retried": retrying.retried, "failed": retrying.failed, "notFound": missing}
        print_text(as_json({**result, "interrupted": stop.is_asked_for}))
    else:
        print_text(_in_words(retrying, missing, left, is_interrupted=stop.is_asked_for))
    return 1 if retrying.failed or missing or stop.is_asked_for else 0


@dataclass(slots=True)
class Retrying:
    """The retry of the selected messages, with counts. Progress goes to standard error."""

    queue: DeadLetters
    selection: Selection
    about: int
    retried: int = 0
    failed: list[str] = field(default_factory=list)
    met: set[str] = field(default_factory=set)
    _failures_in_a_row: int = 0

    def run(self, letters: Iterator[DeadLetter], stop: Stop) -> None:
        """Take one message after the other until none is left, somebody stops it, or nothing works."""
        for letter in letters:
            if self.selection.holds(letter):
                self._retry(letter)
            if stop.is_asked_for or self._is_over():
                return

    def _is_over(self) -> bool:
        has_all = bool(self.selection.ids) and self.met >= set(self.selection.ids)
        return has_all or self._failures_in_a_row >= _FAILURES_IN_A_ROW

    def _retry(self, letter: DeadLetter) -> None:
        self.met.add(letter.id)
        try:
            self.queue.retry(letter)
        except Failure as failure:
            self.failed.append(letter.id)
            # What is wrong with one message says nothing of the next.
            self._failures_in_a_row += isinstance(failure, Outage)
            sys.stderr.write(f"{letter.id} stays: {failure.reason}\n")
            return
        self._failures_in_a_row = 0
        self.retried += 1
        if self.retried % _PROGRESS_EVERY == 0:
            sys.stderr.write(f"{self.retried} of about {self.about} sent back\n")


@contextmanager
def _looking() -> Iterator[tuple[DeadLetters, Iterator[DeadLetter]]]:
    with opened_dead_letters() as queue, queue.opened() as letters:
        yield queue, letters


def _found_all(ids: Sequence[str], letters: Iterator[DeadLetter]) -> Sequence[DeadLetter]:
    """Return the messages of these ids. Unsuccessful names those that are not there."""
    left = set(ids)

    def is_last(letter: DeadLetter) -> bool:
        left.discard(letter.id)
        return not left

    found = {letter.id: letter for letter in collected(letters, is_last) if letter.id in ids}
    if not left:
        return list(found.values())
    missing = ", ".join(each for each in ids if each not in found)
    raise Unsuccessful(f"no message {missing} can be received from the dead-letter queue at the moment")


def _confirmed(letters: Sequence[DeadLetter]) -> bool:
    if not sys.stdin.isatty():
        raise UnusableInput("nobody is there to ask: --yes says that you are sure")
    for letter in letters:
        sys.stderr.write(f"Nothing brings {described(letter)} back.\n")
    sys.stderr.write("Type yes to discard it: " if len(letters) == 1 else "Type yes to discard them: ")
    sys.stderr.flush()
    return sys.stdin.readline().strip().lower() == "yes"


def _in_words(
    retrying: Retrying, missing: Sequence[str], left: DeadLetterCounts, *, is_interrupted: bool
) -> str:
    lines = [f"{retrying.retried} sent back to the queue."]
    if is_interrupted:
        lines.append("It was stopped before the end: run it again for the rest.")
    if retrying.failed:
        lines.append(f"{len(retrying.failed)} could not be sent back and stay.")
    if missing:
        lines.append(f"Not found, or held by somebody else at the moment: {', '.join(missing)}.")
    lines.append(f"About {left.free + left.held} are in the dead-letter queue now.")
    return "\n".join([*lines, *hidden_in_words(left.held)])
