"""The owner of a new contact: provider, team and member of staff (rule 1, "Owner")."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from domain.failures import PermanentFailure
from domain.identifiers import Code
from domain.remarks import Remark

TEAM_SUFFIX = "HPT"
TEAMS_NAMED_OTHERWISE = {"N58": "N58XXX", "N59": "N59N59"}
"""The teams, by their regions, that have another name than the region's with the suffix."""


def homelessness_team(region: Code) -> Code:
    """Return the code of the region's homelessness prevention team (rule 1)."""
    return Code(TEAMS_NAMED_OTHERWISE.get(region.value, region.value + TEAM_SUFFIX))


@dataclass(frozen=True, slots=True)
class StaffMember:
    """The member of staff that CAS3 names in an event."""

    code: Code
    region: Code

    @property
    def team(self) -> Code:
        """The homelessness prevention team of the region."""
        return homelessness_team(self.region)


@dataclass(frozen=True, slots=True)
class CodeHolder:
    """A provider, a team or a member of staff in Delius; `ended` if it has an end date."""

    id: int
    ended: bool = False


@dataclass(frozen=True, slots=True)
class Manager:
    """An active community manager of the person; a team or a member of staff may be missing."""

    id: int
    provider: int
    team: int | None
    staff: int | None


@dataclass(frozen=True, slots=True)
class Owner:
    """The ids of the provider, the team and the member of staff to whom a contact belongs."""

    provider: int
    team: int
    staff: int


@dataclass(frozen=True, slots=True)
class Staffing:
    """All that Delius holds of the codes an event names, and of the person's active managers.

    `members` holds the ids of those `staff` that belong to a team, as (staff id, team id).
    """

    providers: Sequence[CodeHolder] = ()
    teams: Sequence[CodeHolder] = ()
    staff: Sequence[CodeHolder] = ()
    members: frozenset[tuple[int, int]] = frozenset()
    managers: Sequence[Manager] = ()


def choose_owner(member: StaffMember | None, staffing: Staffing) -> tuple[Owner, Sequence[Remark]]:
    """Return the owner of a new contact, and what is remarkable about it.

    Raise PermanentFailure if neither the staff of the event nor an active manager can own it.
    """
    if member is None:
        return _active_manager(staffing.managers), ()
    provider, team, staff = (_current(rows) for rows in (staffing.providers, staffing.teams, staffing.staff))
    if provider is None or team is None or staff is None:
        return _active_manager(staffing.managers), (Remark.STAFF_NOT_FOUND,)
    in_team = (staff.id, team.id) in staffing.members
    return Owner(provider.id, team.id, staff.id), (() if in_team else (Remark.STAFF_NOT_IN_TEAM,))


def _current(rows: Iterable[CodeHolder]) -> CodeHolder | None:
    """Return the row that counts of several with one code: the one without an end date, then the newest."""
    return max(rows, key=lambda row: (not row.ended, row.id), default=None)


def _active_manager(managers: Iterable[Manager]) -> Owner:
    owners = [
        (manager.id, Owner(manager.provider, manager.team, manager.staff))
        for manager in managers
        if manager.team is not None and manager.staff is not None
    ]
    if not owners:
        raise PermanentFailure("the person has no active manager with a team and a member of staff")
    return max(owners, key=lambda numbered: numbered[0])[1]
