"""Rule 3, "Remarks": the dead ends of arrivals and departures."""

from dataclasses import replace
from datetime import date

import pytest

from domain.remarks import Remark
from tests.domain.builders import CHURCH_STREET, arrived, cancelled, departed
from tests.domain.desk import Desk, day


@pytest.fixture
def desk() -> Desk:
    return Desk()


def test_a_departure_without_an_arrival_is_remarked(desk: Desk) -> None:
    assert desk.happens(departed(day(9))).remarks == (Remark.DEPARTURE_WITHOUT_ARRIVAL,)


def test_an_event_for_a_deleted_address_is_remarked(desk: Desk) -> None:
    desk.happens(arrived(day(2)))
    desk.edits_address(replace(desk.address("b1"), soft_deleted=True))

    assert desk.happens(departed(day(9))).remarks == (Remark.ADDRESS_DELETED,)


def test_another_main_address_at_the_place_that_was_left_is_remarked(desk: Desk) -> None:
    desk.happens(arrived(day(2)))
    desk.home(day(1), postcode="bb11bb")

    assert desk.happens(departed(day(9))).remarks == (Remark.STILL_MAIN_ELSEWHERE,)


def test_an_arrival_after_its_cancellation_is_remarked(desk: Desk) -> None:
    assert desk.happens(cancelled(), arrived(day(2), minute=1)).remarks == (Remark.CANCELLED_AFTER_ARRIVAL,)
    assert desk.stay("b1") == (day(2), None, "M")


@pytest.mark.parametrize(
    ("on", "is_far"),
    [
        (date(2027, 5, 1), False),
        (date(2027, 5, 2), True),
        (date(2025, 5, 1), False),
        (date(2025, 4, 30), True),
        (date(2062, 5, 1), True),
    ],
)
def test_a_date_more_than_a_year_from_its_recording_is_remarked(
    desk: Desk, on: date, *, is_far: bool
) -> None:
    assert (Remark.DATE_FAR_AWAY in desk.happens(arrived(on)).remarks) is is_far


def test_an_address_of_the_earlier_service_that_starts_on_no_arrival_date_is_not_taken_over(
    desk: Desk,
) -> None:
    desk.happens(arrived(day(2), "b2"), arrived(day(9), "b3", minute=1))
    desk.forget()
    before = desk.view.addresses

    recording = desk.happens(departed(day(9), "b2", minute=2, premises=CHURCH_STREET))

    assert recording.remarks == (Remark.ADDRESS_NOT_FOUND,)
    assert (desk.view.addresses, desk.announced()) == (before, [])
    desk.happens(departed(day(20), "b3", minute=3, premises=CHURCH_STREET))
    assert [(each.end, each.status) for each in desk.view.addresses] == [(day(9), "P"), (day(20), "P")]
