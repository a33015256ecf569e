"""From the SQL that SQLAlchemy writes for Oracle to the same for H2."""

import re
from dataclasses import dataclass
from functools import lru_cache

_TEXT_OR_BIND = re.compile(r"""'(?:[^']|'')*'|"[^"]*"|:"(?P<quoted>\w+)"|:(?P<plain>[A-Za-z]\w*)""")
_RETURNING = re.compile(
    r"(?P<change>(?:INSERT INTO|UPDATE) (?P<table>\w+) .+)\sRETURNING (?P<columns>.+) INTO (?P<into>:.+)",
    re.DOTALL,
)
# H2 returns what changed as the rows of a query.
_AS_ROWS = r"SELECT \g<columns> FROM FINAL TABLE (\g<change>) \g<table>"
_WAITING = re.compile(r"\bFOR UPDATE WAIT (\d+)$")
_REPLACED = (
    (_RETURNING, _AS_ROWS),
    (_WAITING, "FOR UPDATE"),
    # H2 knows no TO_CLOB, and makes a CLOB by a CAST, which Oracle does not.
    (re.compile(r"\bTO_CLOB\(NULL\)"), "CAST(NULL AS CLOB)"),
    (re.compile(r"\bsys_context\(\s*'userenv',\s*'current_schema'\s*\)"), "CURRENT_SCHEMA"),
    (re.compile(r"\bsys_context\('userenv', 'session_user'\)"), "CURRENT_USER"),
    (re.compile(r"\bsys_context\('userenv', 'client_identifier'\)"), "CAST(NULL AS VARCHAR)"),
)


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement for H2: the names of its binds, in the order of their numbers; where what it returns goes;
    and how many seconds it waits for a lock, if it says so itself.
    """

    text: str
    binds: tuple[str, ...]
    into: tuple[str, ...]
    wait: int | None


@lru_cache(maxsize=1_000)
def translated(oracle: str) -> Statement:
    """The statement for H2 that does what that one does on Oracle."""
    text = oracle.strip()
    into, waiting = _returned_into(text), _WAITING.search(text)
    for pattern, replacement in _REPLACED:
        text = pattern.sub(replacement, text)
    binds: dict[str, int] = {}

    def numbered(found: re.Match[str]) -> str:
        name = found["quoted"] or found["plain"]
        return f"?{binds.setdefault(name, len(binds) + 1)}" if name else found[0]

    text = _TEXT_OR_BIND.sub(numbered, text)
    return Statement(text, tuple(binds), into, int(waiting[1]) if waiting else None)


def is_package(oracle: str) -> bool:
    """Return whether the statement makes or drops a package, of which H2 has none."""
    return re.match(r"\s*(?:CREATE|DROP) PACKAGE\b", oracle) is not None


def is_definition(oracle: str) -> bool:
    """Return whether the statement defines something, which commits."""
    return re.match(r"\s*(?:CREATE|DROP|ALTER)\b", oracle, re.IGNORECASE) is not None


def _returned_into(text: str) -> tuple[str, ...]:
    returning = _RETURNING.fullmatch(text)
    return tuple(name.strip(' :"') for name in returning["into"].split(",")) if returning else ()
