"""The made-up people, who records for each of them at CAS3, and how each stands in Delius at first."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, Protocol

from domain.address import AddressLines
from domain.contact import Contact
from domain.identifiers import AddressId, PersonId
from entrypoints.sandbox.sample_events import staff

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


@dataclass(frozen=True, slots=True)
class Officer:
    """A member of staff who records at CAS3: a name, a staff code, a probation region's code and name."""

    name: str
    code: str
    region: str
    region_name: str

    def __str__(self) -> str:
        return f"{self.name}, {self.code}, {self.region_name}"

    @property
    def as_staff(self) -> Mapping[str, str]:
        """Return the officer as the details of an event name them."""
        return staff(self.code, self.region)


@dataclass(frozen=True, slots=True)
class SampleOtherHome:
    """A main address in Delius that belongs to no booking; `kind` is the code of its type."""

    lines: AddressLines
    start: date
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SamplePerson:
    """One of the people, with their main address in Delius, which may not know the officer."""

    crn: str
    name: str
    officer: Officer
    is_officer_known: bool = True
    home: SampleOtherHome | None = None


ROSA: Final = SamplePerson(
    crn="X418302",
    name="Rosa Lindqvist",
    officer=Officer("Priya Shah", "N54A001", "N54", "North East"),
    home=SampleOtherHome(
        AddressLines(street="14 Tanner Row", town="Durham", postcode="DH1 9PQ"),
        date(2024, 2, 1),
        FAMILY_OR_FRIENDS,
    ),
)
DANIEL: Final = SamplePerson(
    crn="D507116",
    name="Daniel Oyelaran",
    officer=Officer("Tom Ashworth", "N55B014", "N55", "Yorkshire and the Humber"),
)
STORY_PEOPLE: Final = (ROSA, DANIEL)

PEOPLE: Final[Sequence[SamplePerson]] = (
    *STORY_PEOPLE,
    SamplePerson(
        crn="K731059",
        name="Maeve Tarrington",
        officer=Officer("Grace Adeyinka", "N56C027", "N56", "East of England"),
    ),
    SamplePerson(
        crn="B260847",
        name="Idris Calloway",
        officer=Officer("Huw Merrick", "N52A113", "N52", "West Midlands"),
        is_officer_known=False,
        home=SampleOtherHome(
            AddressLines(street="31 Chandler Lane", town="Walsall", postcode="WS1 9VC"),
            date(2021, 9, 13),
            HOUSEHOLDER,
        ),
    ),
    # Next door to Orchard Court, one of the places: the same postcode.
    SamplePerson(
        crn="W914573",
        name="Jonah Penhallow",
        officer=Officer("Salma Rafiq", "N51B008", "N51", "North West"),
        home=SampleOtherHome(
            AddressLines(street="5 Orchard Court", town="Blackburn", postcode="BB1 9ZZ"),
            date(2025, 3, 17),
            FAMILY_OR_FRIENDS,
        ),
    ),
)
"""The two people of the story, and three whom CAS3 does not know yet, all of different regions."""


def assemble(users: Users, people: Sequence[SamplePerson] = STORY_PEOPLE) -> Mapping[str, PersonId]:
    """Register them in Delius, each with their home and a community manager of their officer's region.

    Return their ids by CRN. The regions must differ: of a code that is there twice only one would be found.
    """
    return {person.crn: _register(users, person) for person in people}


def _register(users: Users, person: SamplePerson) -> PersonId:
    region = person.officer.region
    provider, team = users.add_provider(region), users.add_team(f"{region}CM1")
    if person.is_officer_known:
        users.add_staff(person.officer.code, users.add_team(f"{region}HPT"))
    registered = users.register(person.crn)
    users.allocate(registered, provider, team, users.add_staff(f"{region}C010", team))
    if person.home:
        users.add_address(registered, person.home.lines, person.home.start, person.home.kind)
    return registered
