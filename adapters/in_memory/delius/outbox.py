"""The stored announcements."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import timedelta
from itertools import islice
from typing import Final

from adapters.in_memory.delius.tables import Lease, Tables
from adapters.wire.announcement import problem_with
from domain.london import instant
from domain.ports.clock import Clock
from domain.ports.outbox import OutboxInUse, StoredAnnouncement

LEASE_TIME: Final = timedelta(seconds=30)


class InMemoryOutbox:
    """Announcements in the order in which they were stored. Of several outboxes on the same tables one at a
    time has the lease, for half a minute at most: one that dies holds up the others no longer.
    """

    def __init__(self, tables: Tables, clock: Clock) -> None:
        self._tables = tables
        self._clock = clock

    def claim(self, limit: int, passing_by: Collection[str] = ()) -> Sequence[StoredAnnouncement]:
        now = self._clock.now()
        with self._tables.mutex:
            lease = self._tables.outbox_lease
            if lease is not None and now < lease.until:
                raise OutboxInUse
            stored = (each for each in self._tables.outbox.values() if each.person not in passing_by)
            claimed = [_read(each) for each in islice(stored, limit)]
            if claimed:
                self._tables.outbox_lease = Lease(self, instant(now + LEASE_TIME))
            return claimed

    def finish(self, published: Sequence[StoredAnnouncement]) -> None:
        with self._tables.mutex:
            for each in published:
                self._tables.outbox.pop(each.id, None)
            lease = self._tables.outbox_lease
            if lease is not None and lease.holder is self:
                self._tables.outbox_lease = None


def _read(stored: StoredAnnouncement) -> StoredAnnouncement:
    return replace(stored, problem=problem_with(stored.event_type, stored.body))
