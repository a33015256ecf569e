"""Several queries in one round trip."""

from collections.abc import Mapping, Sequence
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
    """The rows of one of the queries, by the names of its columns there."""
    prefix = f"{kind}_"
    own = [row._mapping for row in rows if row._mapping[_KIND].rstrip() == kind]
    return [{name.removeprefix(prefix): row[name] for name in row if name.startswith(prefix)} for row in own]


def _padded(kind: str, queries: Mapping[str, Select[Any]]) -> Select[Any]:
    columns: list[ColumnElement[Any]] = []
    for name, query in queries.items():
        for column in query.subquery(name).c if name == kind else query.selected_columns:
            padded = column if name == kind else _Null(column.type)
            columns.append(padded.label(f"{name}_{column.key}"))
    return select(literal_column(f"'{kind}'").label(_KIND), *columns)
