"""The people and staff in a folder's events, to be put into Delius."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from domain.identifiers import Code, Crn
from domain.owner import StaffMember
from entrypoints.sandbox.in_memory_delius_users import DeliusUsers
from entrypoints.sandbox.loose_json import objects_in, text_at

MANAGERS = "managers"
_MANAGER_PROVIDER, _MANAGER_TEAM, _MANAGER = "M00", "M00CMT", "M00CM01"


@dataclass(frozen=True, slots=True)
class Cast:
    """The people and the members of staff that are named anywhere."""

    crns: frozenset[Crn]
    staff: frozenset[StaffMember]

    @property
    def names(self) -> Collection[str]:
        """Return all that can be left out."""
        codes = {code for member in self.staff for code in (member.code, member.region, member.team)}
        return {MANAGERS, *(name.value for name in self.crns | codes)}

    def as_in_delius(self, name: str) -> str:
        """Return a CRN in upper case, whatever its spelling in the folder; any other name as it is."""
        return name.upper() if name.upper() in {crn.value for crn in self.crns} else name

    def unknown(self, left_out: Iterable[str]) -> str | None:
        """Return one of them that is not among the names; None if all are."""
        return next((name for name in left_out if name not in self.names), None)

    def join(self, users: DeliusUsers, left_out: Collection[str]) -> None:
        """Add to Delius everybody but those left out, and a community manager for each person."""
        self._add_staff(users, left_out)
        provider, team = users.add_provider(_MANAGER_PROVIDER), users.add_team(_MANAGER_TEAM)
        manager = users.add_staff(_MANAGER, team)
        for crn in sorted(crn.value for crn in self.crns if crn.value not in left_out):
            person = users.register(crn)
            if MANAGERS not in left_out:
                users.allocate(person, provider, team, manager)

    def _add_staff(self, users: DeliusUsers, left_out: Collection[str]) -> None:
        for region in sorted({member.region.value for member in self.staff} - set(left_out)):
            users.add_provider(region)
        team_codes = sorted({member.team.value for member in self.staff} - set(left_out))
        teams = {code: users.add_team(code) for code in team_codes}
        for code, team_codes_of in sorted(self._teams_of_staff().items()):
            if code not in left_out:
                users.add_staff(code, *(teams[team] for team in sorted(team_codes_of) if team in teams))

    def _teams_of_staff(self) -> Mapping[str, set[str]]:
        found: defaultdict[str, set[str]] = defaultdict(set)
        for member in self.staff:
            found[member.code.value].add(member.team.value)
        return found


def cast_of(documents: Iterable[object]) -> Cast:
    """Return everybody whom the documents name."""
    objects = [each for document in documents for each in objects_in(document)]
    return Cast(
        crns=frozenset(crn for each in objects for crn in _crns(each)),
        staff=frozenset(member for each in objects for member in _staff(each)),
    )


def _crns(found: Mapping[str, Any]) -> Iterator[Crn]:
    key = "value" if found.get("type") == "CRN" else "crn"
    if (crn := text_at(found, key)) is not None:
        yield Crn(crn)


def _staff(found: Mapping[str, Any]) -> Iterator[StaffMember]:
    code, region = text_at(found, "staffCode"), text_at(found, "probationRegionCode")
    if code is not None and region is not None:
        yield StaffMember(Code(code), Code(region))
