"""Providers, teams and staff by their codes, kept for a while."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from threading import Lock
from typing import Final

from adapters.oracle.delius_tables import probation_area, staff, team
from adapters.oracle.query_union import Values
from adapters.oracle.statements import padded
from domain.london import Instant
from domain.owner import CodeHolder, Staffing, StaffMember
from domain.ports.clock import Clock

_CACHE_TIME: Final = timedelta(minutes=5)
_CACHE_LIMIT: Final = 10_000


class StaffingCache:
    """A cache of Delius' rows for the codes of a member of staff, to be read again after five minutes.

    Only complete answers are kept: a code that Delius lacks today is looked for anew each time.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._kept: dict[StaffMember, tuple[Instant, Staffing]] = {}
        self._mutex = Lock()

    def of(self, member: StaffMember) -> Staffing | None:
        """Return what is kept of the member's codes: no managers; None if it has to be read."""
        with self._mutex:
            read_at, staffing = self._kept.get(member, (None, None))
        return staffing if read_at is not None and self._clock.now() - read_at < _CACHE_TIME else None

    def keep(self, member: StaffMember, staffing: Staffing) -> None:
        """Keep what was read, if nothing is lacking."""
        if not (staffing.providers and staffing.teams and staffing.staff):
            return
        with self._mutex:
            if len(self._kept) >= _CACHE_LIMIT:
                self._kept.clear()
            self._kept[member] = (self._clock.now(), staffing)


def codes_of(member: StaffMember) -> Mapping[str, str]:
    """Return the parameters of a query for the member's codes."""
    return {
        **padded(member.region.value, probation_area.c.code, "region"),
        **padded(member.team.value, team.c.code, "team"),
        **padded(member.code.value, staff.c.officer_code, "officer"),
    }


def staffing_in(rows: Mapping[str, Sequence[Values]]) -> Staffing:
    """Return the providers, teams and staff that a query found, and who is in the team."""
    return Staffing(
        providers=[CodeHolder(row.probation_area_id) for row in rows["providers"]],
        teams=[CodeHolder(row.team_id, row.end_date is not None) for row in rows["teams"]],
        staff=[CodeHolder(row.staff_id, row.end_date is not None) for row in rows["staff"]],
        members=frozenset((row.staff_id, row.team_id) for row in rows["members"]),
    )
