"""A stage in memory that shows what it was given, and remembers what was done on it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from entrypoints.demo.page.doings import Action, Correction, Doing, Mood, NotThere, Refused, Rubbish, Travel
from entrypoints.demo.page.sights import Cas3, Delius, Resident, Scenery, Way
from tests.entrypoints.demo.page.sample_sights import (
    CAS3_OF_ROSA,
    DANIEL,
    DELIUS_OF_ROSA,
    LONG,
    NOTHING_IN_DELIUS,
    ROSA,
    TODAY,
    WAYS,
    at,
    lines,
)

OUTRUN = "Somebody wrote this entry since you opened it"

PREFILLED: Mapping[str, Any] = {
    "needed_from": date(2026, 12, 1),
    "place": "mill",
    "start": date(2026, 12, 1),
    "end": date(2027, 2, 23),
    "cancelled_on": TODAY,
    "cancellation_reason": "withdrawn",
    "arrived_on": TODAY,
    "expected_departure": date(2027, 2, 14),
    "departed_on": TODAY,
    "departure_reason": "ended",
    "reason_detail": "",
    "move_on": "rented",
    "notes": "",
}


@dataclass
class ScriptedStage:
    """`done` has what was asked of it, in order. `offers` are the actions that CAS3 offers everybody.

    `is_outrun`: somebody else writes the second entry just before the next correction comes.
    """

    description: str = "All in memory: a queue, the worker and a Delius that forgets."
    choices: Mapping[str, Sequence[tuple[str, str]]] = field(
        default_factory=lambda: {
            "place": [("mill", "Room 4, Mill House, Durham"), ("quay", "Flat B, Pilot Building, Newcastle")],
            "cancellation_reason": [("withdrawn", "Referral withdrawn"), ("other", "Another reason")],
            "departure_reason": [("ended", "The stay came to its end"), ("other", "Another reason")],
            "move_on": [("rented", "Private rented"), ("family", "Family or friends")],
        }
    )
    residents: Sequence[Resident] = (ROSA, DANIEL, LONG)
    cas3: Cas3 = CAS3_OF_ROSA
    delius: Delius = DELIUS_OF_ROSA
    ways: Sequence[Way] = WAYS
    mood: Mood = Mood.WELL
    offers: frozenset[Action] = frozenset(Action)
    refusal: Mapping[str, str] | None = None
    is_outrun: bool = False
    breaks_with: Exception | None = None
    done: list[object] = field(default_factory=list)
    listeners: list[Callable[[], None]] = field(default_factory=list)

    def people(self) -> Sequence[Resident]:
        return self.residents

    def scenery(self, crn: str) -> Scenery:
        if self.breaks_with:
            raise self.breaks_with
        resident = next((each for each in self.residents if each.crn == crn), None)
        if resident is None:
            raise NotThere(crn)
        nobody = Cas3(officer="None yet", referrals=(), bookings=(), actions=(Action.SUBMIT_REFERRAL,))
        return Scenery(
            resident=resident,
            today=TODAY,
            cas3=nobody if resident == LONG else self.cas3,
            delius=NOTHING_IN_DELIUS if resident == LONG else self.delius,
            ways=self.ways,
            mood=self.mood,
        )

    def prefilled(self, doing: Doing) -> Mapping[str, Any]:
        self.scenery(doing.crn)
        if doing.action not in self.offers:
            raise NotThere(doing.action)
        return PREFILLED

    def do(self, doing: Doing, values: Mapping[str, Any], travel: Travel) -> None:
        self._refuse()
        self._did((doing, dict(values), travel))

    def correct(self, correction: Correction) -> None:
        if self.is_outrun:
            self._outrun()
        self._refuse()
        self._did(correction)

    def send_again(self, number: int) -> None:
        self._known(number)
        self._did(("again", number))

    def let_arrive(self, number: int) -> None:
        self._known(number)
        self._did(("arrive", number))

    def set_mood(self, mood: Mood) -> None:
        self.mood = mood
        self._did(mood)

    def send_rubbish(self, crn: str, rubbish: Rubbish) -> int:
        self._did((crn, rubbish))
        return len(self.ways)

    def on_change(self, notify: Callable[[], None]) -> Callable[[], None]:
        self.listeners.append(notify)
        return lambda: self.listeners.remove(notify)

    def change(self) -> None:
        """There is something else to see."""
        for notify in tuple(self.listeners):
            notify()

    def _outrun(self) -> None:
        self.is_outrun = False
        first, second, *rest = self.delius.diary
        other = replace(second, version=4, time=at(21, "09:15:00", month=10), notes=lines("Somebody else's"))
        self.delius = replace(self.delius, diary=[first, other, *rest])
        raise Refused({"": OUTRUN})

    def _refuse(self) -> None:
        if self.refusal:
            raise Refused(self.refusal)

    def _known(self, number: int) -> None:
        if number not in {each.number for each in self.ways}:
            raise NotThere(number)

    def _did(self, what: object) -> None:
        self.done.append(what)
        self.change()
