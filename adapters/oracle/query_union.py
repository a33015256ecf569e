"""Several queries in one round trip."""

from collections import defaultdict, namedtuple
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Any, Final

from sqlalchemy import (
    TIMESTAMP,
    CompoundSelect,
    DateTime,
    Integer,
    Result,
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
# The type checker knows only named tuples whose names are written out.
_named_tuple: Final[Callable[..., Any]] = namedtuple

Values = Any
"""A row with an attribute for each column, be it a named tuple or SQLAlchemy's own."""

# The first that fits counts. Every TIMESTAMP is a DateTime too, in whose place it would lose its
# microseconds.
_FAMILIES: Final[Sequence[type[TypeEngine[Any]]]] = (String, Integer, TIMESTAMP, DateTime)


@dataclass(frozen=True, slots=True)
class QueryUnion:
    """One statement with the rows of all the queries. Columns of one family of types share a place, as every
    column costs the driver time, also an empty one.
    """

    statement: CompoundSelect[Any]
    _layouts: Mapping[str, "_Layout"]

    @classmethod
    def of(cls, **queries: Select[*tuple[Any, ...]]) -> "QueryUnion":
        """Return the union of the queries."""
        types: list[TypeEngine[Any]] = []
        layouts = {kind: _Layout.of(kind, dict(_placed(query, types))) for kind, query in queries.items()}
        empty: list[ColumnElement[Any]] = [cast(null(), each) for each in types]
        branches = []
        for kind, query in queries.items():
            branches.append(layouts[kind].branch(kind, query, empty))
            # The first branch has given each place its type.
            empty = [literal_column("NULL")] * len(types)
        return cls(union_all(*branches), layouts)

    def rows(self, found: Result[*tuple[Any, ...]]) -> Mapping[str, Sequence[Values]]:
        """Return the rows of each of the queries, none of some, by the names of its columns there."""
        by_query: defaultdict[str, list[Row[Any]]] = defaultdict(list)
        # All at once: one by one takes a fifth longer.
        for row in found.all():
            by_query[row[0]].append(row)
        # CHAR, as Oracle makes it, comes with blanks at its end.
        kinds = {kind.rstrip(): rows for kind, rows in by_query.items()}
        return defaultdict(tuple, {kind: self._layouts[kind].rows(own) for kind, own in kinds.items()})


@dataclass(frozen=True, slots=True)
class _Layout:
    """The places of a query's columns, and how to make its rows of what stands there."""

    places: Mapping[str, int]
    values: Callable[[Row[Any]], Sequence[Any]]
    named: Callable[[Sequence[Any]], Values]

    @classmethod
    def of(cls, kind: str, places: Mapping[str, int]) -> "_Layout":
        """Return the layout of the rows of that kind, which stands before all columns."""
        values = itemgetter(0, *(1 + place for place in places.values()))
        return cls(places, values, _named_tuple(kind, [_KIND, *places])._make)

    def branch(self, kind: str, query: Select[Any], empty: Sequence[ColumnElement[Any]]) -> Select[Any]:
        """Return the query with its columns at their places, and what is empty at the others."""
        columns = list(empty)
        for name, place in self.places.items():
            columns[place] = query.selected_columns[name]
        return query.with_only_columns(
            literal_column(f"'{kind}'").label(_KIND), *columns, maintain_column_froms=True
        )

    def rows(self, found: Iterable[Row[Any]]) -> Sequence[Values]:
        """Return the rows with a name for each column."""
        return [self.named(self.values(row)) for row in found]


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
