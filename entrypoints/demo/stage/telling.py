"""Tells the story of the demo on the stage, and prints what comes of everything that happens there."""

from collections.abc import Sequence, Set
from dataclasses import dataclass
from math import inf
from time import monotonic
from typing import Final

from domain.failures import TemporaryFailure
from domain.outcome import Outcome
from entrypoints.demo.page.sights import State
from entrypoints.demo.stage.news import DeliusWatch, announced, reported
from entrypoints.demo.stage.stage import LiveStage
from entrypoints.demo.stage.surroundings import Surroundings
from entrypoints.sandbox.model import EventView, Picture
from entrypoints.sandbox.picture import picture
from entrypoints.sandbox.scene import Scene
from entrypoints.stop import Stop
from entrypoints.terminal import plain, print_text
from entrypoints.usage import Unsuccessful

_ON_ITS_WAY: Final = frozenset({State.QUEUED, State.IN_WORK, State.WAITING})
_NOTHING_NEW: Final = frozenset({"Started", "InWork", "Stopping", "Stopped", Outcome.RECORDED})


@dataclass(frozen=True, slots=True)
class Pace:
    """Seconds that each scene is looked at before the next, and that it may take to be settled."""

    lingering: float = 0.0
    patience: float = inf


class Telling:
    """Whoever tells looks at the stage, and nobody else does: what is new is seen but once."""

    def __init__(self, stage: LiveStage, surroundings: Surroundings, stop: Stop, pace: Pace) -> None:
        self._stage = stage
        self._surroundings = surroundings
        self._stop = stop
        self._pace = pace
        self._people = surroundings.people()
        self._delius = DeliusWatch(self._people)
        self._announced: list[str] = []
        self._told: dict[int, Scene] = {}

    def tell(self, scenes: Sequence[Scene], days_later: int = 0) -> None:
        """CAS3 tells of the scenes so many days later, one after the other: of the next when the one before
        is recorded, or waits to be tried again. Then waits until all are settled, or somebody asks for the
        end. Unsuccessful if that takes longer than there is patience.
        """
        for scene in scenes:
            if self._stop.is_asked_for:
                return
            print_text(scene.name)
            number = self._stage.tell(scene, days_later)
            self._told[number] = scene
            self._until(number, _ON_ITS_WAY)
            self._linger()
        for number in self._told:
            self._until(number, {state for state in State if not state.is_final})

    def stay(self) -> None:
        """Looks until somebody asks for the end."""
        while not self._stop.is_asked_for:
            self._surroundings.pause()
            self.look()

    def look(self) -> None:
        """Prints what is new. What cannot be seen just now is seen the next time."""
        try:
            news = self._stage.look()
        except TemporaryFailure:
            return
        self._people = news.people
        self._announced += news.announcements
        lines = [
            *self._delius.look(news.people),
            *map(announced, news.announcements),
            *(reported(report) for report in news.reports if report.name not in _NOTHING_NEW),
        ]
        for line in lines:
            print_text(plain(line).plain)

    def picture(self) -> Picture:
        """What there is to see now of the people of the story."""
        crns = {scene.event.crn for scene in self._told.values()}
        people = [person for person in self._people if person.crn.value in crns]
        return picture(people, self.events(), self._announced)

    def events(self) -> Sequence[EventView]:
        """What became of the scenes that are settled."""
        settled = ((scene, self._stage.settling(number)) for number, scene in self._told.items())
        return [scene.with_outcome(each.name, each.facts.get("reason")) for scene, each in settled if each]

    def _until(self, number: int, states: Set[State]) -> None:
        """Waits as long as the message is in one of these states, or anything is to be announced."""
        latest = monotonic() + self._pace.patience
        while not self._stop.is_asked_for:
            self.look()
            if self._stage.state(number) not in states and self._is_all_announced():
                self.look()
                return
            if monotonic() > latest:
                raise Unsuccessful(
                    f"{self._told[number].name!r} is not settled after {self._pace.patience:g} s"
                )
            self._surroundings.pause()

    def _linger(self) -> None:
        latest = monotonic() + self._pace.lingering
        while monotonic() < latest and not self._stop.is_asked_for:
            self._surroundings.pause()
            self.look()

    def _is_all_announced(self) -> bool:
        try:
            return self._surroundings.unannounced() == 0
        except TemporaryFailure:
            return False
