"""Actions in the demo and their outcomes, with the service at work in memory."""

from collections.abc import Mapping, Sequence

import pytest

from adapters.system.clock import SystemClock
from entrypoints.demo.cas3.action import Action, StaffAction
from entrypoints.demo.cas3.bad_messages import Fault
from entrypoints.demo.changes import Mark
from entrypoints.demo.in_memory import InMemoryStack
from entrypoints.demo.live_demo import LiveDemo
from entrypoints.demo.messages import Progress
from entrypoints.demo.page_state import ApiState, Correction, DeliveryMode
from entrypoints.sandbox.person_view import PersonView
from entrypoints.sandbox.story import story
from tests.entrypoints.demo.play import DANIEL, JONAH, MAEVE, ROSA, Play


def test_what_is_done_at_cas3_is_seen_in_delius(play: Play) -> None:
    for action in (Action.SUBMIT_REFERRAL, Action.BOOK, Action.CONFIRM, Action.ARRIVE):
        play.do(action)

    play.until(lambda: len(play.state().announced) == 1)
    state = play.state()
    assert {each.entry.code for each in state.diary} == {"EARS", "EABP", "EACO", "EAAR"}
    (home,) = state.addresses
    assert (home.address.is_main, home.address.type, home.mark) == (True, "A17", Mark.NEW)
    assert [announced.mark for announced in state.announced] == [Mark.NEW]
    assert [message.state for message in play.state().messages] == [Progress.RECORDED] * 4


class CountingStack(InMemoryStack):
    """A stack that counts how often everybody's diary is read."""

    reads = 0

    def people(self) -> Sequence[PersonView]:
        self.reads += 1
        return super().people()


def test_nothing_is_read_while_nothing_happens() -> None:
    stack = CountingStack(SystemClock())
    play = Play(LiveDemo(stack, SystemClock()))

    def is_idle() -> bool:
        before = stack.reads
        play.demo.look()
        return stack.reads == before

    try:
        play.do(Action.SUBMIT_REFERRAL)
        play.until(is_idle)
        assert play.entry("EARS").mark is Mark.NEW
    finally:
        stack.end()


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
    play.do(Action.SUBMIT_REFERRAL, DeliveryMode.TWICE)

    assert sorted(message.state for message in play.state().messages) == [
        Progress.ALREADY_RECORDED,
        Progress.RECORDED,
    ]
    assert len(play.state().diary) == 1


def test_what_is_held_back_comes_late_when_it_is_let_go(play: Play) -> None:
    for action in (Action.SUBMIT_REFERRAL, Action.BOOK, Action.CONFIRM):
        play.do(action)
    play.do(Action.ARRIVE, DeliveryMode.HELD_BACK, notes="Has the key.")
    held = play.newest()
    assert held.state is Progress.HELD_BACK
    play.do(Action.CHANGE_ARRIVAL, notes="Room changed.")
    play.demo.release(held.number)
    play.settled()

    late = next(message for message in play.state().messages if message.number == held.number)
    assert next(step.state for step in late.steps) is Progress.HELD_BACK
    assert late.state is Progress.RECEIVED_LATE
    assert [line.text for line in play.entry("EAAR").notes if line.is_new][1:] == ["Has the key."]
    before = len(play.state().messages)
    play.demo.release(held.number)
    assert len(play.state().messages) == before


def test_what_is_let_go_is_what_happened_last_until_a_practitioner_edits(play: Play) -> None:
    play.do(Action.SUBMIT_REFERRAL, DeliveryMode.HELD_BACK)
    play.do(Action.SUBMIT_REFERRAL)
    assert play.state().happened == 2
    play.demo.release(1)
    play.settled()
    assert play.state().happened == 1
    contact = play.state().diary[0].entry.contact
    play.demo.correct(
        Correction(crn=MAEVE, entry=contact.id, version=contact.version, time=contact.time, notes="Rang.")
    )

    assert play.state().happened is None


def test_what_comes_late_and_tells_nothing_new_says_so(play: Play) -> None:
    for action in (Action.SUBMIT_REFERRAL, Action.BOOK, Action.CONFIRM):
        play.do(action)
    play.do(Action.ARRIVE, DeliveryMode.HELD_BACK, notes="")
    held = play.newest()
    play.do(Action.CHANGE_ARRIVAL, notes="Room changed.")
    play.demo.release(held.number)
    play.settled()

    assert play.demo.message(held.number).changed_nothing
    assert "nothing changed" in play.demo.message(held.number).steps[-1].told


def test_a_message_can_be_sent_again_but_not_before_it_was_sent(play: Play) -> None:
    play.do(Action.SUBMIT_REFERRAL)
    play.demo.send_again(1)
    play.settled()
    assert play.newest().state is Progress.ALREADY_RECORDED

    play.do(Action.BOOK, DeliveryMode.HELD_BACK)
    with pytest.raises(LookupError, match="has not been sent yet"):
        play.demo.send_again(3)


def test_what_was_set_aside_for_want_of_details_is_recorded_once_they_are_there(play: Play) -> None:
    (scene,) = (scene for scene in story() if not scene.answered)
    number = play.demo.tell(scene, 0, 1)
    play.until(lambda: play.newest().state is Progress.SET_ASIDE)
    play.demo.send_again(number)
    play.settled()

    assert play.newest().state is Progress.RECORDED
    assert play.demo.message(number).is_sent_again
    assert [each.entry.code for each in play.state(DANIEL).diary] == ["EACO"]


def test_while_the_api_errs_a_message_is_tried_again_and_recorded_in_the_end(play: Play) -> None:
    play.demo.set_api_state(ApiState.ERRORS)
    doing = StaffAction(crn=MAEVE, action=Action.SUBMIT_REFERRAL)
    play.demo.do(doing, play.demo.proposed(doing), DeliveryMode.AS_USUAL)
    play.until(lambda: play.newest().state is Progress.LATER)
    assert "answered 500" in play.newest().steps[-1].told
    play.demo.set_api_state(ApiState.WORKING)
    play.settled()

    assert play.newest().state is Progress.RECORDED


def test_while_the_api_is_unavailable_a_message_waits(play: Play) -> None:
    play.demo.set_api_state(ApiState.UNAVAILABLE)
    assert play.state().api_state is ApiState.UNAVAILABLE
    doing = StaffAction(crn=MAEVE, action=Action.SUBMIT_REFERRAL)
    play.demo.do(doing, play.demo.proposed(doing), DeliveryMode.AS_USUAL)
    play.until(lambda: play.newest().state is Progress.WAITING)
    play.demo.set_api_state(ApiState.WORKING)
    play.settled()

    assert play.newest().state is Progress.RECORDED


_REASONS: Mapping[Fault, tuple[str, str]] = {
    Fault.NO_JSON: ("is not JSON", ""),
    Fault.NO_CRN: ("no CRN", ""),
    Fault.STRANGER: ("Delius", "Z900001"),
    Fault.FOREIGN_DETAILS: ("not at the CAS3 API", MAEVE),
    Fault.BROKEN_DETAILS: ("bookingId", MAEVE),
}


@pytest.mark.parametrize(("rubbish", "expected"), _REASONS.items())
def test_a_bad_message_is_set_aside_with_its_reason(
    play: Play, rubbish: Fault, expected: tuple[str, str]
) -> None:
    reason, crn = expected
    play.demo.send_bad_message(MAEVE, rubbish)
    play.settled()

    assert play.newest().state is Progress.SET_ASIDE
    assert reason in play.newest().steps[-1].told
    assert play.newest().crn == crn


def test_whoever_wants_to_know_is_told_of_a_change_until_they_do_not(play: Play) -> None:
    told: list[None] = []
    forget = play.demo.listeners.add(lambda: told.append(None))
    play.demo.look()
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

    assert [each.address.type for each in play.state(JONAH).addresses if each.address.is_main] == ["A17"]


@pytest.mark.parametrize("crn", ["", "X000000"])
def test_nobody_else_is_there(play: Play, crn: str) -> None:
    with pytest.raises(LookupError):
        play.demo.state(crn)
    with pytest.raises(LookupError):
        play.demo.send_bad_message(crn, Fault.STRANGER)
