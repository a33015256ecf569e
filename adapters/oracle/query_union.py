"""Several queries in one round trip."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Any, Final

from sqlalchemy import (
    TIMESTAMP,
    CompoundSelect,
    DateTime,
    Integer,
    Row,
    Select,
    String,
    cast,
    literal_column,
    null,
    union_all,
)
from sqlalchemy.sql.elements import ColumnElement
from sqlalchemy.types import TypeEngine

_KIND: Final = "kind"

Values = Mapping[str, Any]
"""A row by the names of its columns."""

# The first that fits counts: every TIMESTAMP is a DateTime too, and has parts of a second to lose beside one.
_FAMILIES: Final[Sequence[type[TypeEngine[Any]]]] = (String, Integer, TIMESTAMP, DateTime)


@dataclass(frozen=True, slots=True)
class QueryUnion:
    """One statement with the rows of all the queries. Columns of one family of types share a place: every
    column, also one with nothing in it, takes the driver time.
    """

    statement: CompoundSelect[Any]
    _layouts: Mapping[str, "_Layout"]

    @classmethod
    def of(cls, **queries: Select[*tuple[Any, ...]]) -> "QueryUnion":
        """Return the union of the queries."""
        types: list[TypeEngine[Any]] = []
        layouts = {kind: _Layout(tuple(_placed(query, types))) for kind, query in queries.items()}
        empty: list[ColumnElement[Any]] = [cast(null(), each) for each in types]
        branches = []
        for kind, query in queries.items():
            branches.append(layouts[kind].branch(kind, query, empty))
            # The first branch has given each place its type.
            empty = [literal_column("NULL")] * len(types)
        return cls(union_all(*branches), layouts)

    def rows(self, found: Iterable[Row[Any]]) -> Mapping[str, Sequence[Values]]:
        """Return the rows of each of the queries, none of some, by the names of its columns there."""
        by_query: defaultdict[str, list[Row[Any]]] = defaultdict(list)
        for row in found:
            by_query[row[0]].append(row)
        # CHAR, as Oracle makes it, comes with blanks at its end.
        kinds = {kind.rstrip(): rows for kind, rows in by_query.items()}
        named = {kind: self._layouts[kind].named(rows) for kind, rows in kinds.items()}
        return defaultdict(tuple, named)


@dataclass(frozen=True, slots=True)
class _Layout:
    """The places of a query's columns."""

    places: Sequence[tuple[str, int]]

    def branch(self, kind: str, query: Select[Any], empty: Sequence[ColumnElement[Any]]) -> Select[Any]:
        """Return the query with its columns at their places, and what is empty at the others."""
        columns = list(empty)
        for name, place in self.places:
            columns[place] = query.selected_columns[name]
        return query.with_only_columns(
            literal_column(f"'{kind}'").label(_KIND), *columns, maintain_column_froms=True
        )

    def named(self, rows: Sequence[Row[Any]]) -> Sequence[Values]:
        """Return the rows by the names of the columns; found by place, which takes much less than by name."""
        names = [_KIND, *(name for name, _ in self.places)]
        values = itemgetter(0, *(1 + place for _, place in self.places))
        return [dict(zip(names, values(row), strict=True)) for row in rows]


def _placed(query: Select[Any], types: list[TypeEngine[Any]]) -> Iterable[tuple[str, int]]:
    """Yield the name and the place of each column; `types` of the places grow where none is free."""
    free = list(range(len(types)))
    for name, column in query.selected_columns.items():
        family = _family(column.type)
        place = next((each for each in free if _family(types[each]) is family), len(types))
        if place in free:
            free.remove(place)
        else:
            types.append(column.type)
        yield name, place


def _family(type_: TypeEngine[Any]) -> type[TypeEngine[Any]]:
    return next(each for each in _FAMILIES if isinstance(type_, each))
