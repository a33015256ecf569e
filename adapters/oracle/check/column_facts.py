"""What a database says of the columns of a table."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any, Final

from sqlalchemy import Connection, Date, DateTime, Integer, Numeric, String, Text, inspect

from adapters.oracle.check.asking import ask
from adapters.oracle.check.names import Target


class Kind(Enum):
    """What a column holds."""

    TEXT = "text"
    LONG_TEXT = "CLOB"
    NUMBER = "number"
    TIME = "DATE"
    OTHER = "something else"


@dataclass(frozen=True, slots=True)
class ColumnFact:
    """`size`: characters or bytes of a text, digits of a number; None without a bound. `is_demanded`:
    it may not be empty, and is filled by nobody but who adds the row.
    """

    kind: Kind
    size: int | None
    is_demanded: bool


_ORACLE: Final = """
    SELECT column_name, data_type, char_length, data_precision, nullable, default_length
    FROM all_tab_columns WHERE owner = :owner AND table_name = :name
"""
_ORACLE_KINDS: Final[Mapping[str, Kind]] = {
    "CLOB": Kind.LONG_TEXT,
    "NCLOB": Kind.LONG_TEXT,
    "NUMBER": Kind.NUMBER,
    "FLOAT": Kind.NUMBER,
    "DATE": Kind.TIME,
    "VARCHAR2": Kind.TEXT,
    "NVARCHAR2": Kind.TEXT,
    "CHAR": Kind.TEXT,
    "NCHAR": Kind.TEXT,
}


def oracle_facts(connection: Connection, target: Target | None) -> Mapping[str, ColumnFact] | None:
    """Return what Oracle's dictionary says, by names in lower case; None if it does not."""
    if target is None:
        return None
    rows = ask(connection, _ORACLE, owner=target.owner, name=target.name)
    return {str(row[0]).lower(): _oracle_fact(*row[1:]) for row in rows} if rows else None


def _oracle_fact(kind: str, length: Any, precision: Any, nullable: str, default: Any) -> ColumnFact:
    found = Kind.TIME if kind.startswith("TIMESTAMP") else _ORACLE_KINDS.get(kind, Kind.OTHER)
    size = length if found is Kind.TEXT else precision if found is Kind.NUMBER else None
    return ColumnFact(found, int(size) if size else None, nullable == "N" and not default)


def other_facts(connection: Connection, table: str) -> Mapping[str, ColumnFact] | None:
    """Return the same of PostgreSQL or SQLite."""
    columns: Sequence[Mapping[str, Any]] = inspect(connection).get_columns(table)
    keys = inspect(connection).get_pk_constraint(table)["constrained_columns"]
    return {each["name"].lower(): _other_fact(each, is_key=[each["name"]] == keys) for each in columns}


def _other_fact(column: Mapping[str, Any], *, is_key: bool) -> ColumnFact:
    filled = column.get("default") or column.get("identity") or column.get("computed")
    # SQLite numbers rows by itself.
    is_demanded = not (column["nullable"] or filled or (is_key and isinstance(column["type"], Integer)))
    match column["type"]:
        case Text():
            return ColumnFact(Kind.LONG_TEXT, None, is_demanded)
        case String(length=length):
            return ColumnFact(Kind.TEXT, length, is_demanded)
        case Integer():
            return ColumnFact(Kind.NUMBER, None, is_demanded)
        case Numeric(precision=precision):
            return ColumnFact(Kind.NUMBER, precision, is_demanded)
        case DateTime() | Date():
            return ColumnFact(Kind.TIME, None, is_demanded)
        case _:
            return ColumnFact(Kind.OTHER, None, is_demanded)
