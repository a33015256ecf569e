"""Rule 3, "Timeline": the addresses of a person's residences, whatever the order of the events."""

from itertools import permutations

import pytest

from domain.address import AddressLines
from domain.announcement import AnnouncementType
from domain.event import Event
from domain.remarks import Remark
from tests.domain.builders import MILL_LANE, arrived, cancelled, departed
from tests.domain.desk import Desk, day


@pytest.fixture
def desk() -> Desk:
    return Desk()


def test_an_arrival_makes_the_premises_the_main_address(desk: Desk) -> None:
    desk.happens(arrived(day(2)))

    address = desk.address("b1")
    assert (address.type, address.status, address.start, address.end) == ("A17", "M", day(2), None)
    assert address.lines == AddressLines(
        street="12 Church Street", town="Bimbly", county="North West", postcode="BB1 1BB"
    )


def test_a_departure_ends_the_address(desk: Desk) -> None:
    desk.happens(arrived(day(2)), departed(day(9)))

    assert desk.stay("b1") == (day(2), day(9), "P")


def test_a_departure_without_an_arrival_touches_no_address(desk: Desk) -> None:
    desk.happens(departed(day(9)))

    assert desk.view.addresses == []
    assert desk.announced() == []


def test_an_arrival_after_its_own_departure_is_added_already_ended(desk: Desk) -> None:
    desk.happens(departed(day(9), minute=2), arrived(day(2), minute=1))

    assert desk.stay("b1") == (day(2), day(9), "P")
    assert [(each.type, each.status) for each in desk.announced()] == [
        (AnnouncementType.ADDRESS_CREATED, "Previous Address")
    ]


def test_a_next_arrival_ends_the_residence_before(desk: Desk) -> None:
    desk.happens(arrived(day(2)), arrived(day(5), "b2", premises=MILL_LANE))

    assert desk.stay("b1") == (day(2), day(5), "P")
    assert desk.stay("b2") == (day(5), None, "M")


def test_an_arrival_older_than_the_one_that_holds_the_main_address_is_added_already_ended(desk: Desk) -> None:
    desk.happens(arrived(day(5), "b2"), arrived(day(2), "b1", 9))

    assert desk.stay("b1") == (day(2), day(5), "P")
    assert desk.stay("b2") == (day(5), None, "M")


@pytest.mark.parametrize(
    "order", list(permutations(["arrived b1", "departed b1", "arrived b2"])), ids=", ".join
)
def test_a_move_on_one_day_ends_in_the_same_addresses_in_any_order(
    desk: Desk, order: tuple[str, ...]
) -> None:
    events: dict[str, Event] = {
        "arrived b1": arrived(day(2), "b1", 1),
        "departed b1": departed(day(5), "b1", 3),
        "arrived b2": arrived(day(5), "b2", 2, premises=MILL_LANE),
    }

    desk.happens(*(events[name] for name in order))

    assert desk.stay("b1") == (day(2), day(5), "P")
    assert desk.stay("b2") == (day(5), None, "M")


def test_a_corrected_arrival_moves_its_own_address(desk: Desk) -> None:
    desk.happens(arrived(day(2)), arrived(day(4), minute=1, update=True, premises=MILL_LANE))

    address = desk.address("b1")
    assert (address.start, address.end) == (day(4), None)
    assert address.lines.street == "The Old Mill"
    assert address.lines.district == "3 Mill Lane"


def test_an_arrival_corrected_to_before_another_makes_that_one_main_again(desk: Desk) -> None:
    desk.happens(arrived(day(3), "b1"), arrived(day(6), "b2", 1), arrived(day(2), "b2", 2, update=True))

    assert desk.stay("b2") == (day(2), day(3), "P")
    assert desk.stay("b1") == (day(3), None, "M")


def test_a_residence_without_length_ends_no_other(desk: Desk) -> None:
    desk.happens(arrived(day(2), "b1"), arrived(day(5), "b2"), departed(day(5), "b2"))

    assert desk.stay("b2") == (day(5), day(5), "P")
    assert desk.stay("b1") == (day(2), None, "M")


def test_a_departure_before_the_arrival_ends_the_address_on_its_first_day(desk: Desk) -> None:
    recording = desk.happens(arrived(day(5)), departed(day(2)))

    assert desk.stay("b1") == (day(5), day(5), "P")
    assert Remark.DEPARTURE_BEFORE_ARRIVAL in recording.remarks


def test_arrivals_on_one_day_are_ordered_by_when_they_were_recorded(desk: Desk) -> None:
    desk.happens(arrived(day(5), "b1", minute=7), arrived(day(5), "b2", minute=3))

    assert desk.stay("b2") == (day(5), day(5), "P")
    assert desk.stay("b1") == (day(5), None, "M")


def test_a_corrected_departure_moves_the_end(desk: Desk) -> None:
    desk.happens(arrived(day(2)), departed(day(9)), departed(day(7), minute=1, update=True))

    assert desk.stay("b1") == (day(2), day(7), "P")


def test_an_update_that_arrives_first_creates_the_address_that_its_original_then_leaves(desk: Desk) -> None:
    desk.happens(arrived(day(4), minute=5, update=True), arrived(day(2), minute=1))

    assert desk.stay("b1") == (day(4), None, "M")
    assert len(desk.view.addresses) == 1


def test_a_cancellation_after_the_arrival_leaves_the_address_and_is_remarked(desk: Desk) -> None:
    recording = desk.happens(arrived(day(2)), cancelled())

    assert desk.stay("b1") == (day(2), None, "M")
    assert recording.remarks == (Remark.CANCELLED_AFTER_ARRIVAL,)


def test_announcements_tell_of_the_new_address_first_then_of_those_that_ended(desk: Desk) -> None:
    home = desk.home(day(1))
    desk.happens(arrived(day(2)))

    assert [(each.type, each.address, each.status) for each in desk.announced()] == [
        (AnnouncementType.ADDRESS_CREATED, desk.address("b1").id, "Main Address"),
        (AnnouncementType.ADDRESS_UPDATED, home, "Previous Address"),
    ]


def test_what_does_not_differ_is_neither_written_nor_announced(desk: Desk) -> None:
    desk.happens(arrived(day(2)), arrived(day(5), "b2"))
    desk.tables.outbox.clear()

    desk.happens(departed(day(5), "b1"))

    assert desk.announced() == []
    assert desk.address("b1").version == 1
