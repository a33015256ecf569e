"""Find tables that are keyed by the type of an event."""

import ast
from collections.abc import Iterator
from typing import Final

from domain.event import EventType

TYPES: Final = frozenset(EventType.__members__)


def tables(source: str) -> Iterator[frozenset[str]]:
    """Yield the names of the types that each table of the source has a row for."""
    for node in ast.walk(ast.parse(source)):
        rows = [_type(key) for key in node.keys] if isinstance(node, ast.Dict) else []
        if any(rows):
            yield frozenset(filter(None, rows))


def _type(key: ast.expr | None) -> str | None:
    match key:
        case ast.Attribute(value=ast.Name(id="EventType"), attr=name) if name in TYPES:
            return name
        case _:
            return None
