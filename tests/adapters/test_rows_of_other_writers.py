"""Rows that other services write, in every store: times of day, no start, no type, rows removed."""

from collections.abc import Callable
from dataclasses import replace
from datetime import time

from domain.address import AddressLines
from domain.case import Case
from domain.event import Event
from domain.identifiers import BookingId, PersonId
from tests.adapters.stores import Store
from tests.domain.builders import arrived, departed
from tests.domain.desk import day


def test_a_time_of_day_that_others_gave_a_start_stays_and_is_that_of_an_end_on_the_same_day(
    store: Store, read: Callable[[Event], Case], commit: Callable[..., None], person: PersonId
) -> None:
    home = store.users.add_address(person, AddressLines(), day(2), "A01B")
    before = read(arrived(day(2))).addresses[home]
    store.users.edit_address(person, replace(before, start_time=time(9, 15, 30)))

    commit(arrived(day(2)))

    after = read(arrived(day(2))).addresses[home]
    assert (after.start, after.start_time, after.end, after.status) == (day(2), time(9, 15, 30), day(2), "P")


def test_an_own_row_with_a_time_of_day_is_ended_on_that_day(
    store: Store, read: Callable[[Event], Case], commit: Callable[..., None], person: PersonId
) -> None:
    commit(arrived(day(2)))
    (row,) = read(arrived(day(2))).addresses.values()
    store.users.edit_address(person, replace(row, start_time=time(17, 30)))

    commit(departed(day(2)))

    (after,) = read(arrived(day(2))).addresses.values()
    assert (after.start, after.start_time, after.end, after.status) == (day(2), time(17, 30), day(2), "P")


def test_a_home_without_a_start_or_a_type_is_ended_and_given_back(
    store: Store, read: Callable[[Event], Case], commit: Callable[..., None], person: PersonId
) -> None:
    home = store.users.add_address(person, AddressLines(postcode="ZZ9 9ZZ"), None, None)

    commit(arrived(day(2)))
    ended = read(arrived(day(2))).addresses[home]
    commit(departed(day(2)))
    given_back = read(arrived(day(2))).addresses[home]

    assert (ended.start, ended.type, ended.end, ended.status) == (None, None, day(2), "P")
    assert (given_back.start, given_back.type, given_back.end, given_back.status) == (None, None, None, "M")


def test_rows_that_others_removed_are_neither_written_nor_replaced(
    store: Store, read: Callable[[Event], Case], commit: Callable[..., None], person: PersonId
) -> None:
    store.users.add_address(person, AddressLines(), day(1), "A01B")
    commit(arrived(day(2)))
    for row in read(arrived(day(2))).addresses:
        store.users.remove_address(person, row)

    commit(departed(day(9)), arrived(day(3), minute=1, update=True))

    case = read(arrived(day(3)))
    assert dict(case.addresses) == {}


def test_a_row_entered_after_one_was_removed_is_another_home(
    store: Store, read: Callable[[Event], Case], commit: Callable[..., None], person: PersonId
) -> None:
    commit(arrived(day(2)))
    (own,) = read(arrived(day(2))).addresses
    store.users.remove_address(person, own)

    assert store.users.add_address(person, AddressLines(), day(4), "A01B") != own


def test_other_homes_are_remembered_with_what_was_last_written_there(
    store: Store, read: Callable[[Event], Case], commit: Callable[..., None], person: PersonId
) -> None:
    home = store.users.add_address(person, AddressLines(), day(1), "A01B")
    commit(departed(day(9), "b0"), arrived(day(2)))

    remembered = read(arrived(day(2))).homes[home]
    assert (remembered.first_seen_number, remembered.end, remembered.status) == (1, day(2), "P")
    assert read(arrived(day(2))).residences[BookingId("b1")].arrival_number == 2
    assert read(arrived(day(2))).next_number == 3


def test_statuses_are_described_as_delius_does(read: Callable[[Event], Case], person: PersonId) -> None:
    descriptions = read(arrived(day(2))).status_descriptions

    assert person
    assert (descriptions["M"], descriptions["P"]) == ("Main Address", "Previous Address")
