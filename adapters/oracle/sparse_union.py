"""Several queries in one round trip."""

from collections import defaultdict
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


def rows_by_query(rows: Sequence[Row[Any]]) -> Mapping[str, Sequence[Values]]:
    """Return the rows of each of the queries, none of some, by the names of its columns there."""
    found: defaultdict[str, list[Row[Any]]] = defaultdict(list)
    for row in rows:
        found[row[0]].append(row)
    # CHAR, as Oracle makes it, comes with blanks at its end.
    return defaultdict(tuple, {kind.rstrip(): _named(kind.rstrip(), own) for kind, own in found.items()})


def _named(kind: str, rows: Sequence[Row[Any]]) -> Sequence[Values]:
    # By place: to ask each row for each name takes longer than the database does.
    place, names = _columns(kind, rows[0]._fields)
    return [dict(zip(names, row[place], strict=True)) for row in rows]


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
