"""Who is in Delius before the story of the demo begins."""

from collections.abc import Mapping
from datetime import date
from typing import Protocol

from domain.address import AddressLines
from domain.identifiers import AddressId, PersonId
from entrypoints.demo.scene import OFFICERS, ROSA

_EARLIER_HOME = AddressLines(street="14 Tanner Row", town="Durham", postcode="DH1 9PQ")
_FAMILY_OR_FRIENDS = "A07A"


class Users(Protocol):
    """The people who work with Delius, whichever Delius it is."""

    def register(self, crn: str) -> PersonId: ...
    def add_provider(self, code: str) -> int: ...
    def add_team(self, code: str) -> int: ...
    def add_staff(self, code: str, *teams: int) -> int: ...
    def allocate(self, person: PersonId, provider: int, team: int | None, staff: int | None) -> None: ...
    def add_address(
        self, person: PersonId, lines: AddressLines, start: date, kind: str | None
    ) -> AddressId: ...


def assemble(users: Users) -> Mapping[str, PersonId]:
    """Both people by their CRNs, each with a community manager of the region; Rosa has a home."""
    people: dict[str, PersonId] = {}
    for crn, (officer, region) in OFFICERS.items():
        provider, team = users.add_provider(region), users.add_team(f"{region}CM1")
        users.add_staff(officer, users.add_team(f"{region}HPT"))
        people[crn] = users.register(crn)
        users.allocate(people[crn], provider, team, users.add_staff(f"{region}C010", team))
    users.add_address(people[ROSA], _EARLIER_HOME, date(2024, 2, 1), _FAMILY_OR_FRIENDS)
    return people
