"""The stored announcements."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from itertools import islice

from adapters.in_memory.delius.tables import Tables
from adapters.wire.announcement import problem_with
from domain.ports.outbox import StoredAnnouncement


class InMemoryOutbox:
    """Announcements in the order in which they were stored. It lives and dies with its only claimant."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables
        self._is_claimed = False

    def claim(self, limit: int, passing_by: Collection[str] = ()) -> Sequence[StoredAnnouncement]:
        with self._tables.mutex:
            if self._is_claimed:
                return []
            stored = (each for each in self._tables.outbox.values() if each.person not in passing_by)
            claimed = [_read(each) for each in islice(stored, limit)]
            self._is_claimed = bool(claimed)
            return claimed

    def finish(self, published: Sequence[StoredAnnouncement]) -> None:
        with self._tables.mutex:
            for each in published:
                self._tables.outbox.pop(each.id, None)
            self._is_claimed = False


def _read(stored: StoredAnnouncement) -> StoredAnnouncement:
    return replace(stored, problem=problem_with(stored.event_type, stored.body))
