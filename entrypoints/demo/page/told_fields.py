"""The fields of an event's details beside the lines of the diary that they became."""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from entrypoints.demo.changes import MarkedEntry
from entrypoints.demo.messages import TrackedMessage
from entrypoints.sandbox.loose_json import at

_DATE: Final = re.compile(r"(\d{4})-(\d\d)-(\d\d)")


@dataclass(frozen=True, slots=True)
class ToldField:
    """A field of the details with its value, and the line of the notes that tells it."""

    name: str
    value: str
    line: str


def told_fields(message: TrackedMessage, diary: Sequence[MarkedEntry]) -> Sequence[ToldField]:
    """Return the fields of the message's details that stand in the notes of its entry; none before it is in
    Delius.
    """
    if message.settled_by is None or not message.answer:
        return []
    reference = message.settled_by.facts.get("externalReference")
    entries = [each for each in diary if each.entry.contact.reference.value == reference]
    lines = [line.text for each in entries for line in each.notes]
    told = (
        ToldField(name, value, next((line for line in lines if _spelled(value) in line), ""))
        for name, value in _texts("", at(json.loads(message.answer), "eventDetails"))
    )
    return [each for each in told if each.line]


def _texts(name: str, found: object) -> Iterator[tuple[str, str]]:
    """Yield the name and value of every text in it that says something."""
    if isinstance(found, dict):
        for key, value in found.items():
            yield from _texts(f"{name}.{key}".lstrip("."), value)
    elif isinstance(found, str) and found.strip():
        yield name, found.strip()


def _spelled(value: str) -> str:
    """Return the value as the notes spell it: a date in figures; the first of several lines."""
    date = _DATE.match(value)
    return "/".join(reversed(date.groups())) if date else value.split("\n", maxsplit=1)[0]
