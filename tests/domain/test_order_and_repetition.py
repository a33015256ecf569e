"""Rule 2: what comes twice, late, or after the predecessor."""

from dataclasses import replace
from datetime import datetime

import pytest

from domain.identifiers import EventId
from domain.outcome import Outcome
from tests.domain.builders import (
    CHURCH_STREET,
    MILL_LANE,
    arrived,
    at,
    cancelled,
    confirmed,
    departed,
    referral,
)
from tests.domain.desk import Desk, day


@pytest.fixture
def desk() -> Desk:
    return Desk()


def test_an_event_applied_before_changes_nothing(desk: Desk) -> None:
    events = [referral(), arrived(day(2)), arrived(day(3), minute=1, update=True), departed(day(9))]
    desk.happens(*events)
    versions, announced = desk.version(), len(desk.announced())

    outcomes = {desk.happens(event).outcome for event in events}

    assert outcomes == {Outcome.ALREADY_RECORDED}
    assert (desk.version(), len(desk.announced())) == (versions, announced)


def test_an_event_with_the_id_of_another_time_is_another_event(desk: Desk) -> None:
    original = cancelled(notes="First")
    update = replace(original, timestamp=at(1), notes="Second", is_update=True)

    assert desk.happens(original, update).outcome is Outcome.RECORDED
    assert desk.notes(original)[-1] == "Second"


def test_an_older_event_adds_only_what_nobody_wrote_and_changes_nothing_else(desk: Desk) -> None:
    update = arrived(day(4), minute=5, update=True, notes="Room 4")
    late = arrived(day(2), minute=1, notes="Two bags\nand a cat")
    desk.happens(update)
    before = desk.address("b1")

    recording = desk.happens(late)

    assert recording.outcome is Outcome.OUT_OF_SEQUENCE
    assert desk.address("b1") == before
    assert desk.diary(late).contact.time == datetime(2026, 6, 4)
    assert desk.notes(late) == [
        "Arrival date: 04/06/2026",
        "Arrival address: 12 Church Street BB1 1BB Bimbly North West",
        "Room 4",
        "Earlier entry, recorded in CAS3 on 01/05/2026 10:01:00 (received late):",
        "Arrival date: 02/06/2026",
        "Two bags",
        "and a cat",
    ]
    assert len(desk.announced()) == 1


def test_an_older_event_that_says_nothing_new_leaves_the_contact_alone(desk: Desk) -> None:
    desk.happens(cancelled(minute=5, notes="Same", update=True))

    recording = desk.happens(cancelled(minute=1, notes="Same"))

    assert recording.outcome is Outcome.OUT_OF_SEQUENCE
    assert desk.version() == [0]


def test_an_older_event_that_comes_twice_is_already_recorded_the_second_time(desk: Desk) -> None:
    late = cancelled(minute=1, notes="Late")
    desk.happens(cancelled(minute=5, update=True), late)

    assert desk.happens(late).outcome is Outcome.ALREADY_RECORDED
    assert desk.notes(late).count("Late") == 1


def test_at_one_timestamp_an_original_comes_before_its_update(desk: Desk) -> None:
    update, original = arrived(day(4), update=True), arrived(day(2))
    update = replace(update, id=EventId("event-0"))

    assert desk.happens(update, original).outcome is Outcome.OUT_OF_SEQUENCE
    assert desk.stay("b1") == (day(4), None, "M")


def test_at_one_timestamp_updates_are_ordered_by_id(desk: Desk) -> None:
    first = replace(arrived(day(2), update=True), id=EventId("a"))
    second = replace(arrived(day(4), update=True), id=EventId("b"))

    assert desk.happens(second, first).outcome is Outcome.OUT_OF_SEQUENCE


def test_the_second_of_two_originals_of_a_reference_is_appended(desk: Desk) -> None:
    first, second = confirmed(day(2), notes="First"), confirmed(day(3), minute=1, notes="Second")

    desk.happens(first, second)

    assert desk.notes(first)[1:] == ["First", "Expected arrival date: 03/06/2026", "Second"]


def test_an_original_that_the_predecessor_recorded_is_already_recorded(desk: Desk) -> None:
    original = arrived(day(2))
    desk.happens(original)
    desk.forget()

    assert desk.happens(original).outcome is Outcome.ALREADY_RECORDED
    assert desk.version() == [0, 0]


def test_an_update_that_the_predecessor_recorded_is_already_recorded_whatever_the_line_breaks(
    desk: Desk,
) -> None:
    update = cancelled(minute=1, notes="Told by phone", update=True)
    desk.happens(cancelled())
    desk.edits_contact(update, notes="Changed plans \r\nTold by phone\r\nNothing to add")
    desk.forget()

    assert desk.happens(update).outcome is Outcome.ALREADY_RECORDED


def test_an_update_that_the_predecessor_did_not_record_is_applied(desk: Desk) -> None:
    update = cancelled(minute=1, notes="Told by phone", update=True, on_day=day(1))
    desk.happens(cancelled())
    desk.forget()

    assert desk.happens(update).outcome is Outcome.RECORDED
    assert desk.notes(update)[-1] == "Told by phone"
    assert desk.diary(update).contact.time == datetime(2026, 6, 1)


def test_a_departure_ends_the_address_that_the_predecessor_made(desk: Desk) -> None:
    home = desk.home(day(1))
    desk.happens(arrived(day(2)))
    desk.forget()
    made = next(address for address in desk.view.addresses if address.type == "A17")

    desk.happens(departed(day(9), premises=CHURCH_STREET))

    assert desk.address("b1").id == made.id
    assert desk.stay("b1") == (day(2), day(9), "P")
    assert desk.held(home) == (day(1), day(2), "P")


def test_an_updated_arrival_moves_the_address_that_the_predecessor_made(desk: Desk) -> None:
    desk.happens(arrived(day(2)))
    desk.forget()
    update = arrived(day(3), minute=1, update=True)

    desk.happens(update)

    assert len(desk.view.addresses) == 1
    assert desk.stay("b1") == (day(3), None, "M")


@pytest.mark.parametrize("mains", [0, 2])
def test_without_one_address_of_the_predecessors_to_take_over_only_the_contact_is_written(
    desk: Desk, mains: int
) -> None:
    desk.happens(arrived(day(2)))
    desk.edits_address(replace(desk.address("b1"), end=day(4), status="P"))
    desk.forget()
    homes = [desk.home(day(3), postcode="BB1 1BB", kind="A17") for _ in range(mains)]

    assert desk.happens(departed(day(9))).outcome is Outcome.RECORDED

    assert [desk.held(home)[2] for home in homes] == ["M"] * mains
    assert desk.announced() == []


def test_an_address_of_another_postcode_is_not_the_predecessors(desk: Desk) -> None:
    desk.happens(arrived(day(2)))
    desk.forget()

    desk.happens(departed(day(9), premises=MILL_LANE))

    assert [address.is_main for address in desk.view.addresses] == [True]


def test_where_the_predecessor_recorded_the_departure_only_the_contact_is_written(desk: Desk) -> None:
    desk.happens(arrived(day(2)), departed(day(5)))
    desk.forget()
    again = desk.home(day(6), postcode="BB1 1BB", kind="A17")

    desk.happens(departed(day(4), minute=2, update=True), arrived(day(3), minute=3, update=True))

    assert desk.held(again) == (day(6), None, "M")
    assert desk.announced() == []


def test_an_arrival_whose_departure_the_predecessor_recorded_is_added_already_ended(desk: Desk) -> None:
    desk.happens(departed(day(5)))
    desk.forget()

    desk.happens(arrived(day(2)))

    assert desk.stay("b1") == (day(2), day(5), "P")


def test_an_address_taken_over_is_then_treated_as_the_services_own(desk: Desk) -> None:
    desk.happens(arrived(day(2)))
    desk.forget()
    desk.happens(
        departed(day(9)), arrived(day(3), minute=1, update=True), departed(day(8), minute=2, update=True)
    )

    assert desk.stay("b1") == (day(3), day(8), "P")


def test_an_original_that_comes_after_its_update_was_applied_is_out_of_sequence(desk: Desk) -> None:
    original = arrived(day(2))
    desk.happens(original)
    desk.forget()
    desk.happens(arrived(day(3), minute=1, update=True))

    assert desk.happens(original).outcome is Outcome.OUT_OF_SEQUENCE
    assert desk.stay("b1") == (day(3), None, "M")
