"""Who is in Delius before the story of the demo begins."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, Protocol

from domain.address import AddressLines
from domain.contact import Contact
from domain.identifiers import AddressId, PersonId
from entrypoints.sandbox.scene import DANIEL, OFFICERS, ROSA

HOUSEHOLDER: Final = "A01B"
FAMILY_OR_FRIENDS: Final = "A07A"


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
    def edit_contact(self, person: PersonId, contact: Contact, /) -> bool: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Home:
    """A main address in Delius; `kind` is the code of its type."""

    lines: AddressLines
    start: date
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """Somebody in Delius. `officer` and `region` are codes of who records for them at CAS3."""

    crn: str
    officer: str
    region: str
    is_officer_known: bool = True
    homes: Sequence[Home] = ()


def _of_story(crn: str, *homes: Home) -> Member:
    officer, region = OFFICERS[crn]
    return Member(crn=crn, officer=officer, region=region, homes=homes)


_EARLIER_HOME = Home(
    lines=AddressLines(street="14 Tanner Row", town="Durham", postcode="DH1 9PQ"),
    start=date(2024, 2, 1),
    kind=FAMILY_OR_FRIENDS,
)
STORY_CAST: Final[Sequence[Member]] = (_of_story(ROSA, _EARLIER_HOME), _of_story(DANIEL))
"""The two people of the story."""


def assemble(users: Users, cast: Sequence[Member] = STORY_CAST) -> Mapping[str, PersonId]:
    """All of them by their CRNs, with their homes, each with a community manager of their officer's region.

    The regions differ: of a provider or a team that is there twice, only one would be found.
    """
    people = {member.crn: _registered(users, member) for member in cast}
    for member in cast:
        for home in member.homes:
            users.add_address(people[member.crn], home.lines, home.start, home.kind)
    return people


def _registered(users: Users, member: Member) -> PersonId:
    region = member.region
    provider, team = users.add_provider(region), users.add_team(f"{region}CM1")
    if member.is_officer_known:
        users.add_staff(member.officer, users.add_team(f"{region}HPT"))
    person = users.register(member.crn)
    users.allocate(person, provider, team, users.add_staff(f"{region}C010", team))
    return person
