"""Rules for the types in a statement, which its text does not show."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any, Final, TypeVar

from sqlalchemy import (
    CHAR,
    TIMESTAMP,
    BindParameter,
    Column,
    CompoundSelect,
    DateTime,
    Insert,
    Integer,
    Select,
    String,
    Text,
)
from sqlalchemy import Sequence as Numbers
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.elements import BinaryExpression, ClauseList, ColumnElement, Grouping, Null
from sqlalchemy.sql.visitors import iterate
from sqlalchemy.types import NullType, TypeEngine

_FAMILIES: Final = (Text, String, Integer, TIMESTAMP, DateTime, NullType)


def missing_numbers(compiled: SQLCompiler) -> Iterator[str]:
    """A number from a sequence is taken in the statement itself; otherwise it is a trip of its own."""
    statement = compiled.statement
    if isinstance(statement, Insert):
        for column in statement.table.columns:
            default = getattr(column, "default", None)
            if isinstance(default, Numbers) and f"{default.name}.nextval" not in compiled.string:
                yield f"{column} without {default.name}.nextval"


def differing_branches(compiled: SQLCompiler) -> Iterator[str]:
    """ORA-01790: all branches have columns of the same types, in the same order. NULL may stand for any type
    but a CLOB's, where an earlier branch has given it.
    """
    for union in _all(compiled, CompoundSelect):
        first, *others = [
            [_family(column.type) for column in each.selected_columns] for each in union.selects
        ]
        for other in others:
            # SQLAlchemy itself refuses branches that differ in number.
            pairs = [(a, b) for a, b in zip(first, other, strict=True) if a == "Text" or b != "NullType"]
            yield from (f"{b} beside {a}" for a, b in pairs if a != b or a == "NullType")


def compared_lobs(compiled: SQLCompiler) -> Iterator[str]:
    """ORA-00932: what compares whole rows cannot have a CLOB among their columns."""
    unions = [each for each in _all(compiled, CompoundSelect) if each.keyword.value != "UNION ALL"]
    distinct = [each for each in _all(compiled, Select) if each._distinct]
    for query in (*unions, *distinct):
        yield from (str(column) for column in query.selected_columns if isinstance(column.type, Text))


def unpadded_codes(compiled: SQLCompiler) -> Iterator[str]:
    """A VARCHAR2 never equals a CHAR with blanks at its end: it takes a CHAR, or both forms."""
    for column, others in _compared(compiled):
        names = {each.key for each in others if isinstance(each, BindParameter)}
        for other in others:
            if isinstance(column.type, CHAR) and not isinstance(other.type, CHAR):
                name = str(getattr(other, "key", other))
                if f"{name.removesuffix('_padded')}_padded" not in names:
                    yield f"{column} compared with {name}"


def cut_times(compiled: SQLCompiler) -> Iterator[str]:
    """The driver takes every time for a DATE, of whole seconds, unless it knows that it is none."""
    for column, others in _compared(compiled):
        if isinstance(column.type, TIMESTAMP):
            yield from (
                f"{column} compared with {other}" for other in others if not isinstance(other.type, TIMESTAMP)
            )


TYPE_RULES: Final[Sequence[Callable[[SQLCompiler], Iterator[str]]]] = (
    missing_numbers,
    differing_branches,
    compared_lobs,
    unpadded_codes,
    cut_times,
)


_T = TypeVar("_T")


def _all(compiled: SQLCompiler, kind: type[_T]) -> Iterator[_T]:
    assert compiled.statement is not None
    return (each for each in iterate(compiled.statement) if isinstance(each, kind))


def _family(type_: TypeEngine[Any]) -> str:
    return next((family.__name__ for family in _FAMILIES if isinstance(type_, family)), "")


def _compared(compiled: SQLCompiler) -> Iterator[tuple[Column[Any], Sequence[ColumnElement[Any]]]]:
    """Columns of tables, and what each is compared with."""
    for comparison in _all(compiled, BinaryExpression):
        sides = (comparison.left, comparison.right)
        for side, other in (sides, reversed(sides)):
            if isinstance(side, Column) and not isinstance(other, Null):
                yield side, _members(other)


def _members(other: ColumnElement[Any]) -> Sequence[ColumnElement[Any]]:
    """All that is in the list of an IN; else just that."""
    inside = other.element if isinstance(other, Grouping) else None
    return list(inside.clauses) if isinstance(inside, ClauseList) else [other]
