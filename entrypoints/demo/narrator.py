"""Tell the story of the demo, and print the results of everything that happens there."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from contextlib import suppress
from dataclasses import dataclass
from math import inf
from time import monotonic
from typing import Final

from domain.failures import TemporaryFailure
from domain.london import as_date
from domain.outcome import Outcome
from entrypoints.demo.live_demo import LiveDemo
from entrypoints.demo.messages import Progress
from entrypoints.demo.page_state import Sighting
from entrypoints.demo.refusals import NotThere
from entrypoints.demo.stack import ReportedFact, Stack
from entrypoints.sandbox.person_view import AddressAnnouncement, PersonView
from entrypoints.sandbox.results import PlayedEvent, Results
from entrypoints.sandbox.story import Scene
from entrypoints.sandbox.words import (
    address_in_words,
    announcement_in_words,
    contact_in_words,
    kind_in_words,
    outcome_explained,
    outcome_in_words,
)
from entrypoints.stop import Stop
from entrypoints.terminal import plain, print_text
from entrypoints.usage import Unsuccessful

_UNDER_WAY: Final = frozenset({Progress.QUEUED, Progress.IN_WORK, Progress.WAITING})
_NOT_PRINTED: Final = frozenset({"Started", "InWork", "Stopping", "Stopped", Outcome.RECORDED})


@dataclass(frozen=True, slots=True)
class StoryPace:
    """Seconds that each scene is shown before the next, and that it may take to be settled."""

    lingering: float = 0.0
    patience: float = inf


class Narrator:
    """The only reader of the demo's news: each piece of news is returned once."""

    def __init__(self, demo: LiveDemo, stack: Stack, stop: Stop, pace: StoryPace) -> None:
        self._demo = demo
        self._stack = stack
        self._stop = stop
        self._pace = pace
        self._beginning = demo.beginning
        self._people = stack.people()
        self._announcements: list[AddressAnnouncement] = []
        self._told: dict[int, Scene] = {}

    def tell(
        self, scenes: Sequence[Scene], days_later: int = 0, redo: Callable[[int], None] = lambda _: None
    ) -> None:
        """Let CAS3 publish the scenes so many days later: the next when the one before is recorded, or waits
        to be tried again. Then wait until all are settled, or somebody asks for the end, or to start again.

        `redo` is called with the number of scenes told, so that others do what belongs between them.
        Unsuccessful if a scene takes longer than there is patience.
        """
        with suppress(NotThere):
            redo(0)
            for count, scene in enumerate(scenes, start=1):
                if self.is_over:
                    return
                print_text(scene.name)
                number = self._demo.tell(scene, days_later, self._beginning)
                self._told[number] = scene
                self.settle()
                redo(count)
                self._wait(number, _UNDER_WAY)
                self._linger()
            for number in self._told:
                self._wait(number, {state for state in Progress if not state.is_final})

    def settle(self) -> None:
        """Look until nothing more is about to happen, or somebody asks for the end, or to start again."""
        self.look()
        while not (self.is_over or self._demo.is_quiet):
            self._stack.pause()
            self.look()

    def stay(self) -> None:
        """Look until somebody asks for the end, or to start again."""
        while not self.is_over:
            self._stack.pause()
            self.look()

    def look(self) -> None:
        """Print what is new."""
        seen = self._demo.look()
        if self._demo.beginning != self._beginning:
            return
        for line in self._lines(seen):
            print_text(plain(line).plain)
        self._people = seen.people
        self._announcements += seen.announcements

    def results(self) -> Results:
        """Return what there is to see now of the people of the story."""
        crns = {scene.event.crn for scene in self._told.values()}
        return Results(
            people=[person for person in self._people if person.crn.value in crns],
            events=self.events(),
            announcements=self._announcements,
        )

    def events(self) -> Sequence[PlayedEvent]:
        """Return what became of the scenes that are settled."""
        settled = ((scene, self._demo.message(number).settled_by) for number, scene in self._told.items())
        return [scene.with_outcome(by.name, by.facts.get("reason")) for scene, by in settled if by]

    def _lines(self, seen: Sighting) -> Iterator[str]:
        if seen.people != self._people:
            before, now = _in_words(self._people), _in_words(seen.people)
            for key, (told, content) in now.items():
                if before.get(key) != (told, content):
                    crn, what, _ = key
                    yield _line(crn, f"{what} {'changed' if key in before else 'added'}", told)
        for each in seen.announcements:
            told = f"{each.status} {announcement_in_words(each.event_type)}"
            yield _line(each.crn, "other services are told", told)
        yield from (_reported(report) for report in seen.reports if report.name not in _NOT_PRINTED)

    def _wait(self, number: int, states: Set[Progress]) -> None:
        """Wait as long as the message is in one of these states, or anything is to be announced."""
        latest = monotonic() + self._pace.patience
        while not self.is_over:
            self.look()
            if self._demo.message(number).state not in states and self._is_all_announced():
                self.look()
                return
            if monotonic() > latest:
                name, seconds = self._told[number].name, self._pace.patience
                raise Unsuccessful(f"{name!r} is not settled after {seconds:g} s")
            self._stack.pause()

    def _linger(self) -> None:
        latest = monotonic() + self._pace.lingering
        while monotonic() < latest and not self.is_over:
            self._stack.pause()
            self.look()

    @property
    def is_over(self) -> bool:
        """Return whether somebody asked for the end, or everything has started again."""
        return self._stop.is_asked_for or self._demo.beginning != self._beginning

    def _is_all_announced(self) -> bool:
        try:
            return self._stack.unannounced() == 0
        except TemporaryFailure:
            return False


def _in_words(people: Iterable[PersonView]) -> Mapping[tuple[str, str, int], tuple[str, str]]:
    """Return a phrase on every diary entry and address, and what it holds besides, by where it stands."""
    said: dict[tuple[str, str, int], tuple[str, str]] = {}
    for person in people:
        for entry in person.diary:
            time = f"{as_date(entry.contact.time)} {entry.contact.time:%H:%M:%S}"
            told = f"{contact_in_words(entry.code)} ({entry.code}), {time}"
            said[person.crn.value, "diary entry", entry.contact.id] = (told, entry.contact.notes)
        for address in person.addresses:
            start = as_date(address.start) if address.start else "unknown"
            days = f"{start} to {as_date(address.end) if address.end else 'open'}"
            told = f"{address_in_words(address)}, {days}, {kind_in_words(address)}"
            said[person.crn.value, "address", address.id] = (told, "")
    return said


def _reported(report: ReportedFact) -> str:
    told = report.facts.get("reason") or outcome_explained(report.name)
    return _line(report.facts.get("crn"), outcome_in_words(report.name), told)


def _line(crn: str | None, what: str, told: str) -> str:
    return f"  {crn or 'nobody':7}  {what}{told and f': {told}'}"
