"""Look into JSON of unknown shape: a value that is missing or of another type is None."""

from collections.abc import Iterator, Mapping
from typing import Any


def at(document: object, *keys: str) -> object:
    """Return the value at the end of that path of keys; None without one."""
    for key in keys:
        document = document.get(key) if isinstance(document, dict) else None
    return document


def text_at(document: object, *keys: str) -> str | None:
    """The text at the end of that path of keys; None if it is blank."""
    found = at(document, *keys)
    return found if isinstance(found, str) and found.strip() else None


def items_at(document: object, *keys: str) -> list[Any]:
    """The list at the end of that path of keys; empty if there is none."""
    found = at(document, *keys)
    return found if isinstance(found, list) else []


def objects_in(document: object) -> Iterator[Mapping[str, Any]]:
    """Every object in the document, itself included, however deep."""
    waiting = [document]
    while waiting:
        found = waiting.pop()
        if isinstance(found, dict):
            yield found
            waiting.extend(found.values())
        elif isinstance(found, list):
            waiting.extend(found)
