"""Facts about the columns of a table, read from the database."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any, Final

from sqlalchemy import Connection, Date, DateTime, Integer, Numeric, String, Text, inspect

from adapters.oracle.check.asking import ask
from adapters.oracle.check.names import Target


class ColumnKind(Enum):
    """A kind of value that a column holds."""

    TEXT = "text"
    LONG_TEXT = "CLOB"
    NUMBER = "number"
    TIME = "DATE"
    OTHER = "something else"


@dataclass(frozen=True, slots=True)
class ColumnFact:
    """The kind and the bounds of a column. `size`: characters or bytes of a text, digits of a number; None
    without a bound. `takes_null`: it may be empty; `is_demanded`: it may not, and is filled by nobody but who
    adds the row.
    """

    kind: ColumnKind
    size: int | None
    is_demanded: bool
    takes_null: bool = True


_ORACLE: Final = """
    SELECT column_name, data_type, char_length, data_precision, nullable, default_length
    FROM all_tab_columns WHERE owner = :owner AND table_name = :name
"""
_ORACLE_KINDS: Final[Mapping[str, ColumnKind]] = {
    "CLOB": ColumnKind.LONG_TEXT,
    "NCLOB": ColumnKind.LONG_TEXT,
    "NUMBER": ColumnKind.NUMBER,
    "FLOAT": ColumnKind.NUMBER,
    "DATE": ColumnKind.TIME,
    "VARCHAR2": ColumnKind.TEXT,
    "NVARCHAR2": ColumnKind.TEXT,
    "CHAR": ColumnKind.TEXT,
    "NCHAR": ColumnKind.TEXT,
}


def oracle_facts(connection: Connection, target: Target | None) -> Mapping[str, ColumnFact] | None:
    """Return what Oracle's dictionary says, by names in lower case; None if it does not."""
    if target is None:
        return None
    rows = ask(connection, _ORACLE, owner=target.owner, name=target.name)
    return {str(row[0]).lower(): _oracle_fact(*row[1:]) for row in rows} if rows else None


def _oracle_fact(kind: str, length: Any, precision: Any, nullable: str, default: Any) -> ColumnFact:
    found = ColumnKind.TIME if kind.startswith("TIMESTAMP") else _ORACLE_KINDS.get(kind, ColumnKind.OTHER)
    size = length if found is ColumnKind.TEXT else precision if found is ColumnKind.NUMBER else None
    takes_null = nullable != "N"
    return ColumnFact(found, int(size) if size else None, not (takes_null or default), takes_null)


def other_facts(connection: Connection, table: str) -> Mapping[str, ColumnFact] | None:
    """Return the same of PostgreSQL or SQLite."""
    columns: Sequence[Mapping[str, Any]] = inspect(connection).get_columns(table)
    keys = inspect(connection).get_pk_constraint(table)["constrained_columns"]
    return {each["name"].lower(): _other_fact(each, is_key=[each["name"]] == keys) for each in columns}


def _other_fact(column: Mapping[str, Any], *, is_key: bool) -> ColumnFact:
    filled = column.get("default") or column.get("identity") or column.get("computed")
    # SQLite numbers rows by itself.
    is_numbered = is_key and isinstance(column["type"], Integer)
    takes_null = bool(column["nullable"])
    is_demanded = not (takes_null or filled or is_numbered)
    kind, size = _kind_and_size(column["type"])
    return ColumnFact(kind, size, is_demanded, takes_null)


def _kind_and_size(type_: Any) -> tuple[ColumnKind, int | None]:
    match type_:
        case Text():
            return ColumnKind.LONG_TEXT, None
        case String(length=length):
            return ColumnKind.TEXT, length
        case Integer():
            return ColumnKind.NUMBER, None
        case Numeric(precision=precision):
            return ColumnKind.NUMBER, precision
        case DateTime() | Date():
            return ColumnKind.TIME, None
        case _:
            return ColumnKind.OTHER, None
