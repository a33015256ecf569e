"""The view of a person at CAS3."""

from datetime import date

import pytest

from entrypoints.demo.cas3.action import Action
from entrypoints.demo.page.view_model import referral_in_words
from tests.entrypoints.demo.cas3.shift import DANIEL, FAR, MAEVE, ROSA, Shift

NAME = "Maeve Tarrington"
PLACE = "Fen Lodge, Peterborough"
EXPECTED = {"Expected arrival": "22 November 2026", "Expected departure": "14 February 2027"}
ARRIVED = {"Arrived": "22 November 2026"}


def test_the_officer_is_shown_by_name_code_and_region() -> None:
    assert str(Shift().office.file(ROSA).person.officer) == "Priya Shah, N54A001, North East"


def test_a_referral_is_shown_in_words() -> None:
    shift = Shift()
    shift.does(Action.SUBMIT_REFERRAL, needed_from=date(2026, 12, 1))
    shift.does(Action.SUBMIT_REFERRAL, needed_from=date(2026, 12, 8))

    assert [referral_in_words(each) for each in shift.office.file(MAEVE).record.referrals] == [
        "Submitted on 22 November 2026, accommodation needed from 1 December 2026",
        "Submitted on 22 November 2026, accommodation needed from 8 December 2026",
    ]


@pytest.mark.parametrize(
    ("far", "status", "facts"),
    [
        ("provisional", "Provisional", EXPECTED),
        ("confirmed", "Confirmed", EXPECTED),
        (
            "cancelled",
            "Cancelled",
            {
                "Expected arrival": "22 November 2026",
                "Cancelled": "22 November 2026",
                "Cancellation reason": "Alternative suitable accommodation provided",
            },
        ),
        ("active", "Active", {**ARRIVED, "Expected departure": "14 February 2027"}),
        (
            "departed",
            "Departed",
            {
                **ARRIVED,
                "Departed": "22 November 2026",
                "Departure reason": "Planned move-on",
                "Move-on category": "Rented – council or housing association",
            },
        ),
    ],
)
def test_a_booking_shows_what_is_known(far: str, status: str, facts: dict[str, str]) -> None:
    shift = Shift().comes(far)

    assert (shift.booking.place_name, shift.booking.status) == (PLACE, status)
    assert shift.facts == facts


def test_a_booking_shows_the_notes_that_were_told_last() -> None:
    shift = Shift().comes("confirmed")
    shift.does(Action.ARRIVE, notes="Has the key.")
    shift.does(Action.CHANGE_ARRIVAL, notes="Has lost the key.")

    assert shift.facts["Notes"] == "Has lost the key."


def test_of_whom_cas3_knows_nothing_it_says_so() -> None:
    assert Shift().about == "Not referred yet"


def test_who_was_referred_has_no_booking_yet() -> None:
    shift = Shift()
    shift.does(Action.SUBMIT_REFERRAL)
    assert shift.about == "Referred, no booking yet"


@pytest.mark.parametrize(
    ("far", "about"),
    [
        ("provisional", f"Provisional booking for {PLACE} from 22 November 2026"),
        ("confirmed", f"Confirmed booking for {PLACE} from 22 November 2026"),
        ("cancelled", f"Booking for {PLACE} cancelled"),
        ("active", f"In {PLACE} since 22 November 2026"),
        ("departed", f"Left {PLACE} on 22 November 2026"),
    ],
)
def test_where_somebody_stands_is_said_in_a_few_words(far: str, about: str) -> None:
    assert Shift().comes(far).about == about


def test_who_lives_somewhere_lives_there_whatever_is_booked_next() -> None:
    shift = Shift().comes("active")
    shift.does(Action.BOOK)
    assert shift.about == f"In {PLACE} since 22 November 2026"


def test_all_people_stand_in_the_same_order() -> None:
    shift = Shift(DANIEL).comes("active")

    assert [each.person.name for each in shift.office.files()] == [
        "Rosa Lindqvist",
        "Daniel Oyelaran",
        "Maeve Tarrington",
        "Idris Calloway",
        "Jonah Penhallow",
    ]


@pytest.mark.parametrize(
    ("far", "action", "title"),
    [
        ("departed", Action.SUBMIT_REFERRAL, f"Referral submitted for {NAME}"),
        ("departed", Action.BOOK, f"Booking made provisionally for {NAME} at {PLACE}"),
        ("provisional", Action.CONFIRM, f"Booking confirmed for {NAME} at {PLACE}"),
        ("provisional", Action.CANCEL, f"Booking cancelled for {NAME} at {PLACE}"),
        ("cancelled", Action.CHANGE_CANCELLATION, f"Cancellation changed for {NAME} at {PLACE}"),
        ("confirmed", Action.ARRIVE, f"{NAME} arrived at {PLACE}"),
        ("active", Action.CHANGE_ARRIVAL, f"Arrival changed for {NAME} at {PLACE}"),
        ("active", Action.DEPART, f"{NAME} left {PLACE}"),
        ("departed", Action.CHANGE_DEPARTURE, f"Departure changed for {NAME} at {PLACE}"),
    ],
)
def test_an_event_has_a_title_in_plain_words(far: str, action: Action, title: str) -> None:
    shift = Shift().comes(far)
    assert shift.office.title(shift.does(action)) == title


def test_the_events_of_a_life_are_all_of_one_booking() -> None:
    shift = Shift().comes("departed")
    bookings = {event.details.get("bookingId") for event in shift.told[1:]}
    assert (bookings, len(shift.told)) == ({shift.booking.id}, len(FAR["departed"]))
