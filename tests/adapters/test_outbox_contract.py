"""What every store of announcements promises to the application."""

from collections.abc import Callable

from domain.announcement import AnnouncementType
from domain.case import Case
from domain.event import Event
from tests.adapters.stores import Store
from tests.domain.builders import arrived, departed
from tests.domain.desk import day


def test_announcements_are_stored_with_the_id_of_the_address(
    store: Store, read: Callable[[Event], Case], commit: Callable[..., None]
) -> None:
    commit(arrived(day(2)), departed(day(9)))
    (address,) = read(departed(day(9))).addresses.values()

    stored = store.outbox.claim(10)

    assert [(each.announcement.type, each.announcement.address) for each in stored] == [
        (AnnouncementType.ADDRESS_CREATED, address.id),
        (AnnouncementType.ADDRESS_UPDATED, address.id),
    ]


def test_a_claimed_announcement_is_nobody_elses_until_it_is_released(
    store: Store, commit: Callable[..., None]
) -> None:
    commit(arrived(day(2)), departed(day(9)))
    claimed = store.outbox.claim(1)

    assert store.outbox.claim(10) == []
    store.outbox.release(claimed)
    assert len(store.outbox.claim(10)) == 2


def test_a_published_announcement_is_gone(store: Store, commit: Callable[..., None]) -> None:
    commit(arrived(day(2)), departed(day(9)))

    store.outbox.published(store.outbox.claim(1))

    assert [each.announcement.type for each in store.outbox.claim(10)] == [AnnouncementType.ADDRESS_UPDATED]
