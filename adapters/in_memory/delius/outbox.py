"""The stored announcements."""

from collections.abc import Sequence
from itertools import islice

from adapters.in_memory.delius.tables import Tables
from domain.ports.outbox import StoredAnnouncement


class InMemoryOutbox:
    """Announcements in the order in which they were stored. It lives and dies with its only claimant."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables
        self._is_claimed = False

    def claim(self, limit: int) -> Sequence[StoredAnnouncement]:
        with self._tables.mutex:
            if self._is_claimed:
                return []
            claimed = list(islice(self._tables.outbox.values(), limit))
            self._is_claimed = bool(claimed)
            return claimed

    def published(self, stored: Sequence[StoredAnnouncement]) -> None:
        with self._tables.mutex:
            for each in stored:
                del self._tables.outbox[each.id]
            self._is_claimed = False

    def release(self, stored: Sequence[StoredAnnouncement]) -> None:
        with self._tables.mutex:
            self._is_claimed = False
