"""What somebody does on the stage, and what comes of it, with the service at work in memory."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest

from adapters.system.clock import SystemClock
from domain.london import WallTime
from entrypoints.demo.page.doings import Action, Correction, Doing, Mood, Refused, Rubbish, Travel
from entrypoints.demo.page.sights import Entry, Mark, Scenery, State, Way
from entrypoints.demo.stage.in_memory import in_memory
from entrypoints.demo.stage.stage import LiveStage
from tests.support.waiting import wait_until

MAEVE = "K731059"
ROSA = "X418302"
JONAH = "W914573"


@dataclass(frozen=True, slots=True)
class Play:
    """A stage at which somebody looks."""

    stage: LiveStage

    def do(self, action: Action, travel: Travel = Travel.AS_USUAL, crn: str = MAEVE, **values: Any) -> None:
        """Does it with the values that are filled in, but for those given, and waits until it is settled."""
        bookings = self.scenery(crn).cas3.bookings
        concerns = action not in {Action.SUBMIT_REFERRAL, Action.BOOK}
        doing = Doing(crn=crn, action=action, booking=bookings[0].id if concerns else None)
        self.stage.do(doing, {**self.stage.prefilled(doing), **values}, travel)
        self.settled()

    def scenery(self, crn: str = MAEVE) -> Scenery:
        self.stage.look()
        return self.stage.scenery(crn)

    def newest(self) -> Way:
        return self.scenery().ways[0]

    def entry(self, code: str, crn: str = MAEVE) -> Entry:
        (entry,) = (entry for entry in self.scenery(crn).delius.diary if entry.code == code)
        return entry

    def settled(self) -> None:
        self.until(
            lambda: all(way.state.is_final or way.state is State.HELD_BACK for way in self.scenery().ways)
        )

    def until(self, condition: Callable[[], bool]) -> None:
        wait_until(condition, 30)
        self.stage.look()


@pytest.fixture
def play() -> Iterator[Play]:
    clock = SystemClock()
    with in_memory(clock) as surroundings:
        yield Play(LiveStage(surroundings, clock))


def test_what_is_done_at_cas3_is_seen_in_delius(play: Play) -> None:
    for action in (Action.SUBMIT_REFERRAL, Action.BOOK, Action.CONFIRM, Action.ARRIVE):
        play.do(action)

    play.until(lambda: len(play.scenery().delius.announced) == 1)
    delius = play.scenery().delius
    assert {entry.code for entry in delius.diary} == {"EARS", "EABP", "EACO", "EAAR"}
    assert [(home.is_main, home.is_cas3, home.mark) for home in delius.homes] == [(True, True, Mark.NEW)]
    assert [announced.mark for announced in delius.announced] == [Mark.NEW]
    assert [way.state for way in play.scenery().ways] == [State.RECORDED] * 4


def test_what_was_new_is_so_no_longer_when_something_else_is_done(play: Play) -> None:
    play.do(Action.SUBMIT_REFERRAL)
    assert play.entry("EARS").mark is Mark.NEW
    play.do(Action.BOOK)

    assert play.entry("EARS").mark is None
    assert play.entry("EABP").mark is Mark.NEW


def test_what_is_done_with_another_person_leaves_the_marks(play: Play) -> None:
    play.do(Action.SUBMIT_REFERRAL)
    play.do(Action.SUBMIT_REFERRAL, crn=ROSA)

    assert play.entry("EARS").mark is Mark.NEW


def test_what_is_sent_twice_is_recorded_once(play: Play) -> None:
    play.do(Action.SUBMIT_REFERRAL, Travel.TWICE)

    assert sorted(way.state for way in play.scenery().ways) == [State.ALREADY_RECORDED, State.RECORDED]
    assert len(play.scenery().delius.diary) == 1


def test_what_is_held_back_comes_late_when_it_is_let_go(play: Play) -> None:
    for action in (Action.SUBMIT_REFERRAL, Action.BOOK, Action.CONFIRM):
        play.do(action)
    play.do(Action.ARRIVE, Travel.HELD_BACK, notes="Has the key.")
    held = play.newest()
    assert held.state is State.HELD_BACK
    play.do(Action.CHANGE_ARRIVAL, notes="Room changed.")
    play.stage.let_arrive(held.number)
    play.settled()

    late = next(way for way in play.scenery().ways if way.number == held.number)
    assert next(step.state for step in late.steps) is State.HELD_BACK
    assert late.state is State.OUT_OF_SEQUENCE
    assert [line.text for line in play.entry("EAAR").notes if line.is_new][1:] == ["Has the key."]
    before = len(play.scenery().ways)
    play.stage.let_arrive(held.number)
    assert len(play.scenery().ways) == before


def test_a_message_can_be_sent_again_but_not_before_it_was_sent(play: Play) -> None:
    play.do(Action.SUBMIT_REFERRAL)
    play.stage.send_again(1)
    play.settled()
    assert play.newest().state is State.ALREADY_RECORDED

    play.do(Action.BOOK, Travel.HELD_BACK)
    with pytest.raises(LookupError, match="has not been sent yet"):
        play.stage.send_again(3)


def test_while_the_api_errs_a_message_is_tried_again_and_recorded_in_the_end(play: Play) -> None:
    play.stage.set_mood(Mood.ERRORS)
    doing = Doing(crn=MAEVE, action=Action.SUBMIT_REFERRAL)
    play.stage.do(doing, play.stage.prefilled(doing), Travel.AS_USUAL)
    play.until(lambda: play.newest().state is State.LATER)
    assert "answered 500" in play.newest().steps[-1].told
    play.stage.set_mood(Mood.WELL)
    play.settled()

    assert play.newest().state is State.RECORDED


def test_while_the_api_is_unavailable_a_message_waits(play: Play) -> None:
    play.stage.set_mood(Mood.UNAVAILABLE)
    assert play.scenery().mood is Mood.UNAVAILABLE
    doing = Doing(crn=MAEVE, action=Action.SUBMIT_REFERRAL)
    play.stage.do(doing, play.stage.prefilled(doing), Travel.AS_USUAL)
    play.until(lambda: play.newest().state is State.WAITING)
    play.stage.set_mood(Mood.WELL)
    play.settled()

    assert play.newest().state is State.RECORDED


_REASONS: Mapping[Rubbish, tuple[str, str]] = {
    Rubbish.NO_JSON: ("is not JSON", ""),
    Rubbish.NO_CRN: ("no CRN", ""),
    Rubbish.STRANGER: ("Delius", "Z900001"),
    Rubbish.FOREIGN_DETAILS: ("not at the CAS3 API", MAEVE),
    Rubbish.BROKEN_DETAILS: ("bookingId", MAEVE),
}


@pytest.mark.parametrize(("rubbish", "expected"), _REASONS.items())
def test_rubbish_is_set_aside_with_its_reason(
    play: Play, rubbish: Rubbish, expected: tuple[str, str]
) -> None:
    reason, crn = expected
    play.stage.send_rubbish(MAEVE, rubbish)
    play.settled()

    assert play.newest().state is State.SET_ASIDE
    assert reason in play.newest().steps[-1].told
    assert play.newest().crn == crn


def test_a_practitioners_edit_is_kept_by_a_later_update(play: Play) -> None:
    for action in (Action.SUBMIT_REFERRAL, Action.BOOK, Action.CONFIRM, Action.ARRIVE):
        play.do(action)
    entry = play.entry("EAAR")
    time = WallTime(entry.time + timedelta(hours=14))
    play.stage.correct(
        Correction(crn=MAEVE, entry=entry.id, version=entry.version, time=time, notes="He came at two.")
    )
    assert play.entry("EAAR").mark is Mark.CHANGED
    play.do(Action.CHANGE_ARRIVAL, notes="Room changed.")

    edited = play.entry("EAAR")
    assert edited.time == time
    assert next(line.text for line in edited.notes) == "He came at two."
    assert [line.text for line in edited.notes][-1] == "Room changed."


def test_an_edit_of_what_was_changed_meanwhile_is_refused(play: Play) -> None:
    play.do(Action.SUBMIT_REFERRAL)
    entry = play.entry("EARS")
    edit = Correction(crn=MAEVE, entry=entry.id, version=entry.version, time=entry.time, notes="x")
    play.stage.correct(edit)

    with pytest.raises(Refused, match="changed since you opened it"):
        play.stage.correct(edit)
    with pytest.raises(LookupError, match="no entry 1"):
        play.stage.correct(Correction(crn=MAEVE, entry=1, version=0, time=entry.time, notes=""))


def test_whoever_wants_to_know_is_told_of_a_change_until_they_do_not(play: Play) -> None:
    told: list[None] = []
    forget = play.stage.on_change(lambda: told.append(None))
    play.stage.look()
    assert told == []
    play.do(Action.SUBMIT_REFERRAL)
    assert told
    forget()
    before = len(told)
    play.do(Action.BOOK)

    assert len(told) == before


def test_the_same_postcode_by_hand_is_ended_by_the_arrival(play: Play) -> None:
    play.do(Action.SUBMIT_REFERRAL, crn=JONAH)
    play.do(Action.BOOK, crn=JONAH, place="Orchard Court, Blackburn")
    for action in (Action.CONFIRM, Action.ARRIVE):
        play.do(action, crn=JONAH)

    assert [home.is_cas3 for home in play.scenery(JONAH).delius.homes if home.is_main] == [True]


@pytest.mark.parametrize("crn", ["", "X000000"])
def test_nobody_else_is_there(play: Play, crn: str) -> None:
    with pytest.raises(LookupError):
        play.stage.scenery(crn)
    with pytest.raises(LookupError):
        play.stage.send_rubbish(crn, Rubbish.STRANGER)
