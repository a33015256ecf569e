"""Findings of a check of the database."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from enum import Enum


class FindingKind(Enum):
    """A kind of requirement that the check looks at."""

    TABLE = "table"
    COLUMN = "column"
    PRIVILEGE = "privilege"
    LIMITS = "limits"
    SEQUENCE = "sequence"
    REVISION = "revision"
    CODE = "code"
    USER = "user"
    DEMAND = "unwritten column"
    EMPTY = "sometimes empty column"
    WIDTH = "type of"
    INDEX = "index on"
    ROW = "row"
    PEOPLE = "people"
    SERVER = "server"
    SESSION = "session"
    SCHEMA = "schema"
    TRIGGER = "trigger"
    POLICY = "policy"
    ROUND_TRIP = "round trip"


class State(Enum):
    """The result for one requirement. `OPTIONAL` is absent but not required; `UNKNOWN` cannot be looked
    up because something else is missing.
    """

    THERE = "there"
    MISSING = "missing"
    OPTIONAL = "optional"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Finding:
    """The result for one requirement. `part_of` is the table or sequence that it belongs to, if any."""

    kind: FindingKind
    name: str
    state: State
    remark: str = ""
    part_of: str | None = None


def there(found: bool) -> State:
    """The state of something needed."""
    return State.THERE if found else State.MISSING


def missing(findings: Iterable[Finding]) -> Sequence[Finding]:
    """Return the findings without which the service cannot work."""
    return [finding for finding in findings if finding.state is State.MISSING]


def usable(tables: Collection[str], findings: Iterable[Finding]) -> bool:
    """Return whether the tables have all that the service needs."""
    return not any(finding.part_of in tables for finding in missing(findings))
