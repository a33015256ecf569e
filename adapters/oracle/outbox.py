"""The stored announcements."""

from collections.abc import Sequence
from datetime import timedelta
from uuid import uuid4

from sqlalchemy import Connection, Row

from adapters.oracle.database import Database
from adapters.oracle.reading import instant_from
from adapters.oracle.statements import (
    ADD_LEASE,
    DELETE_ANNOUNCEMENT,
    OLDEST_ANNOUNCEMENTS,
    READ_LEASE,
    RETURN_LEASE,
    TAKE_LEASE,
)
from adapters.oracle.values import in_utc
from domain.announcement import Announcement, AnnouncementType
from domain.identifiers import AddressId, Crn
from domain.london import instant
from domain.ports.clock import Clock
from domain.ports.outbox import StoredAnnouncement

OUTBOX_LEASE = "outbox"
_LEASE_TIME = timedelta(seconds=30)


class OracleOutbox:
    """One worker at a time has the lease of the outbox, for at most half a minute; so announcements go out in
    the order in which they were stored, and a worker that dies holds up nobody for longer.
    """

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock
        self._me = str(uuid4())

    def claim(self, limit: int) -> Sequence[StoredAnnouncement]:
        with self._database.transaction() as connection:
            # Most of the time nothing is stored, and then nothing has to be written either.
            if not _oldest(connection, 1) or not self._has_lease(connection):
                return []
            stored = _oldest(connection, limit)
            connection.commit()
            return stored

    def published(self, stored: Sequence[StoredAnnouncement]) -> None:
        with self._database.transaction() as connection:
            connection.execute(DELETE_ANNOUNCEMENT, [{"id": each.id} for each in stored])
            self._return_lease(connection)
            connection.commit()

    def release(self, stored: Sequence[StoredAnnouncement]) -> None:
        with self._database.transaction() as connection:
            self._return_lease(connection)
            connection.commit()

    def _has_lease(self, connection: Connection) -> bool:
        now = self._clock.now()
        mine = {"lease": OUTBOX_LEASE, "me": self._me, "until": in_utc(instant(now + _LEASE_TIME))}
        if connection.execute(TAKE_LEASE, {**mine, "now": in_utc(now)}).rowcount == 1:
            return True
        if connection.execute(READ_LEASE, {"lease": OUTBOX_LEASE}).first() is not None:
            return False
        # Whoever emptied the service's own tables took the lease with them.
        connection.execute(ADD_LEASE, mine)
        return True

    def _return_lease(self, connection: Connection) -> None:
        now = in_utc(self._clock.now())
        connection.execute(RETURN_LEASE, {"lease": OUTBOX_LEASE, "me": self._me, "now": now})


def _oldest(connection: Connection, limit: int) -> Sequence[StoredAnnouncement]:
    return [_stored(row) for row in connection.execute(OLDEST_ANNOUNCEMENTS, {"most": limit})]


def _stored(row: Row[tuple[object, ...]]) -> StoredAnnouncement:
    values = row._mapping
    return StoredAnnouncement(
        values["outbox_id"],
        Announcement(
            type=AnnouncementType(values["event_type"]),
            crn=Crn(values["crn"]),
            occurred_at=instant_from(values["occurred_at"]),
            status=values["status"],
            address=AddressId(values["offender_address_id"]),
            trace_parent=values["trace_parent"],
        ),
    )
