"""The actions that staff can do at each moment."""

from collections.abc import Sequence

import pytest

from entrypoints.demo.cas3.action import Action, StaffAction
from tests.entrypoints.demo.cas3.shift import FAR, MAEVE, TODAY, Shift

ON_BOOKINGS = set(Action) - {Action.SUBMIT_REFERRAL, Action.BOOK}


def test_who_was_not_referred_can_only_be_referred() -> None:
    assert Shift().office.file(MAEVE).actions() == (Action.SUBMIT_REFERRAL,)


def test_who_was_referred_can_be_booked_and_be_referred_again() -> None:
    shift = Shift()
    shift.does(Action.SUBMIT_REFERRAL)

    assert shift.office.file(MAEVE).actions() == (Action.BOOK, Action.SUBMIT_REFERRAL)


@pytest.mark.parametrize(
    ("far", "offered"),
    [
        ("provisional", (Action.CONFIRM, Action.CANCEL)),
        ("confirmed", (Action.ARRIVE, Action.CANCEL)),
        ("cancelled", (Action.CHANGE_CANCELLATION,)),
        ("active", (Action.DEPART, Action.CHANGE_ARRIVAL)),
        ("departed", (Action.CHANGE_DEPARTURE,)),
    ],
)
def test_a_booking_offers_what_comes_next(far: str, offered: Sequence[Action]) -> None:
    assert tuple(Shift().comes(far).actions) == offered


@pytest.mark.parametrize(
    ("far", "change"),
    [
        ("cancelled", Action.CHANGE_CANCELLATION),
        ("active", Action.CHANGE_ARRIVAL),
        ("departed", Action.CHANGE_DEPARTURE),
    ],
)
def test_a_change_can_be_changed_again(far: str, change: Action) -> None:
    shift = Shift().comes(far)
    before = (shift.booking.status, shift.actions)
    shift.does(change)

    assert (shift.booking.status, shift.actions) == before


def test_a_person_can_have_several_bookings() -> None:
    shift = Shift().comes("active")
    shift.does(Action.BOOK)

    assert [each.status for each in shift.office.file(MAEVE).record.bookings] == ["Active", "Provisional"]


@pytest.mark.parametrize("far", FAR)
def test_nothing_else_can_be_done_or_filled_in(far: str) -> None:
    shift = Shift().comes(far)
    for action in ON_BOOKINGS - set(shift.actions):
        with pytest.raises(LookupError, match=f"does not offer {action} on a booking that is {far}"):
            shift.proposed(action)
        with pytest.raises(LookupError, match=f"does not offer {action} "):
            shift.office.do(shift.doing(action), {}, shift.now, shift.new_id)


def test_nobody_is_booked_without_a_referral() -> None:
    with pytest.raises(LookupError, match="does not offer book on the person at this moment, but submit-ref"):
        Shift().does(Action.BOOK)


@pytest.mark.parametrize(
    ("doing", "message"),
    [
        (StaffAction(crn="A000001", action=Action.SUBMIT_REFERRAL), "nobody with the CRN 'A000001'"),
        (StaffAction(crn=MAEVE, action=Action.ARRIVE, booking="none"), "no booking 'none'"),
        (StaffAction(crn=MAEVE, action=Action.ARRIVE), "does not offer arrive on the person"),
    ],
)
def test_whom_or_what_cas3_does_not_know_nothing_can_be_done_with(doing: StaffAction, message: str) -> None:
    with pytest.raises(LookupError, match=message):
        Shift().office.proposed(doing, TODAY)
