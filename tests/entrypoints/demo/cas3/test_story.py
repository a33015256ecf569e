"""The story of the demo, as CAS3 knows it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

import pytest

from domain.arrival_and_departure import PersonArrived
from domain.event import EventType
from entrypoints.demo.cas3.known_of_story import known_of_story
from entrypoints.demo.page.doings import Action, Doing
from entrypoints.demo.page.sights import Booking
from entrypoints.sandbox.sample_events import SampleEvent
from entrypoints.sandbox.scene import made_id
from entrypoints.sandbox.story import story
from tests.entrypoints.demo.cas3.shift import DANIEL, ROSA, Shift, read

NAMES = {made_id(name): name for name in ("Mill House", "Quayside", "Beech Road", "Orchard Court")}


def seen(shift: Shift) -> Sequence[tuple[str, str, str]]:
    bookings: Sequence[Booking] = shift.office.shown(shift.crn).bookings
    return [(NAMES[booking.id], booking.place, booking.status) for booking in bookings]


def facts(shift: Shift, name: str) -> Mapping[str, str]:
    bookings = shift.office.shown(shift.crn).bookings
    return next(dict(booking.facts) for booking in bookings if NAMES[booking.id] == name)


def story_events() -> Sequence[SampleEvent]:
    return [scene.event for scene in story()]


def test_rosa_has_moved() -> None:
    shift = Shift(ROSA).hears_the_story()

    assert seen(shift) == [
        ("Quayside", "Quayside, Newcastle upon Tyne", "Active"),
        ("Mill House", "Mill House, Durham", "Departed"),
    ]
    assert shift.about == "In Quayside, Newcastle upon Tyne since 15/06/2026"
    assert facts(shift, "Quayside") == {"Arrived": "15/06/2026", "Expected departure": "07/09/2026"}


def test_rosas_late_arrival_does_not_undo_its_correction() -> None:
    shift = Shift(ROSA)
    for event in story_events()[:9]:
        shift.office.hear(event, known_of_story(event))

    assert facts(shift, "Mill House") == {
        "Arrived": "01/06/2026",
        "Expected departure": "30/06/2026",
        "Notes": "Leaving date corrected.",
    }


def test_daniel_has_come_and_gone() -> None:
    shift = Shift(DANIEL).hears_the_story()

    assert seen(shift) == [
        ("Orchard Court", "Orchard Court, Blackburn", "Departed"),
        ("Beech Road", "Beech Road, Bradford", "Cancelled"),
    ]
    assert shift.about == "Left Orchard Court, Blackburn on 03/07/2026"
    assert facts(shift, "Beech Road") == {
        "Cancelled": "22/05/2026",
        "Cancellation reason": "Alternative suitable accommodation provided",
        "Notes": "He stays with his sister until a place nearer to his work is free.",
    }


def test_referrals_say_when_the_place_was_needed() -> None:
    assert Shift().hears_the_story().office.shown(ROSA).referrals == [
        "Submitted 04/05/2026 at 10:12, accommodation needed from 01/06/2026"
    ]


def test_without_what_is_known_beside_it_a_place_is_known_from_the_arrival_alone() -> None:
    shift = Shift(DANIEL)
    for event in story_events():
        shift.office.hear(event)

    assert seen(shift) == [
        ("Orchard Court", "Orchard Court, Blackburn", "Departed"),
        ("Beech Road", "Place not known", "Cancelled"),
    ]


@pytest.mark.parametrize(
    ("only", "about"),
    [
        ("Daniel's place is confirmed, but CAS3 has no details", "Confirmed booking for a place not known"),
        ("Daniel's place is cancelled", "Booking for a place not known cancelled"),
        ("Daniel arrives at Orchard Court", "In Orchard Court, Blackburn since 16/06/2026"),
        ("Daniel leaves Orchard Court", "Left a place not known on 03/07/2026"),
    ],
)
def test_news_without_what_went_before_is_taken_in(only: str, about: str) -> None:
    shift = Shift(DANIEL)
    (event,) = (scene.event for scene in story() if scene.name == only)
    shift.office.hear(event)

    assert shift.about == about
    assert read(shift.does(shift.booking.actions[0])).crn.value == DANIEL


def test_who_arrives_at_a_place_that_nobody_knows_arrives_in_the_region() -> None:
    shift = Shift(DANIEL)
    (event,) = (scene.event for scene in story() if "no details" in scene.name)
    shift.office.hear(event)

    arrived = read(shift.does(Action.ARRIVE))
    assert isinstance(arrived, PersonArrived)
    assert arrived.premises.on_one_line == "Yorkshire and the Humber"


def test_the_story_goes_on_by_hand() -> None:
    shift = Shift(ROSA)
    for event in story_events()[:4]:
        shift.office.hear(event, known_of_story(event))
    arrival = read(shift.does(Action.ARRIVE))

    assert isinstance(arrival, PersonArrived)
    assert arrival.premises.postcode == "dh1 9ab"
    assert (arrival.arrival_date, arrival.expected_departure) == (date(2026, 6, 1), date(2026, 8, 24))


def test_the_order_in_which_the_story_is_heard_is_no_matter() -> None:
    shift, backwards = Shift(ROSA).hears_the_story(), Shift(ROSA)
    for event in reversed(story_events()):
        backwards.office.hear(event, known_of_story(event))

    assert backwards.office.shown(ROSA) == shift.office.shown(ROSA)


def test_who_has_left_has_left_whatever_is_said_of_the_arrival_afterwards() -> None:
    shift = Shift(ROSA).hears_the_story()
    (corrected,) = (event for event in story_events() if event.type is EventType.PERSON_ARRIVED_UPDATED)
    shift.office.hear(replace(corrected, timestamp=shift.now))

    assert [status for _, _, status in seen(shift)] == ["Active", "Departed"]


def test_a_story_that_is_told_later_has_all_its_days_later() -> None:
    shift = Shift(ROSA)
    for event in story_events()[:4]:
        shift.office.hear(event.days_later(100), known_of_story(event).days_later(100))

    assert facts(shift, "Mill House") == {
        "Expected arrival": "09/09/2026",
        "Expected departure": "02/12/2026",
    }
    assert shift.office.shown(ROSA).referrals == [
        "Submitted 12/08/2026 at 10:12, accommodation needed from 09/09/2026"
    ]


def test_what_the_story_left_can_be_corrected() -> None:
    shift = Shift(ROSA).hears_the_story()
    doing = Doing(crn=ROSA, action=Action.CHANGE_DEPARTURE, booking=made_id("Mill House"))
    filled = shift.office.prefilled(doing, date(2026, 11, 22))

    assert filled["departed_on"] == date(2026, 6, 15)
    assert filled["reason_detail"] == "Transferred to other CAS3 accommodation"
    assert filled["move_on"] == "Other CAS3 accommodation"
    assert shift.office.title(shift.office.do(doing, filled, shift.now, shift.new_id)) == (
        "Departure changed for Rosa Lindqvist at Mill House, Durham"
    )
