"""What stands in the forms already."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

import pytest

from entrypoints.demo.cas3.choices import CHOICES
from entrypoints.demo.cas3.told import Beside
from entrypoints.demo.page.doings import Action, Doing
from entrypoints.sandbox.story import story
from tests.entrypoints.demo.cas3.shift import DANIEL, IDRIS, JONAH, MAEVE, ROSA, TODAY, Shift

IN_84_DAYS = TODAY + timedelta(days=84)
CANCELLED = {"cancelled_on": TODAY, "cancellation_reason": "Alternative suitable accommodation provided"}
ARRIVED = {"arrived_on": TODAY, "expected_departure": IN_84_DAYS}
DEPARTED = {
    "departed_on": TODAY,
    "departure_reason": "Planned move-on",
    "reason_detail": "",
    "move_on": "Rented – council or housing association",
}


def test_a_place_is_needed_since_a_while_so_that_a_stay_can_be_seen() -> None:
    assert Shift().prefilled(Action.SUBMIT_REFERRAL) == {"needed_from": TODAY - timedelta(days=14)}


@pytest.mark.parametrize(
    ("far", "action", "values"),
    [
        ("provisional", Action.CONFIRM, {"notes": ""}),
        ("provisional", Action.CANCEL, {**CANCELLED, "notes": ""}),
        ("confirmed", Action.CANCEL, {**CANCELLED, "notes": ""}),
        ("confirmed", Action.ARRIVE, {**ARRIVED, "notes": ""}),
        ("active", Action.CHANGE_ARRIVAL, {**ARRIVED, "notes": ""}),
        ("active", Action.DEPART, {**DEPARTED, "notes": ""}),
        ("departed", Action.CHANGE_DEPARTURE, {**DEPARTED, "notes": ""}),
    ],
)
def test_every_field_has_a_sensible_value(far: str, action: Action, values: Mapping[str, Any]) -> None:
    assert Shift().comes(far).prefilled(action) == values


@pytest.mark.parametrize("start", [date(2026, 12, 1), date(2026, 6, 1)])
def test_a_booking_starts_when_the_place_is_needed(start: date) -> None:
    shift = Shift()
    shift.does(Action.SUBMIT_REFERRAL, needed_from=start)

    booked = shift.prefilled(Action.BOOK)
    assert (booked["start"], booked["end"], booked["notes"]) == (start, start + timedelta(days=84), "")


@pytest.mark.parametrize(
    ("crn", "place"),
    [
        (ROSA, "Mill House, Durham"),
        (DANIEL, "Beech Road, Bradford"),
        (MAEVE, "Fen Lodge, Peterborough"),
        (IDRIS, "Lantern House, Wolverhampton"),
        (JONAH, "Orchard Court, Blackburn"),
    ],
)
def test_a_place_in_the_region_of_the_officer_comes_first(crn: str, place: str) -> None:
    shift = Shift(crn)
    shift.does(Action.SUBMIT_REFERRAL)

    assert shift.prefilled(Action.BOOK)["place"] == place


def test_the_next_place_is_another_one() -> None:
    shift = Shift(ROSA).comes("provisional")
    assert shift.prefilled(Action.BOOK)["place"] == "Quayside, Newcastle upon Tyne"
    shift.does(Action.BOOK)
    assert shift.prefilled(Action.BOOK)["place"] == "Orchard Court, Blackburn"


@pytest.mark.parametrize(
    ("start", "arrived_on"), [(date(2026, 11, 20), date(2026, 11, 20)), (date(2026, 12, 1), TODAY)]
)
def test_an_arrival_is_as_it_was_booked_but_not_after_today(start: date, arrived_on: date) -> None:
    shift = Shift()
    shift.does(Action.SUBMIT_REFERRAL)
    shift.does(Action.BOOK, start=start, end=date(2026, 12, 24))
    shift.does(Action.CONFIRM)

    filled = shift.prefilled(Action.ARRIVE)
    assert (filled["arrived_on"], filled["expected_departure"]) == (arrived_on, date(2026, 12, 24))


@pytest.mark.parametrize(
    ("arrived_on", "expected", "departed_on"),
    [
        (date(2026, 11, 1), date(2026, 12, 24), TODAY),
        (date(2026, 10, 1), date(2026, 11, 14), date(2026, 11, 14)),
        (TODAY, date(2026, 12, 24), TODAY),
    ],
)
def test_somebody_leaves_today_unless_that_is_too_late(
    arrived_on: date, expected: date, departed_on: date
) -> None:
    shift = Shift().comes("confirmed")
    shift.does(Action.ARRIVE, arrived_on=arrived_on, expected_departure=expected)

    assert shift.prefilled(Action.DEPART)["departed_on"] == departed_on


@pytest.mark.parametrize(
    ("far", "first", "change", "told"),
    [
        (
            "provisional",
            Action.CANCEL,
            Action.CHANGE_CANCELLATION,
            {"cancelled_on": date(2026, 11, 20), "cancellation_reason": "Other", "notes": "By letter."},
        ),
        (
            "confirmed",
            Action.ARRIVE,
            Action.CHANGE_ARRIVAL,
            {
                "arrived_on": date(2026, 11, 21),
                "expected_departure": date(2027, 1, 4),
                "notes": "Has the key.",
            },
        ),
        (
            "active",
            Action.DEPART,
            Action.CHANGE_DEPARTURE,
            {
                "departed_on": TODAY,
                "departure_reason": "Other",
                "reason_detail": "Married",
                "move_on": "Friends or family – settled",
                "notes": "Key returned.",
            },
        ),
    ],
)
def test_what_is_corrected_is_what_was_told_last(
    far: str, first: Action, change: Action, told: Mapping[str, Any]
) -> None:
    shift = Shift().comes(far)
    shift.does(first, **told)
    assert shift.prefilled(change) == told
    corrected = {**told, "notes": ""}
    shift.does(change, **corrected)
    assert shift.prefilled(change) == corrected


def test_who_can_only_arrive_after_the_booked_end_stays_84_days() -> None:
    shift = Shift(DANIEL)
    (event,) = (scene.event for scene in story() if "no details" in scene.name)
    shift.office.hear(event, Beside(end=date(2026, 8, 18)))

    assert shift.prefilled(Action.ARRIVE) == {**ARRIVED, "notes": ""}


@pytest.mark.parametrize("far", ["provisional", "confirmed", "cancelled", "active", "departed"])
def test_what_is_filled_in_can_be_chosen(far: str) -> None:
    shift = Shift().comes(far)
    for action in (Action.BOOK, *shift.booking.actions):
        for name, value in shift.prefilled(action).items():
            assert name not in CHOICES or value in dict(CHOICES[name])


@pytest.mark.parametrize("crn", [ROSA, DANIEL])
def test_what_the_story_told_can_be_chosen(crn: str) -> None:
    office = Shift().hears_the_story().office
    doings = [
        Doing(crn=crn, action=action, booking=booking.id)
        for booking in office.shown(crn).bookings
        for action in booking.actions
    ]
    for doing in doings:
        for name, value in office.prefilled(doing, TODAY).items():
            assert name not in CHOICES or value in dict(CHOICES[name])
