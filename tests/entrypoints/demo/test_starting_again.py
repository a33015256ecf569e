"""Scenes: a worker killed in the middle of a message, a locked record, everything started again."""

from collections.abc import Sequence

import pytest

from adapters.in_memory.telemetry import Report
from adapters.system.clock import SystemClock
from domain.failures import TemporaryFailure
from entrypoints.demo.cas3.action import Action, StaffAction
from entrypoints.demo.in_memory import InMemoryStack
from entrypoints.demo.live_demo import LiveDemo
from entrypoints.demo.messages import Progress
from entrypoints.demo.page_state import ApiState, DeliveryMode
from entrypoints.demo.refusals import Refused
from tests.entrypoints.demo.play import MAEVE, ROSA, Play

KILLED_ONCE = [
    Progress.QUEUED,
    Progress.IN_WORK,
    Progress.KILLED,
    Progress.IN_WORK,
    Progress.RECORDED,
]


class LateStack(InMemoryStack):
    """A stack of which nothing is known of what the worker reports, as long as it is late."""

    is_late = True

    def new_reports(self) -> Sequence[Report]:
        return [] if self.is_late else super().new_reports()


def test_a_worker_is_killed_only_once_it_is_known_that_it_has_the_message() -> None:
    stack = LateStack(SystemClock())
    play = Play(LiveDemo(stack, SystemClock()))
    doing = StaffAction(crn=MAEVE, action=Action.SUBMIT_REFERRAL)
    try:
        play.demo.do(doing, play.demo.proposed(doing), DeliveryMode.KILLED)
        play.until(lambda: stack.api.was_asked(play.demo.message(1).path))
        stack.is_late = False
        play.settled()
        assert [step.state for step in play.newest().steps] == KILLED_ONCE
    finally:
        stack.end()


def test_what_a_worker_was_killed_at_is_received_again_and_recorded_once(play: Play) -> None:
    play.do(Action.SUBMIT_REFERRAL, DeliveryMode.KILLED)

    steps = play.newest().steps
    assert [step.state for step in steps] == KILLED_ONCE
    assert steps[3].told == "The worker has received it again."
    assert [each.entry.code for each in play.state().diary] == ["EARS"]


def test_the_worker_after_it_works_on(play: Play) -> None:
    play.do(Action.SUBMIT_REFERRAL, DeliveryMode.KILLED)
    play.do(Action.BOOK)

    assert play.newest().state is Progress.RECORDED


def test_where_everything_starts_again_nothing_is_left(play: Play) -> None:
    play.do(Action.SUBMIT_REFERRAL)
    play.demo.set_api_state(ApiState.UNAVAILABLE)
    waiting = StaffAction(crn=MAEVE, action=Action.BOOK)
    play.demo.do(waiting, play.demo.proposed(waiting), DeliveryMode.AS_USUAL)
    play.demo.start_again()
    state = play.state()

    assert state.beginning == 2
    assert (state.messages, state.diary, state.file.record.referrals) == ([], [], ())
    assert state.api_state is ApiState.WORKING
    assert [each.mark for each in play.state(ROSA).addresses] == [None]
    play.do(Action.SUBMIT_REFERRAL)
    assert [each.entry.code for each in play.state().diary] == ["EARS"]


def test_what_is_done_again_has_the_same_ids(play: Play) -> None:
    play.do(Action.SUBMIT_REFERRAL)
    play.do(Action.BOOK)
    before = play.state().file.record.bookings[0].id
    play.demo.start_again()
    play.demo.look()
    play.do(Action.SUBMIT_REFERRAL)
    play.do(Action.BOOK)

    assert play.state().file.record.bookings[0].id == before


def test_while_a_user_has_the_record_locked_its_messages_are_retried(play: Play) -> None:
    play.demo.lock_record(MAEVE, is_locked=True)
    assert play.state(ROSA).locked == MAEVE
    referral = StaffAction(crn=MAEVE, action=Action.SUBMIT_REFERRAL)
    play.demo.do(referral, play.demo.proposed(referral), DeliveryMode.AS_USUAL)
    of_rosa = StaffAction(crn=ROSA, action=Action.SUBMIT_REFERRAL)
    play.demo.do(of_rosa, play.demo.proposed(of_rosa), DeliveryMode.AS_USUAL)
    play.until(lambda: play.state(ROSA).messages[0].state is Progress.RECORDED)
    play.until(lambda: play.state().messages[1].state is Progress.LATER)
    assert play.state().diary == []
    play.demo.lock_record(MAEVE, is_locked=False)
    play.settled()

    assert [each.entry.code for each in play.state().diary] == ["EARS"]


def test_what_can_be_seen_of_delius_only_later_keeps_no_report_waiting(
    play: Play, monkeypatch: pytest.MonkeyPatch
) -> None:
    play.do(Action.SUBMIT_REFERRAL)
    monkeypatch.setattr(InMemoryStack, "people", _nobody_can_read)
    play.do(Action.SUBMIT_REFERRAL)

    assert play.newest().state is Progress.RECORDED
    assert len(play.state().diary) == 1


def test_a_record_that_is_in_use_is_not_said_to_be_locked(
    play: Play, monkeypatch: pytest.MonkeyPatch
) -> None:
    play.demo.lock_record(ROSA, is_locked=True)
    monkeypatch.setattr(InMemoryStack, "lock_record", _nobody_can_lock)
    with pytest.raises(Refused, match="in a moment"):
        play.demo.lock_record(MAEVE, is_locked=True)
    assert play.state().locked is None
    monkeypatch.undo()
    play.demo.lock_record(ROSA, is_locked=False)


def _nobody_can_lock(*_: object) -> None:
    raise TemporaryFailure("somebody else was writing at the same time")


def _nobody_can_read(_: object) -> object:
    raise TemporaryFailure("somebody else is writing to the database")
