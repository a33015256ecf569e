"""Rules for the text of a statement."""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Final

from sqlalchemy.dialects.oracle.base import RESERVED_WORDS

_LITERAL = re.compile(r"'(?:[^']|'')*'")
_BIND = re.compile(r"(?<![:\w]):([^\s,()]+)")
_LONGEST = 128
_RESERVED: Final = {word.lower() for word in RESERVED_WORDS} | {
    "column",
    "rowid",
    "rownum",
    "session",
    "sysdate",
}

_FOREIGN: Final = {
    "LIMIT": r"\bLIMIT\b",
    "ON CONFLICT": r"\bON CONFLICT\b",
    "a boolean": r"\b(?:TRUE|FALSE)\b|\bIS (?:NOT )?[01]\b",
    "a cast by ::": r"::",
    "ILIKE": r"\bILIKE\b",
    "AS before the alias of a table": r"\b(?:FROM|JOIN) (?:\w+|\([^()]*\)) AS \w",
    "several rows of VALUES": r"\bVALUES \([^()]*\), \(",
    # With NULL it is the rest of the text there, and NULL elsewhere.
    "||": r"\|\|",
    "a semicolon at the end": r";\s*$",
    # No LOB is made by a cast.
    "CAST to a LOB": r"\bCAST\([^()]* AS (?:CLOB|NCLOB|BLOB)\)",
}


def foreign_words(sql: str) -> Iterator[str]:
    """ORA-00933 and many others: what only other databases understand."""
    text = _plain(sql)
    return (name for name, pattern in _FOREIGN.items() if re.search(pattern, text, re.IGNORECASE))


def empty_texts(sql: str) -> Iterator[str]:
    """'' is NULL, which nothing equals."""
    return ("''" for literal in _LITERAL.findall(sql) if literal == "''")


def unlockable_rows(sql: str) -> Iterator[str]:
    """ORA-02014: only rows just as they stand in a table can be locked."""
    text = _plain(sql)
    if "FOR UPDATE" in text:
        words = ("FETCH FIRST", "DISTINCT", "UNION", "GROUP BY", "MINUS")
        yield from (f"FOR UPDATE with {word}" for word in words if word in text)


def endless_locks(sql: str) -> Iterator[str]:
    """Unless told otherwise, Oracle waits for a lock for ever."""
    if re.search(r"\bFOR UPDATE\b(?! (?:WAIT \d+|NOWAIT)\b)", _plain(sql)):
        yield "FOR UPDATE without an end of the waiting"


def lost_returns(sql: str) -> Iterator[str]:
    """ORA-00925: what is returned goes into binds, one for each."""
    returning = re.search(r"\bRETURNING (.+)", _plain(sql))
    if returning:
        columns, _, binds = returning[1].partition(" INTO ")
        if binds.split(", ") != [f":ret_{number}" for number in range(columns.count(",") + 1)]:
            yield returning[0]


def bad_binds(sql: str) -> Iterator[str]:
    """ORA-01745: the name of a bind is as other names are, and no reserved word."""
    for name in _BIND.findall(_plain(sql)):
        if not re.fullmatch(r"[A-Za-z][A-Za-z0-9_$#]{0,127}", name) or name.lower() in _RESERVED:
            yield f":{name}"


def quoted_names(sql: str) -> Iterator[str]:
    """ORA-00904: what has to be quoted, as it is a reserved word, is found in its own case only."""
    yield from re.findall(r'"[^"]*"', _plain(sql))


def long_names(sql: str) -> Iterator[str]:
    """ORA-00972."""
    return (name for name in re.findall(r"\w+", _plain(sql)) if len(name) > _LONGEST)


TEXT_RULES: Final[Sequence[Callable[[str], Iterator[str]]]] = (
    foreign_words,
    empty_texts,
    unlockable_rows,
    endless_locks,
    lost_returns,
    bad_binds,
    quoted_names,
    long_names,
)


def _plain(sql: str) -> str:
    """Return the statement in one line, without what its literals say."""
    return " ".join(_LITERAL.sub("'…'", sql).split())
