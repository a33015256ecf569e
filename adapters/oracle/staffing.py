"""Providers, teams and staff by their codes, kept for a while."""

from datetime import timedelta
from threading import Lock
from typing import Final

from sqlalchemy import Connection

from adapters.oracle.delius_tables import probation_area, staff, team
from adapters.oracle.sparse_union import rows_by_query
from adapters.oracle.statements import READ_STAFFING, padded
from domain.london import Instant
from domain.owner import CodeHolder, Staffing, StaffMember
from domain.ports.clock import Clock

_CACHE_TIME: Final = timedelta(minutes=5)
_CACHE_LIMIT: Final = 10_000


class StaffingCache:
    """A cache of Delius' rows for the codes of a member of staff, read again after five minutes.

    Only complete answers are kept: a code that Delius lacks today is looked for anew each time.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._kept: dict[StaffMember, tuple[Instant, Staffing]] = {}
        self._mutex = Lock()

    def of(self, member: StaffMember, connection: Connection) -> Staffing:
        """Providers, teams and staff of those codes, and who is in the team; no managers."""
        now = self._clock.now()
        with self._mutex:
            read_at, staffing = self._kept.get(member, (None, Staffing()))
        if read_at is not None and now - read_at < _CACHE_TIME:
            return staffing
        staffing = _read(member, connection)
        if staffing.providers and staffing.teams and staffing.staff:
            self._keep(member, now, staffing)
        return staffing

    def _keep(self, member: StaffMember, now: Instant, staffing: Staffing) -> None:
        with self._mutex:
            if len(self._kept) >= _CACHE_LIMIT:
                self._kept.clear()
            self._kept[member] = (now, staffing)


def _read(member: StaffMember, connection: Connection) -> Staffing:
    codes = {
        **padded(member.region.value, probation_area.c.code, "region"),
        **padded(member.team.value, team.c.code, "team"),
        **padded(member.code.value, staff.c.officer_code, "officer"),
    }
    rows = rows_by_query(connection.execute(READ_STAFFING, codes).all())
    return Staffing(
        providers=[CodeHolder(row["probation_area_id"]) for row in rows["providers"]],
        teams=[CodeHolder(row["team_id"], row["end_date"] is not None) for row in rows["teams"]],
        staff=[CodeHolder(row["staff_id"], row["end_date"] is not None) for row in rows["staff"]],
        members=frozenset((row["staff_id"], row["team_id"]) for row in rows["members"]),
    )
