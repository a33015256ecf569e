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
        """The oldest announcements, at most `limit`, in the order in which they were stored.

        They are the claimant's until it says what became of them, and meanwhile nobody gets any, so that they
        go out in order. If the claimant dies they are free again after a while.
        """

    def published(self, stored: Sequence[StoredAnnouncement]) -> None:
        """Those claimed announcements are out; they are not kept."""

    def release(self, stored: Sequence[StoredAnnouncement]) -> None:
        """Those claimed announcements are still to be published."""
