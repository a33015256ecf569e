"""Rule 3, "Other homes": what an arrival does to main addresses that are not CAS3's."""

from dataclasses import replace

import pytest

from domain.remarks import Remark
from tests.domain.builders import CHURCH_STREET, MILL_LANE, arrived, cancelled, departed
from tests.domain.desk import Desk, day


@pytest.fixture
def desk() -> Desk:
    return Desk()


@pytest.mark.parametrize("kind", ["A01B", "A17", None])
def test_the_first_arrival_makes_every_earlier_main_address_previous(desk: Desk, kind: str | None) -> None:
    first, second = desk.home(day(1), kind=kind), desk.home(day(3), kind=kind)

    desk.happens(arrived(day(3)))

    assert desk.held(first) == (day(1), day(3), "P")
    assert desk.held(second) == (day(3), day(3), "P")
    assert desk.stay("b1") == (day(3), None, "M")


def test_the_same_place_entered_by_hand_becomes_previous_even_if_it_started_later(desk: Desk) -> None:
    same_place = desk.home(day(6), postcode="bb11bb")

    desk.happens(arrived(day(3)))

    assert desk.held(same_place) == (day(6), day(6), "P")
    assert desk.stay("b1") == (day(3), None, "M")


def test_a_later_main_address_elsewhere_stays_and_ends_the_residence(desk: Desk) -> None:
    elsewhere = desk.home(day(6))

    desk.happens(arrived(day(3)))

    assert desk.held(elsewhere) == (day(6), None, "M")
    assert desk.stay("b1") == (day(3), day(6), "P")


def test_the_earliest_of_later_residences_and_later_homes_ends_the_residence(desk: Desk) -> None:
    desk.home(day(9))

    desk.happens(arrived(day(5), "b2"), arrived(day(3), "b1"))

    assert desk.stay("b1") == (day(3), day(5), "P")
    assert desk.stay("b2") == (day(5), day(9), "P")


def test_a_corrected_arrival_moves_the_end_of_the_home_before_it(desk: Desk) -> None:
    home = desk.home(day(1))

    desk.happens(arrived(day(3)), arrived(day(5), minute=1, update=True), departed(day(9)))

    assert desk.held(home) == (day(1), day(5), "P")


def test_an_arrival_by_mistake_gives_the_home_back(desk: Desk) -> None:
    home = desk.home(day(1))

    desk.happens(arrived(day(3)), departed(day(3)))

    assert desk.held(home) == (day(1), None, "M")
    assert desk.stay("b1") == (day(3), day(3), "P")


def test_a_home_without_a_start_began_before_everything(desk: Desk) -> None:
    home = desk.home(None)

    desk.happens(arrived(day(3)))

    assert desk.held(home) == (None, day(3), "P")


def test_a_home_ends_the_residence_also_after_a_later_residence_ended_the_home(desk: Desk) -> None:
    home = desk.home(day(5))

    desk.happens(arrived(day(2), "b1"), arrived(day(9), "b2", 1))

    assert desk.stay("b1") == (day(2), day(5), "P")
    assert desk.held(home) == (day(5), day(9), "P")
    assert desk.stay("b2") == (day(9), None, "M")


def test_a_home_entered_after_the_arrival_was_recorded_is_not_ended_by_it(desk: Desk) -> None:
    desk.happens(arrived(day(3)))
    home = desk.home(day(1))

    desk.happens(arrived(day(4), minute=1, update=True))
    assert desk.held(home) == (day(1), None, "M")

    desk.happens(arrived(day(6), "b2", 2))
    assert desk.held(home) == (day(1), day(6), "P")


def test_a_home_made_main_again_by_hand_is_not_ended_by_the_arrivals_known_then(desk: Desk) -> None:
    home = desk.home(day(1))
    desk.happens(arrived(day(3)))
    desk.edits_address(replace(desk.row(home), end=None, status="M"))

    desk.happens(arrived(day(4), minute=1, update=True))
    assert desk.held(home) == (day(1), None, "M")

    desk.happens(arrived(day(6), "b2", 2))
    assert desk.held(home) == (day(1), day(6), "P")


def test_a_home_ended_by_hand_keeps_its_end(desk: Desk) -> None:
    home = desk.home(day(1))
    desk.happens(arrived(day(3)))
    desk.edits_address(replace(desk.row(home), end=day(2)))

    desk.happens(arrived(day(4), minute=1, update=True), departed(day(4)))

    assert desk.held(home) == (day(1), day(2), "P")


def test_an_end_that_is_raised_to_the_start_stays_the_persons(desk: Desk) -> None:
    home = desk.home(day(6))
    desk.happens(arrived(day(6), "b1"))
    desk.edits_address(replace(desk.row(home), end=day(5)))

    desk.happens(arrived(day(6), "b1", 1, update=True))
    assert desk.held(home) == (day(6), day(6), "P")
    desk.happens(arrived(day(9), "b1", 2, update=True))

    assert desk.held(home) == (day(6), day(6), "P")


def test_a_home_ended_and_made_main_again_by_hand_is_not_ended_by_the_arrivals_known_then(desk: Desk) -> None:
    home = desk.home(day(1))
    desk.happens(departed(day(30), "b9"))
    desk.edits_address(replace(desk.row(home), end=day(3), status="P"))
    desk.happens(arrived(day(5), "b1"))
    desk.edits_address(replace(desk.row(home), end=None, status="M"))

    desk.happens(departed(day(9), "b1"))

    assert desk.held(home) == (day(1), None, "M")


def test_a_home_deleted_by_hand_is_left_alone(desk: Desk) -> None:
    home = desk.home(day(1))
    desk.happens(arrived(day(3)))
    desk.edits_address(replace(desk.row(home), soft_deleted=True))
    deleted = desk.row(home)

    desk.happens(arrived(day(4), minute=1, update=True), departed(day(4)))

    assert desk.row(home) == deleted


def test_the_same_place_entered_anew_ends_with_the_stay_in_place_of_the_row_ended_for_it(desk: Desk) -> None:
    desk.happens(arrived(day(2)))
    desk.edits_address(replace(desk.address("b1"), end=day(3), status="P"))
    anew = desk.home(day(3), postcode="bb11bb", kind="A17")

    desk.happens(departed(day(9)), departed(day(9), minute=1, update=True, notes="Keys returned"))

    assert desk.held(anew) == (day(3), day(9), "P")
    assert desk.stay("b1") == (day(2), day(3), "P")


def test_the_same_place_entered_anew_on_the_day_of_arrival_keeps_the_home_before_it_ended(desk: Desk) -> None:
    home = desk.home(day(1))
    desk.happens(arrived(day(2)))
    desk.edits_address(replace(desk.address("b1"), end=day(2), status="P"))
    anew = desk.home(day(2), postcode="BB1 1BB")

    desk.happens(departed(day(9)))

    assert desk.held(home) == (day(1), day(2), "P")
    assert desk.held(anew) == (day(2), day(9), "P")


def test_the_same_place_that_began_on_the_day_of_the_departure_is_another_home(desk: Desk) -> None:
    desk.happens(arrived(day(2)), departed(day(9)))
    own = desk.home(day(9), postcode="BB1 1BB")

    recording = desk.happens(departed(day(9), minute=1, update=True, notes="Took over the lease"))

    assert desk.held(own) == (day(9), None, "M")
    assert recording.remarks == (Remark.STILL_MAIN_ELSEWHERE,)


def test_the_place_of_a_former_residence_entered_by_hand_is_not_ended_by_the_next_one(desk: Desk) -> None:
    desk.happens(arrived(day(2), "b1", 1), departed(day(4), "b1", 2))
    desk.happens(arrived(day(5), "b2", 3, premises=MILL_LANE), departed(day(9), "b2", 4))
    same_place = desk.home(day(6), postcode=MILL_LANE.postcode or "")

    desk.happens(arrived(day(12), "b3", 5))

    assert desk.held(same_place) == (day(6), day(6), "P")


def test_only_a_first_arrival_ends_another_home(desk: Desk) -> None:
    desk.happens(arrived(day(3)))
    home = desk.home(day(2))

    desk.happens(arrived(day(4), minute=1, update=True), departed(day(9)), cancelled())

    assert desk.held(home) == (day(2), None, "M")


def test_an_arrival_that_comes_after_its_departure_ends_an_earlier_home_all_the_same(desk: Desk) -> None:
    home = desk.home(day(1))

    desk.happens(departed(day(9)), arrived(day(3)))

    assert desk.held(home) == (day(1), day(3), "P")


def test_no_residence_is_made_main_again_beside_another_main_address(desk: Desk) -> None:
    desk.happens(arrived(day(3), "b1"), arrived(day(6), "b2", 1))
    home = desk.home(day(1))

    desk.happens(arrived(day(2), "b2", 2, update=True))

    assert desk.stay("b1")[2] == "P"
    assert desk.stay("b2") == (day(2), day(3), "P")
    assert desk.held(home) == (day(1), None, "M")


def test_a_previous_address_is_no_home(desk: Desk) -> None:
    home = desk.home(day(1))
    desk.happens(arrived(day(3)))
    desk.happens(arrived(day(5), "b2"))

    assert desk.held(home) == (day(1), day(3), "P")


def test_blank_postcodes_are_not_the_same_place(desk: Desk) -> None:
    elsewhere = desk.home(day(6), postcode="")
    nowhere = type(CHURCH_STREET)(line1="12 Church Street", postcode=" ")

    desk.happens(arrived(day(3), premises=nowhere))

    assert desk.held(elsewhere) == (day(6), None, "M")


def test_a_home_that_ends_is_no_remark(desk: Desk) -> None:
    desk.home(day(1))

    assert Remark.DEPARTURE_BEFORE_ARRIVAL not in desk.happens(arrived(day(3))).remarks
