"""Rule 3, "People edit too": what practitioners wrote on the addresses of residences survives."""

from dataclasses import replace
from datetime import date

import pytest

from domain.address import AddressLines
from domain.remarks import Remark
from tests.domain.builders import MILL_LANE, arrived, departed
from tests.domain.desk import Desk, day


@pytest.fixture
def desk() -> Desk:
    """The person lives at the premises of booking b1 since the second."""
    desk = Desk()
    desk.happens(arrived(day(2)))
    return desk


def ended_by_hand(desk: Desk, end: int) -> None:
    desk.edits_address(replace(desk.address("b1"), end=day(end), status="P"))


def test_an_edited_address_is_ended_like_any_other(desk: Desk) -> None:
    edited = AddressLines(street="14 Church Street", postcode="BB1 1BC")
    desk.edits_address(replace(desk.address("b1"), lines=edited))

    desk.happens(arrived(day(5), "b2", premises=MILL_LANE))

    assert desk.stay("b1") == (day(2), day(5), "P")
    assert desk.address("b1").lines == edited


def test_an_address_ended_by_hand_keeps_its_end(desk: Desk) -> None:
    ended_by_hand(desk, 4)

    desk.happens(arrived(day(6), "b2"))

    assert desk.stay("b1") == (day(2), day(4), "P")


def test_an_address_ended_by_hand_is_never_reopened(desk: Desk) -> None:
    ended_by_hand(desk, 4)

    desk.happens(arrived(day(2), minute=1, update=True, notes="Room 4"), arrived(day(1), "b0"))

    assert desk.stay("b1") == (day(2), day(4), "P")
    assert not any(address.is_main for address in desk.view.addresses)


def test_its_own_departure_says_otherwise_than_an_end_set_by_hand(desk: Desk) -> None:
    ended_by_hand(desk, 4)

    desk.happens(departed(day(7)))

    assert desk.stay("b1") == (day(2), day(7), "P")


def test_an_end_corrected_by_hand_after_the_departure_survives_an_update_with_the_same_date(
    desk: Desk,
) -> None:
    desk.happens(departed(day(7)))
    ended_by_hand(desk, 8)

    desk.happens(departed(day(7), minute=1, update=True, notes="Keys returned"), arrived(day(9), "b2"))

    assert desk.stay("b1") == (day(2), day(8), "P")


def test_a_departure_that_changes_its_date_moves_an_end_set_by_hand(desk: Desk) -> None:
    desk.happens(departed(day(7)))
    ended_by_hand(desk, 8)

    desk.happens(departed(day(6), minute=1, update=True))

    assert desk.stay("b1") == (day(2), day(6), "P")


def test_an_end_set_by_hand_is_raised_to_the_start_and_stays_the_persons(desk: Desk) -> None:
    ended_by_hand(desk, 4)

    desk.happens(arrived(day(5), minute=1, update=True))
    assert desk.stay("b1") == (day(5), day(5), "P")

    desk.happens(arrived(day(3), minute=2, update=True))
    assert desk.stay("b1") == (day(3), day(5), "P")


def test_an_end_set_by_hand_to_the_one_that_the_service_wrote_before_stays_the_persons(desk: Desk) -> None:
    desk.happens(arrived(day(9), "b2"), arrived(day(3), minute=1))
    ended_by_hand(desk, 5)
    desk.happens(departed(day(12), "b2"))
    ended_by_hand(desk, 9)

    desk.happens(arrived(day(10), "b2", 1, update=True))

    assert desk.stay("b1") == (day(3), day(9), "P")


def test_an_address_ended_and_reopened_by_hand_stays_open_until_another_becomes_main(desk: Desk) -> None:
    desk.happens(arrived(day(3)))
    ended_by_hand(desk, 5)
    desk.happens(arrived(day(7), "b2"), departed(day(9), "b2"))
    desk.edits_address(replace(desk.address("b1"), end=None, status="M"))

    desk.happens(departed(day(9), "b2", 1, update=True))
    assert desk.stay("b1") == (day(3), None, "M")
    desk.happens(arrived(day(12), "b3"))

    assert desk.stay("b1") == (day(3), day(7), "P")


def test_lines_and_start_edited_by_hand_survive_an_update_that_does_not_change_them(desk: Desk) -> None:
    edited = AddressLines(street="14 Church Street", postcode="BB1 1BC")
    desk.edits_address(replace(desk.address("b1"), lines=edited, start=day(1)))

    desk.happens(arrived(day(2), minute=1, update=True, notes="Room 4"))

    assert desk.address("b1").lines == edited
    assert desk.stay("b1") == (day(1), None, "M")


def test_lines_that_an_update_changes_are_rewritten_and_the_start_edited_by_hand_stays(desk: Desk) -> None:
    desk.edits_address(replace(desk.address("b1"), start=day(1)))

    desk.happens(arrived(day(2), minute=1, update=True, premises=MILL_LANE))

    assert desk.address("b1").lines.street == "The Old Mill"
    assert desk.address("b1").start == day(1)


def test_a_start_that_an_update_changes_is_rewritten_and_lines_edited_by_hand_stay(desk: Desk) -> None:
    edited = AddressLines(street="14 Church Street", postcode="BB1 1BC")
    desk.edits_address(replace(desk.address("b1"), lines=edited))

    desk.happens(arrived(day(3), minute=1, update=True))

    assert desk.address("b1").lines == edited
    assert desk.address("b1").start == day(3)


def test_a_deleted_address_is_never_written_announced_or_replaced(desk: Desk) -> None:
    desk.edits_address(replace(desk.address("b1"), soft_deleted=True))
    deleted = desk.address("b1")
    desk.tables.outbox.clear()

    desk.happens(arrived(day(3), minute=1, update=True), departed(day(7)))

    assert desk.address("b1") == deleted
    assert desk.view.addresses == []
    assert desk.announced() == []


def test_an_address_reopened_by_hand_stays_open_until_another_becomes_main(desk: Desk) -> None:
    desk.happens(departed(day(7)))
    desk.edits_address(replace(desk.address("b1"), end=None, status="M"))

    desk.happens(departed(day(7), minute=1, update=True, notes="Came back"))
    assert desk.stay("b1") == (day(2), None, "M")

    desk.happens(arrived(day(9), "b2"))
    assert desk.stay("b1") == (day(2), day(9), "P")
    assert desk.stay("b2") == (day(9), None, "M")


def test_an_address_reopened_by_hand_stays_open_while_the_later_one_is_deleted(desk: Desk) -> None:
    desk.happens(arrived(day(5), "b2", premises=MILL_LANE))
    desk.edits_address(replace(desk.address("b2"), soft_deleted=True))
    desk.edits_address(replace(desk.address("b1"), end=None, status="M"))

    desk.happens(departed(day(6), "b2"))

    assert desk.stay("b1") == (day(2), None, "M")


def test_a_departure_before_a_start_edited_by_hand_ends_the_address_on_that_start(desk: Desk) -> None:
    desk.edits_address(replace(desk.address("b1"), start=day(6)))

    recording = desk.happens(departed(day(4)))

    assert desk.stay("b1") == (day(6), day(6), "P")
    assert Remark.DEPARTURE_BEFORE_ARRIVAL not in recording.remarks


def test_an_address_without_end_that_is_not_main_is_left_so(desk: Desk) -> None:
    desk.edits_address(replace(desk.address("b1"), status="P"))

    desk.happens(arrived(day(5), "b2"))

    assert desk.stay("b1") == (day(2), None, "P")
    assert desk.stay("b2") == (day(5), None, "M")


@pytest.mark.parametrize("end", [None, day(4)])
def test_a_home_that_is_no_longer_main_is_left_so(end: date | None) -> None:
    desk = Desk()
    home = desk.home(day(1))
    desk.happens(departed(day(30), "b9"))
    desk.edits_address(replace(desk.row(home), end=end, status="P"))
    version = desk.row(home).version

    desk.happens(arrived(day(3), "b1"), departed(day(3), "b1"), arrived(day(6), "b2"))

    assert desk.held(home) == (day(1), end, "P")
    assert desk.row(home).version == version
