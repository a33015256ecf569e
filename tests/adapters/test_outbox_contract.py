"""The contract of every store of announcements with the application."""

from collections.abc import Callable

import pytest

from domain.announcement import AnnouncementType
from domain.case import Case
from domain.event import Event
from domain.identifiers import Crn
from domain.ports.outbox import OutboxInUse
from tests.adapters.stores import Store
from tests.domain.announced import Announced, announced
from tests.domain.builders import arrived, departed
from tests.domain.desk import CRN, day


@pytest.fixture
def two_stored(commit: Callable[..., None]) -> None:
    commit(arrived(day(2)), departed(day(9)))


@pytest.mark.usefixtures("two_stored")
def test_announcements_are_stored_as_they_will_be_sent(store: Store, read: Callable[[Event], Case]) -> None:
    (address,) = read(departed(day(9))).addresses.values()

    stored = store.outbox.claim(10)

    assert [announced(each) for each in stored] == [
        Announced(AnnouncementType.ADDRESS_CREATED, Crn(CRN), address.id, "Main Address"),
        Announced(AnnouncementType.ADDRESS_UPDATED, Crn(CRN), address.id, "Previous Address"),
    ]
    assert {each.problem for each in stored} == {None}
    assert stored[0].id < stored[1].id


@pytest.mark.usefixtures("two_stored")
def test_a_claimed_announcement_is_nobody_elses_until_the_claim_is_finished(store: Store) -> None:
    store.outbox.claim(1)

    with pytest.raises(OutboxInUse):
        store.outbox.claim(10)
    store.outbox.finish([])
    assert len(store.outbox.claim(10)) == 2


@pytest.mark.usefixtures("two_stored")
def test_a_published_announcement_is_gone_and_its_neighbour_is_not(store: Store) -> None:
    first, second = store.outbox.claim(10)

    store.outbox.finish([second])

    assert store.outbox.claim(10) == [first]


@pytest.mark.usefixtures("two_stored")
def test_those_of_people_to_be_passed_by_are_not_claimed(store: Store) -> None:
    assert store.outbox.claim(10, passing_by=["B000002", CRN]) == []
    assert len(store.outbox.claim(10, passing_by=["B000002"])) == 2


def test_a_claim_of_nothing_holds_up_nobody(store: Store, commit: Callable[..., None]) -> None:
    assert store.outbox.claim(10) == []
    commit(arrived(day(2)))

    assert len(store.outbox.claim(10)) == 1
