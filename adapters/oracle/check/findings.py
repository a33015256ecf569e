"""What a check of the database finds."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from enum import Enum


class FindingKind(Enum):
    """What is looked for."""

    TABLE = "table"
    COLUMN = "column"
    PRIVILEGE = "privilege"
    LIMITS = "limits"
    SEQUENCE = "sequence"
    REVISION = "revision"
    CODE = "code"
    USER = "user"
    DEMAND = "unwritten column"
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
    """How it stands with it. `OPTIONAL` is absent, and the service does without; `UNKNOWN` cannot be looked
    up because something else is missing.
    """

    THERE = "there"
    MISSING = "missing"
    OPTIONAL = "optional"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Finding:
    """How it stands with one thing. `part_of` is the table or sequence that it belongs to, if any."""

    kind: FindingKind
    name: str
    state: State
    remark: str = ""
    part_of: str | None = None


def there(found: bool) -> State:
    """The state of something needed."""
    return State.THERE if found else State.MISSING


def missing(findings: Iterable[Finding]) -> Sequence[Finding]:
    """What the service cannot work without."""
    return [finding for finding in findings if finding.state is State.MISSING]


def usable(tables: Collection[str], findings: Iterable[Finding]) -> bool:
    """Whether the service finds those tables as it needs them."""
    return not any(finding.part_of in tables for finding in missing(findings))
