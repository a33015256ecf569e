"""A demo that shows what it was given, and remembers what was done on it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from entrypoints.demo.cas3.action import Action, StaffAction
from entrypoints.demo.cas3.bad_messages import Fault
from entrypoints.demo.cas3.office import Cas3File
from entrypoints.demo.cas3.proposals import Values
from entrypoints.demo.cas3.record import Record
from entrypoints.demo.changes import MarkedAddress, MarkedAnnouncement, MarkedEntry
from entrypoints.demo.listeners import Listeners
from entrypoints.demo.live_demo import LiveDemo
from entrypoints.demo.messages import TrackedMessage
from entrypoints.demo.page_state import ApiState, Correction, DeliveryMode, PageState
from entrypoints.demo.refusals import NotThere, Refused
from entrypoints.demo.script import PostedForm, Script
from entrypoints.sandbox.people import SamplePerson
from tests.entrypoints.demo.page.samples import (
    ADDRESSES,
    ANNOUNCED,
    CANCELLED,
    DANIEL,
    DIARY,
    LONG,
    MESSAGES,
    RECORD,
    ROSA,
    TODAY,
    at,
    entry,
    lines,
)

OUTRUN = "Somebody wrote this entry since you opened it"

PROPOSED: Mapping[str, Any] = {
    "needed_from": date(2026, 12, 1),
    "place": "Mill House, Durham",
    "start": date(2026, 12, 1),
    "end": date(2027, 2, 14),
    "cancelled_on": TODAY,
    "cancellation_reason": "Other",
    "arrived_on": TODAY,
    "departed_on": TODAY,
    "departure_reason": "Other",
    "reason_detail": "",
    "move_on": "Not known",
    "notes": "",
}


@dataclass
class ScriptedDemo(LiveDemo):
    """`done` has what was asked of it, in order. `offers` are the actions that CAS3 offers everybody.

    `is_outrun`: somebody else writes the second entry just before the next correction comes.
    """

    description: str = "All in memory: a queue, the worker and a Delius that forgets."
    people: Sequence[SamplePerson] = (ROSA, DANIEL, LONG)
    record: Record = RECORD
    diary: Sequence[MarkedEntry] = DIARY
    addresses: Sequence[MarkedAddress] = ADDRESSES
    announced: Sequence[MarkedAnnouncement] = ANNOUNCED
    messages: Sequence[TrackedMessage] = MESSAGES
    api_state: ApiState = ApiState.WORKING
    offers: frozenset[Action] = frozenset(Action)
    refusal: Mapping[str, str] | None = None
    locked: str | None = None
    is_outrun: bool = False
    is_edited: bool = False
    breaks_with: Exception | None = None
    done: list[object] = field(default_factory=list)
    posted: list[PostedForm] = field(default_factory=list)
    listeners: Listeners = field(default_factory=Listeners)

    def files(self) -> Sequence[Cas3File]:
        return [Cas3File(person, self.record) for person in self.people]

    def state(self, crn: str) -> PageState:
        if self.breaks_with:
            raise self.breaks_with
        person = next((each for each in self.people if each.crn == crn), None)
        if person is None:
            raise NotThere(crn)
        is_known = person != LONG
        return PageState(
            beginning=1,
            changes=self.listeners.count,
            file=Cas3File(person, self.record if is_known else Record((), ())),
            today=TODAY,
            diary=self.diary if is_known else (),
            addresses=self.addresses if is_known else (),
            announced=self.announced if is_known else (),
            messages=self.messages,
            happened=None if self.is_edited else self._newest(crn),
            api_state=self.api_state,
            locked=self.locked,
        )

    def proposed(self, action: StaffAction) -> Values:
        self.state(action.crn)
        if action.action not in self.offers:
            raise NotThere(action.action)
        return PROPOSED

    def do(self, action: StaffAction, values: Values, mode: DeliveryMode) -> None:
        self._refuse()
        self._did((action, dict(values), mode))

    def correct(self, correction: Correction) -> None:
        if self.is_outrun:
            self._outrun()
        self._refuse()
        self._did(correction)

    def send_again(self, number: int) -> None:
        self._known(number)
        self._did(("again", number))

    def release(self, number: int) -> None:
        self._known(number)
        self._did(("release", number))

    def start_again(self, script: Script | None = None) -> None:
        self._did(script or "start again")

    def note_posted(self, path: str, fields: Mapping[str, str]) -> None:
        self.posted.append(PostedForm(0, path, fields))

    def done_so_far(self) -> Script:
        return Script(TODAY, self.posted)

    def lock_record(self, crn: str, *, is_locked: bool) -> None:
        self._refuse()
        self.locked = crn if is_locked else None
        self._did(("locked", self.locked))

    def set_api_state(self, state: ApiState) -> None:
        self.api_state = state
        self._did(state)

    def send_bad_message(self, crn: str, fault: Fault) -> int:
        self._did((crn, fault))
        return len(self.messages)

    def change(self) -> None:
        """There is something else to see."""
        self.listeners.notify()

    def _newest(self, crn: str) -> int:
        return max((each.number for each in self.messages if each.crn == crn), default=0)

    def _outrun(self) -> None:
        self.is_outrun = False
        time, written = at(21, "09:15:00", month=10), lines("Somebody else's")
        contact = CANCELLED.entry.contact
        reference = contact.reference.value.removeprefix("urn:hmpps:cas3:")
        other = entry(2, CANCELLED.entry.code, time, reference, *written, version=4)
        first, _, *rest = self.diary
        self.diary = [first, replace(other), *rest]
        raise Refused({"": OUTRUN})

    def _refuse(self) -> None:
        if self.refusal:
            raise Refused(self.refusal)

    def _known(self, number: int) -> None:
        if number not in {each.number for each in self.messages}:
            raise NotThere(number)

    def _did(self, what: object) -> None:
        self.done.append(what)
        self.change()
