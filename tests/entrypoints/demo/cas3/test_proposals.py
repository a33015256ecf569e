"""The values that stand in the forms already."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from entrypoints.demo.cas3.action import Action, StaffAction
from entrypoints.demo.cas3.actions import ACTIONS
from entrypoints.sandbox.story import story
from tests.entrypoints.demo.cas3.shift import DANIEL, IDRIS, JONAH, MAEVE, ROSA, TODAY, Shift

IN_84_DAYS = TODAY + timedelta(days=84)
CANCELLED = {"cancelled_on": TODAY, "cancellation_reason": "Alternative suitable accommodation provided"}
ARRIVED = {"arrived_on": TODAY, "end": IN_84_DAYS}
DEPARTED = {
    "departed_on": TODAY,
    "departure_reason": "Planned move-on",
    "reason_detail": "",
    "move_on": "Rented – council or housing association",
}


def test_a_place_is_needed_from_today_so_that_what_comes_of_it_is_in_sight() -> None:
    assert Shift().proposed(Action.SUBMIT_REFERRAL) == {"needed_from": TODAY}


@pytest.mark.parametrize(
    ("far", "action", "values"),
    [
        ("provisional", Action.CONFIRM, {"notes": ""}),
        ("provisional", Action.CANCEL, {**CANCELLED, "notes": ""}),
        ("confirmed", Action.CANCEL, {**CANCELLED, "notes": ""}),
        ("confirmed", Action.ARRIVE, {**ARRIVED, "notes": "Has the key to the room."}),
        ("active", Action.CHANGE_ARRIVAL, {**ARRIVED, "notes": "Checked with the house manager."}),
        ("active", Action.DEPART, {**DEPARTED, "notes": "Room checked, key returned."}),
        ("departed", Action.CHANGE_DEPARTURE, {**DEPARTED, "notes": "Forwarding address asked for."}),
    ],
)
def test_every_field_has_a_sensible_value(far: str, action: Action, values: Mapping[str, Any]) -> None:
    assert Shift().comes(far).proposed(action) == values


@pytest.mark.parametrize("start", [date(2026, 12, 1), date(2026, 6, 1)])
def test_a_booking_starts_when_the_place_is_needed(start: date) -> None:
    shift = Shift()
    shift.does(Action.SUBMIT_REFERRAL, needed_from=start)

    booked = shift.proposed(Action.BOOK)
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

    assert shift.proposed(Action.BOOK)["place"] == place


def test_the_next_place_is_another_one() -> None:
    shift = Shift(ROSA).comes("provisional")
    assert shift.proposed(Action.BOOK)["place"] == "Quayside, Newcastle upon Tyne"
    shift.does(Action.BOOK)
    assert shift.proposed(Action.BOOK)["place"] == "Orchard Court, Blackburn"


@pytest.mark.parametrize(
    ("start", "arrived_on"), [(date(2026, 11, 20), date(2026, 11, 20)), (date(2026, 12, 1), TODAY)]
)
def test_an_arrival_is_as_it_was_booked_but_not_after_today(start: date, arrived_on: date) -> None:
    shift = Shift()
    shift.does(Action.SUBMIT_REFERRAL)
    shift.does(Action.BOOK, start=start, end=date(2026, 12, 24))
    shift.does(Action.CONFIRM)

    filled = shift.proposed(Action.ARRIVE)
    assert (filled["arrived_on"], filled["end"]) == (arrived_on, date(2026, 12, 24))


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
    shift.does(Action.ARRIVE, arrived_on=arrived_on, end=expected)

    assert shift.proposed(Action.DEPART)["departed_on"] == departed_on


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
                "end": date(2027, 1, 4),
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
    proposed = dict(shift.proposed(change))
    # A correction with the same notes would have nothing new to say when it overtakes what it corrects.
    assert proposed.pop("notes") not in {"", told["notes"]}
    assert {**proposed, "notes": told["notes"]} == told


def test_who_can_only_arrive_after_the_booked_end_stays_84_days() -> None:
    shift = Shift(DANIEL)
    (event,) = (scene.event for scene in story() if "no details" in scene.name)
    shift.office.hear(replace(event, details={"bookingId": "b"}), {"end": date(2026, 8, 18)})

    assert shift.proposed(Action.ARRIVE)["end"] == IN_84_DAYS


def can_be_read(action: Action, values: Mapping[str, Any]) -> bool:
    """Return whether the form takes its own values, as they stand in its inputs."""
    fields = ACTIONS[action].asked
    return [field.read(field.typed(values[field.name])) for field in fields] == list(values.values())


@pytest.mark.parametrize("far", ["provisional", "confirmed", "cancelled", "active", "departed"])
def test_a_form_takes_what_stands_in_it(far: str) -> None:
    shift = Shift().comes(far)
    for action in (Action.BOOK, *shift.actions):
        assert can_be_read(action, shift.proposed(action))


@pytest.mark.parametrize("crn", [ROSA, DANIEL])
def test_a_form_takes_what_the_story_told(crn: str) -> None:
    office = Shift().hears_the_story().office
    file = office.file(crn)
    for booking in file.record.bookings:
        for action in file.actions(booking):
            doing = StaffAction(crn=crn, action=action, booking=booking.id)
            assert can_be_read(action, office.proposed(doing, TODAY))
