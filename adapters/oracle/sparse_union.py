"""Several queries in one round trip."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import CompoundSelect, Row, Select, Text, cast, literal_column, null, select, union_all
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.elements import Cast, ColumnElement
from sqlalchemy.types import TypeEngine

_KIND = "kind"

Values = Mapping[str, Any]
"""A row by the names of its columns."""


class _Null(Cast[Any]):
    """NULL of a type, as a UNION needs it."""

    inherit_cache = True

    def __init__(self, type_: TypeEngine[Any]) -> None:
        super().__init__(null(), type_)


@compiles(_Null, "oracle")
def _oracle_null(element: _Null, compiler: SQLCompiler, **options: Any) -> str:
    # Oracle's CAST makes no LOB.
    if isinstance(element.type, Text):
        return "TO_CLOB(NULL)"
    return compiler.process(cast(null(), element.type), **options)


def sparse_union(**queries: Select[Any]) -> CompoundSelect[Any]:
    """One statement with the rows of all the queries. Each has columns of its own, and NULL in those of the
    others.
    """
    return union_all(*(_padded(kind, queries) for kind in queries))


def rows_of(kind: str, rows: Sequence[Row[Any]]) -> list[Values]:
    """Return the rows of one of the queries, by the names of its columns there."""
    own = [row for row in rows if row[0].rstrip() == kind]
    if not own:
        return []
    # By place: to ask each row for each name takes longer than the database does.
    place, names = _columns(kind, own[0]._fields)
    return [dict(zip(names, row[place], strict=True)) for row in own]


@lru_cache
def _columns(kind: str, labels: tuple[str, ...]) -> tuple[slice, tuple[str, ...]]:
    """Return where the columns of one of the queries stand among all, and their names there."""
    prefix = f"{kind}_"
    places = [place for place, label in enumerate(labels) if label.startswith(prefix)]
    own = slice(places[0], places[-1] + 1)
    return own, tuple(label.removeprefix(prefix) for label in labels[own])


def _padded(kind: str, queries: Mapping[str, Select[Any]]) -> Select[Any]:
    columns: list[ColumnElement[Any]] = []
    for name, query in queries.items():
        for column in query.subquery(name).c if name == kind else query.selected_columns:
            padded = column if name == kind else _Null(column.type)
            columns.append(padded.label(f"{name}_{column.key}"))
    return select(literal_column(f"'{kind}'").label(_KIND), *columns)
