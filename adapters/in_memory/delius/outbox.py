"""The stored announcements."""

from collections.abc import Sequence

from adapters.in_memory.delius.tables import Tables
from domain.identifiers import Crn
from domain.ports.outbox import StoredAnnouncement


class InMemoryOutbox:
    """Announcements in the order in which they were stored, claimed in this process alone."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables
        self._claimed: dict[int, Crn] = {}

    def claim(self, limit: int) -> Sequence[StoredAnnouncement]:
        with self._tables.mutex:
            busy = set(self._claimed.values())
            free = [stored for stored in self._tables.outbox.values() if stored.announcement.crn not in busy]
            claimed = free[:limit]
            self._claimed.update({stored.id: stored.announcement.crn for stored in claimed})
            return claimed

    def published(self, stored: Sequence[StoredAnnouncement]) -> None:
        with self._tables.mutex:
            for each in stored:
                del self._tables.outbox[each.id]
                del self._claimed[each.id]

    def release(self, stored: Sequence[StoredAnnouncement]) -> None:
        with self._tables.mutex:
            for each in stored:
                del self._claimed[each.id]
