"""The stored announcements."""

from collections.abc import Collection, Sequence
from datetime import timedelta
from uuid import uuid4

from sqlalchemy import Connection, Row

from adapters.oracle.committing import CommittingConnection
from adapters.oracle.database import Database
from adapters.oracle.statements import (
    ADD_LEASE,
    DELETE_ANNOUNCEMENT,
    OLDEST_ANNOUNCEMENTS,
    READ_LEASE,
    RETURN_LEASE,
    TAKE_LEASE,
)
from adapters.oracle.values import in_utc
from adapters.wire.announcement import problem_with
from domain.london import instant
from domain.ports.clock import Clock
from domain.ports.outbox import OutboxInUse, StoredAnnouncement

OUTBOX_LEASE = "outbox"
_LEASE_TIME = timedelta(seconds=30)
# No CRN: a list of nothing is written differently, and so would be another statement to prepare.
_NOBODY = "-"


class OracleOutbox:
    """One worker at a time has the lease of the outbox, for at most half a minute; so announcements go out in
    the order in which they were stored, and a worker that dies holds up nobody for longer.
    """

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock
        self._me = str(uuid4())

    def claim(self, limit: int, passing_by: Collection[str] = ()) -> Sequence[StoredAnnouncement]:
        with self._database.transaction() as connection:
            if not self._has_lease(connection):
                connection.commit()
                raise OutboxInUse
            stored = _oldest(connection, limit, passing_by)
            if stored:
                # Without a commit the lease is nobody's again at once: nothing is kept for nothing.
                connection.commit()
            return stored

    def finish(self, published: Sequence[StoredAnnouncement]) -> None:
        with self._database.transaction() as connection:
            if published:
                connection.execute(DELETE_ANNOUNCEMENT, [{"id": each.id} for each in published])
            self._return_lease(connection)

    def _has_lease(self, connection: Connection) -> bool:
        now = self._clock.now()
        mine = {"lease": OUTBOX_LEASE, "me": self._me, "until": in_utc(instant(now + _LEASE_TIME))}
        if connection.execute(TAKE_LEASE, {**mine, "now": in_utc(now)}).rowcount == 1:
            return True
        if connection.execute(READ_LEASE, {"lease": OUTBOX_LEASE}).first() is not None:
            return False
        # The lease is gone where an operator emptied the service's own tables.
        connection.execute(ADD_LEASE, mine)
        return True

    def _return_lease(self, connection: CommittingConnection) -> None:
        now = in_utc(self._clock.now())
        connection.execute_and_commit(RETURN_LEASE, {"lease": OUTBOX_LEASE, "me": self._me, "now": now})


def _oldest(connection: Connection, limit: int, passing_by: Collection[str]) -> Sequence[StoredAnnouncement]:
    parameters = {"most": limit, "passing_by": list(passing_by) or [_NOBODY]}
    return [_stored(row) for row in connection.execute(OLDEST_ANNOUNCEMENTS, parameters)]


def _stored(row: Row[tuple[object, ...]]) -> StoredAnnouncement:
    values = row._mapping
    return StoredAnnouncement(
        id=values["outbox_id"],
        event_type=values["event_type"],
        body=values["body"],
        person=values["person"],
        trace_parent=values["trace_parent"],
        problem=problem_with(values["event_type"], values["body"]),
    )
