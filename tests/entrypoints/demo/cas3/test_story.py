"""The story of the demo, as CAS3 knows it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

import pytest

from domain.arrival_and_departure import PersonArrived
from domain.event import EventType
from entrypoints.demo.cas3.action import Action, StaffAction
from entrypoints.demo.page.view_model import booking_facts, referral_in_words
from entrypoints.sandbox.story import Scene, story
from tests.entrypoints.demo.cas3.shift import DANIEL, ROSA, Shift, read


def booking_of(name: str) -> str:
    """The id of the booking that the scene of that name is about."""
    (found,) = (str(scene.event.details["bookingId"]) for scene in story() if scene.name == name)
    return found


NAMES = {
    booking_of("Mill House expects Rosa"): "Mill House",
    booking_of("Rosa arrives at the Quayside"): "Quayside",
    booking_of("Daniel's place is cancelled"): "Beech Road",
    booking_of("Daniel leaves Orchard Court"): "Orchard Court",
}


def seen(shift: Shift) -> Sequence[tuple[str, str, str]]:
    bookings = shift.office.file(shift.crn).record.bookings
    return [(NAMES[booking.id], booking.place_name, booking.status) for booking in reversed(bookings)]


def facts(shift: Shift, name: str) -> Mapping[str, str]:
    bookings = shift.office.file(shift.crn).record.bookings
    return next(dict(booking_facts(booking)) for booking in bookings if NAMES[booking.id] == name)


def referrals(shift: Shift) -> Sequence[str]:
    return [referral_in_words(each) for each in shift.office.file(ROSA).record.referrals]


def hear(shift: Shift, scenes: Iterable[Scene]) -> None:
    for scene in scenes:
        shift.office.hear(scene.event, scene.kept)


def test_rosa_has_moved() -> None:
    shift = Shift(ROSA).hears_the_story()

    assert seen(shift) == [
        ("Quayside", "Quayside, Newcastle upon Tyne", "Active"),
        ("Mill House", "Mill House, Durham", "Departed"),
    ]
    assert shift.about == "In Quayside, Newcastle upon Tyne since 15 June 2026"
    assert facts(shift, "Quayside") == {"Arrived": "15 June 2026", "Expected departure": "7 September 2026"}


def test_rosas_late_arrival_does_not_undo_its_correction() -> None:
    shift = Shift(ROSA)
    hear(shift, story()[:9])

    assert facts(shift, "Mill House") == {
        "Arrived": "1 June 2026",
        "Expected departure": "30 June 2026",
        "Notes": "Leaving date corrected.",
    }


def test_daniel_has_come_and_gone() -> None:
    shift = Shift(DANIEL).hears_the_story()

    assert seen(shift) == [
        ("Orchard Court", "Orchard Court, Blackburn", "Departed"),
        ("Beech Road", "Beech Road, Bradford", "Cancelled"),
    ]
    assert shift.about == "Left Orchard Court, Blackburn on 3 July 2026"
    assert facts(shift, "Beech Road") == {
        "Expected arrival": "26 May 2026",
        "Cancelled": "22 May 2026",
        "Cancellation reason": "Alternative suitable accommodation provided",
        "Notes": "He stays with his sister until a place nearer to his work is free.",
    }


def test_referrals_say_when_the_place_was_needed() -> None:
    assert referrals(Shift().hears_the_story()) == [
        "Submitted on 4 May 2026, accommodation needed from 1 June 2026"
    ]


def test_without_what_cas3_kept_a_place_is_known_from_the_arrival_alone() -> None:
    shift = Shift(DANIEL)
    hear(shift, [replace(scene, kept={}) for scene in story()])

    assert seen(shift) == [
        ("Orchard Court", "Orchard Court, Blackburn", "Departed"),
        ("Beech Road", "Place not known", "Cancelled"),
    ]


@pytest.mark.parametrize(
    ("only", "about"),
    [
        (
            "Daniel's place is confirmed, but CAS3 has no details",
            "Confirmed booking for a place not known from 26 May 2026",
        ),
        ("Daniel's place is cancelled", "Booking for a place not known cancelled"),
        ("Daniel arrives at Orchard Court", "In Orchard Court, Blackburn since 16 June 2026"),
        ("Daniel leaves Orchard Court", "Left a place not known on 3 July 2026"),
    ],
)
def test_news_without_what_went_before_is_taken_in(only: str, about: str) -> None:
    shift = Shift(DANIEL)
    (event,) = (scene.event for scene in story() if scene.name == only)
    shift.office.hear(event, {})

    assert shift.about == about
    assert read(shift.does(shift.actions[0])).crn.value == DANIEL


def test_who_arrives_at_a_place_that_nobody_knows_arrives_in_the_region() -> None:
    shift = Shift(DANIEL)
    (event,) = (scene.event for scene in story() if "no details" in scene.name)
    shift.office.hear(event, {})

    arrived = read(shift.does(Action.ARRIVE))
    assert isinstance(arrived, PersonArrived)
    assert arrived.premises.on_one_line == "Yorkshire and the Humber"


def test_the_story_goes_on_by_hand() -> None:
    shift = Shift(ROSA)
    hear(shift, story()[:4])
    arrival = read(shift.does(Action.ARRIVE))

    assert isinstance(arrival, PersonArrived)
    assert arrival.premises.postcode == "dh1 9ab"
    assert (arrival.arrival_date, arrival.expected_departure) == (date(2026, 6, 1), date(2026, 8, 24))


def test_the_order_in_which_the_story_is_heard_is_no_matter() -> None:
    shift, backwards = Shift(ROSA).hears_the_story(), Shift(ROSA)
    hear(backwards, reversed(story()))

    assert backwards.office.file(ROSA) == shift.office.file(ROSA)


def test_who_has_left_has_left_whatever_is_said_of_the_arrival_afterwards() -> None:
    shift = Shift(ROSA).hears_the_story()
    (corrected,) = (scene.event for scene in story() if scene.event.type is EventType.PERSON_ARRIVED_UPDATED)
    shift.office.hear(replace(corrected, timestamp=shift.now), {})

    assert [status for _, _, status in seen(shift)] == ["Active", "Departed"]


def test_a_story_that_is_told_later_has_all_its_days_later() -> None:
    shift = Shift(ROSA)
    hear(shift, [scene.days_later(100) for scene in story()[:4]])

    assert facts(shift, "Mill House") == {
        "Expected arrival": "9 September 2026",
        "Expected departure": "2 December 2026",
    }
    assert referrals(shift) == ["Submitted on 12 August 2026, accommodation needed from 9 September 2026"]


def test_what_the_story_left_can_be_corrected() -> None:
    shift = Shift(ROSA).hears_the_story()
    doing = StaffAction(
        crn=ROSA, action=Action.CHANGE_DEPARTURE, booking=booking_of("Mill House expects Rosa")
    )
    filled = shift.office.proposed(doing, date(2026, 11, 22))

    assert filled["departed_on"] == date(2026, 6, 15)
    assert filled["reason_detail"] == "Transferred to other CAS3 accommodation"
    assert filled["move_on"] == "Other CAS3 accommodation"
    assert shift.office.title(shift.office.do(doing, filled, shift.now, shift.new_id)) == (
        "Departure changed for Rosa Lindqvist at Mill House, Durham"
    )
