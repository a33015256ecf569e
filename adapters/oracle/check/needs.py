"""The service's requirements of the database, taken from its own statements and tables."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import chain
from typing import Any, Final

from sqlalchemy import Column, CompoundSelect, Delete, Insert, Select, Table, Update
from sqlalchemy import Sequence as NumberSequence
from sqlalchemy.sql.elements import ColumnElement
from sqlalchemy.sql.visitors import iterate

from adapters.oracle import statements
from adapters.oracle.delius_tables import ONLY_IN_SAMPLES, OPTIONAL
from adapters.oracle.notes import READ_NOTES
from adapters.oracle.query_union import QueryUnion
from adapters.oracle.reference_data import REFERENCE_QUERIES
from adapters.oracle.schema_version import READ_REVISION

Statement = Select[Any] | CompoundSelect[Any] | Insert | Update | Delete


class Privilege(Enum):
    """A privilege on a table."""

    SELECT = "select"
    LOCK = "lock"
    INSERT = "insert"
    UPDATE = "update"
    DELETE = "delete"


@dataclass(frozen=True, slots=True)
class TableNeed:
    """A table, and the columns that the service must be able to use for each of its privileges. `optional`
    columns are only used where they exist.
    """

    name: str
    uses: Mapping[Privilege, frozenset[str]]
    optional: frozenset[str]

    @property
    def is_own(self) -> bool:
        """Return whether the table belongs to the service."""
        return self.name.startswith("cas3_")

    @property
    def columns(self) -> Sequence[str]:
        """Return every column that is needed of the table."""
        return sorted(frozenset().union(*self.uses.values()))


_STATEMENTS: Final[Sequence[Statement]] = [
    *(each for each in vars(statements).values() if isinstance(each, Statement)),
    *(each.statement for each in vars(statements).values() if isinstance(each, QueryUnion)),
    statements.change_contact(frozenset({"row_version"})),
    statements.change_address(frozenset({"row_version"})),
    *REFERENCE_QUERIES.values(),
    READ_NOTES,
    READ_REVISION,
]
_LOCKED: Final = (statements.FIND_PERSON,)


def _uses() -> Iterator[tuple[Table, Privilege, frozenset[str]]]:
    for statement in _STATEMENTS:
        for table, columns in mentioned(statement).items():
            yield table, Privilege.SELECT, columns
        match statement:
            case Insert(table=Table() as table):
                yield table, Privilege.INSERT, _inserted(table)
            case Update(table=Table() as table):
                yield table, Privilege.UPDATE, frozenset()
            case Delete(table=Table() as table):
                yield table, Privilege.DELETE, frozenset()
    for table in chain.from_iterable(map(mentioned, _LOCKED)):
        yield table, Privilege.LOCK, frozenset()


def mentioned(statement: Statement) -> Mapping[Table, frozenset[str]]:
    """The columns that a statement reads, by their tables."""
    found: dict[Table, frozenset[str]] = {}
    for column in _columns(statement):
        found[column.table] = found.get(column.table, frozenset()) | {column.name}
    return found


def _columns(statement: Statement) -> Iterator[Column[Any]]:
    """An insert mentions what it returns, and writes more than that."""
    selected = statement.selected_columns if isinstance(statement, Select) else ()
    for element in chain(iterate(statement), selected):
        if isinstance(element, ColumnElement):
            for base in element.base_columns:
                if isinstance(base, Column) and isinstance(base.table, Table):
                    yield base


def _inserted(table: Table) -> frozenset[str]:
    skipped = (ONLY_IN_SAMPLES, OPTIONAL)
    return frozenset(column.name for column in table.columns if column.info not in skipped)


def _needs() -> Iterator[TableNeed]:
    found: dict[Table, dict[Privilege, frozenset[str]]] = {}
    for table, privilege, columns in _uses():
        uses = found.setdefault(table, {})
        uses[privilege] = uses.get(privilege, frozenset()) | columns
    for table, uses in found.items():
        optional = frozenset(column.name for column in table.columns if column.info == OPTIONAL)
        yield TableNeed(table.name, {each: uses[each] for each in Privilege if each in uses}, optional)


def _sequences() -> Iterator[str]:
    tables = {table for table, privilege, _ in _uses() if privilege is Privilege.INSERT}
    for column in chain.from_iterable(table.columns for table in tables):
        if isinstance(column.default, NumberSequence):
            yield column.default.name


TABLES: Final = sorted(_needs(), key=lambda need: (need.is_own, need.name))
"""Delius' tables first, then the service's own."""

SEQUENCES: Final = sorted(_sequences())
