"""JSON schemas of what is read and written, taken from the models and the writer themselves."""

import json
from collections.abc import Mapping
from typing import Any, Final

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue, models_json_schema
from pydantic_core import core_schema

from adapters.wire.announcement import write_announcement
from adapters.wire.details import ENVELOPES
from adapters.wire.notification import Body
from domain.announcement import Announcement
from domain.event import EventType

REFERENCE: Final = "#/components/schemas/"


class _WithTexts(GenerateJsonSchema):
    """A schema in which ids, times and dates, read by functions, are texts."""

    def function_plain_schema(self, schema: core_schema.PlainValidatorFunctionSchema) -> JsonSchemaValue:
        return {"type": "string"}


def read_schemas() -> tuple[str, Mapping[EventType, str], Mapping[str, Any]]:
    """Return the reference of the message's schema, of each event type's details, and all schemas by name."""
    models: set[type[BaseModel]] = {Body, *ENVELOPES.values()}
    references, definitions = models_json_schema(
        [(model, "validation") for model in sorted(models, key=lambda model: model.__name__)],
        ref_template=f"{REFERENCE}{{model}}",
        schema_generator=_WithTexts,
    )
    of = {model: str(schema["$ref"]) for (model, _), schema in references.items()}
    details = {event_type: of[envelope] for event_type, envelope in ENVELOPES.items()}
    return of[Body], details, definitions["$defs"]


def written_example(announcement: Announcement) -> Any:
    """Return the announcement as it is published."""
    return json.loads(write_announcement(announcement))


def schema_of(example: Any, least: Any) -> Mapping[str, Any]:
    """Return the schema of what has the shape of the example. What `least` has too is required."""
    match example:
        case dict():
            properties = {name: schema_of(value, least.get(name, value)) for name, value in example.items()}
            required = [name for name in example if name in least]
            return {"type": "object", "properties": properties, "required": required}
        case [first, *_]:
            return {"type": "array", "items": schema_of(first, least[0])}
        case int():
            return {"type": "integer"}
        case _:
            return {"type": "string"}
