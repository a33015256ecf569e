"""Where announcements wait until they are published."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from domain.announcement import Announcement


@dataclass(frozen=True, slots=True)
class StoredAnnouncement:
    """An announcement as it was stored with the changes that it announces."""

    id: int
    announcement: Announcement


class Outbox(Protocol):
    """The stored announcements. Every method may raise Outage."""

    def claim(self, limit: int) -> Sequence[StoredAnnouncement]:
        """At most `limit` announcements to publish, those of one person in the order they were stored.

        They are the claimant's until it says what became of them; if it dies they go to the next.
        While an announcement of a person is claimed, no other claimant gets a later one of that person.
        """

    def published(self, stored: Sequence[StoredAnnouncement]) -> None:
        """Those claimed announcements are out; they are not kept."""

    def release(self, stored: Sequence[StoredAnnouncement]) -> None:
        """Those claimed announcements are still to be published."""
