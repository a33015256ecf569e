"""The made-up people, who records for each of them at CAS3, and how each stands in Delius at first."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from domain.address import AddressLines
from entrypoints.demo.page.doings import NotThere
from entrypoints.sandbox.cast import FAMILY_OR_FRIENDS, HOUSEHOLDER, STORY_CAST, Home, Member
from entrypoints.sandbox.sample_events import staff
from entrypoints.sandbox.scene import DANIEL, OFFICERS, ORCHARD_COURT, ROSA


@dataclass(frozen=True, slots=True)
class Officer:
    """Who records at CAS3: a name, a staff code, and a probation region's code and name."""

    name: str
    code: str
    region: str
    region_name: str

    def __str__(self) -> str:
        return f"{self.name}, {self.code}, {self.region_name}"

    @property
    def as_staff(self) -> Mapping[str, str]:
        """As the details of an event name them."""
        return staff(self.code, self.region)


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """One of the people. `homes` are their main addresses in Delius, which may not know the officer."""

    crn: str
    name: str
    officer: Officer
    is_officer_known: bool = True
    homes: Sequence[Home] = ()

    @property
    def in_delius(self) -> Member:
        """How Delius knows them before anything happens."""
        return Member(
            crn=self.crn,
            officer=self.officer.code,
            region=self.officer.region,
            is_officer_known=self.is_officer_known,
            homes=self.homes,
        )


def _of_story(crn: str, name: str, officer: str, region_name: str) -> Person:
    (member,) = (member for member in STORY_CAST if member.crn == crn)
    return Person(
        crn=crn, name=name, officer=Officer(officer, *OFFICERS[crn], region_name), homes=member.homes
    )


_OWN_HOUSE: Final = Home(
    lines=AddressLines(street="31 Chandler Lane", town="Walsall", postcode="WS1 9VC"),
    start=date(2021, 9, 13),
    kind=HOUSEHOLDER,
)
_NEXT_DOOR: Final = Home(
    lines=AddressLines(street="5 Orchard Court", town="Blackburn", postcode=ORCHARD_COURT.postcode),
    start=date(2025, 3, 17),
    kind=FAMILY_OR_FRIENDS,
)

PEOPLE: Final[Sequence[Person]] = (
    _of_story(ROSA, "Rosa Lindqvist", "Priya Shah", "North East"),
    _of_story(DANIEL, "Daniel Oyelaran", "Tom Ashworth", "Yorkshire and the Humber"),
    Person(
        crn="K731059",
        name="Maeve Tarrington",
        officer=Officer("Grace Adeyinka", "N56C027", "N56", "East of England"),
    ),
    Person(
        crn="B260847",
        name="Idris Calloway",
        officer=Officer("Huw Merrick", "N52A113", "N52", "West Midlands"),
        is_officer_known=False,
        homes=(_OWN_HOUSE,),
    ),
    Person(
        crn="W914573",
        name="Jonah Penhallow",
        officer=Officer("Salma Rafiq", "N51B008", "N51", "North West"),
        homes=(_NEXT_DOOR,),
    ),
)
"""Rosa and Daniel of the story, and three whom CAS3 does not know yet.

Maeve has no address. Idris has a house, and an officer whom Delius does not know. Jonah has an address with
the postcode of Orchard Court.
"""

CAST: Final[Sequence[Member]] = tuple(person.in_delius for person in PEOPLE)
"""All of them, to be assembled in a Delius."""

_BY_CRN: Final[Mapping[str, Person]] = {person.crn: person for person in PEOPLE}


_OFFICERS: Final[Mapping[str, Officer]] = {person.officer.code: person.officer for person in PEOPLE}


def officer_named(code: str) -> Officer | None:
    """The officer with that staff code; None if it is none of theirs."""
    return _OFFICERS.get(code)


def person_of(crn: str) -> Person:
    """The person of that CRN; NotThere if it is none of theirs."""
    if crn not in _BY_CRN:
        raise NotThere(f"there is nobody with the CRN {crn!r} at CAS3")
    return _BY_CRN[crn]
