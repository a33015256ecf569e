"""All that people see in Delius, are told, or find set aside."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class DiaryEntry:
    """A contact in a person's diary, with the code of its type and those of its owner."""

    reference: str
    code: str
    time: datetime
    notes: str
    provider: str
    team: str
    officer: str
    is_sensitive: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeLines:
    """The lines of an address in Delius; empty where nothing stands."""

    building: str = ""
    street: str = ""
    district: str = ""
    town: str = ""
    county: str = ""
    postcode: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Home:
    """An address of a person in Delius. `kind` is the code of its type, empty where it has none; `start` has
    a time of day where another service gave it one.
    """

    number: int = 0
    kind: str
    is_main: bool = True
    lines: HomeLines
    start: date | None
    end: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """A notification to other services of a person's address; its number is that of the address in Delius."""

    title: str
    crn: str
    address: int
    status: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SetAside:
    """An event that could not be recorded, why, and whether it is kept just as it came."""

    reason: str
    is_as_it_came: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """An entry in Delius' audit trail: a contact, by the code of its type, was added or else changed."""

    is_addition: bool
    code: str
