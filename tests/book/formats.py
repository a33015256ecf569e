"""Messages and their details for reading: the AsyncAPI document, and the examples that it is made with."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from markupsafe import Markup

from tests.book.tables import examples_table

_REFERENCE: Final = "$ref"


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A field of a schema. `kind` is a type, or the name of another schema if `is_schema`."""

    name: str
    kind: str
    is_schema: bool
    is_required: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A message with its details, as text, its type, and what it is about."""

    name: str
    type: str
    happened: Markup
    recorded: Markup
    message: str
    details: str


def fields(schema: Mapping[str, Any]) -> Sequence[Field]:
    """Return the fields of an object; those of objects inside it by their path."""
    found: list[Field] = []
    for name, value in schema.get("properties", {}).items():
        kinds = value.get("anyOf", [value])
        references = [kind[_REFERENCE] for kind in kinds if _REFERENCE in kind]
        kind = _last(references[0]) if references else " or ".join(_kind(each) for each in kinds)
        is_required = name in schema.get("required", ())
        found.append(Field(name=name, kind=kind, is_schema=bool(references), is_required=is_required))
        nested = fields(value.get("items", value))
        found += [
            Field(
                name=f"{name}.{each.name}",
                kind=each.kind,
                is_schema=each.is_schema,
                is_required=each.is_required,
            )
            for each in nested
        ]
    return found


def _kind(schema: Mapping[str, Any]) -> str:
    return str(schema.get("format", schema.get("type", "anything")))


def _last(reference: str) -> str:
    return reference.rpartition("/")[2]


def details_schema(message: Mapping[str, Any]) -> str:
    """Return the name of the schema of the details that belong to a message."""
    return _last(message["x-details"][_REFERENCE])


def readable(schema: str) -> str:
    """Return the name of a schema as readers see it."""
    return schema.strip("_").replace("Envelope_", "Envelope of ")


def channel_messages(document: Mapping[str, Any], channel: str) -> Mapping[str, Any]:
    """Return the messages of a channel by their names."""
    messages = document["channels"][channel]["messages"]
    return {name: document["components"]["messages"][name] for name in messages}


def read_examples(folder: Path) -> Sequence[Example]:
    """Return the examples in the order in which the folder's README tells them."""
    told = examples_table((folder / "README.md").read_text())
    return [_example(folder, name, *each) for name, each in told.items()]


def _example(folder: Path, name: str, happened: Markup, recorded: Markup) -> Example:
    message = (folder / "domain-events" / f"{name}.json").read_text()
    return Example(
        name=name,
        type=json.loads(message)["eventType"],
        happened=happened,
        recorded=recorded,
        message=message,
        details=(folder / "event-details" / f"{name}.json").read_text(),
    )


def indented(value: object) -> str:
    """Return the value as JSON to read."""
    return json.dumps(value, indent=2, ensure_ascii=False)
