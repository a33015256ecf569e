"""`asyncapi`: an AsyncAPI 3 document of what is consumed and published, made from what reads and writes."""

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final

from adapters.wire.schemas import REFERENCE, read_schemas, schema_of, written_example
from domain.announcement import Announcement, AnnouncementType
from domain.event import EventType
from domain.identifiers import AddressId, Crn
from domain.london import instant
from entrypoints.terminal import print_text
from entrypoints.usage import UnusableInput

_PREFIX: Final = "accommodation.cas3."
_MESSAGES: Final = "#/components/messages/"
_JSON: Final = "application/json"
_OCCURRED: Final = instant(datetime(2026, 6, 11, 9, 12, 44, tzinfo=UTC))


def run_asyncapi(examples: Path | None) -> int:
    """Print the document, with the examples of that folder if there is one; the exit status."""
    print_text(json.dumps(document(examples), indent=2, ensure_ascii=False))
    return 0


def document(examples: Path | None) -> Mapping[str, Any]:
    """Return the document. UnusableInput if the folder has no message of an event type."""
    body, details, schemas = read_schemas()
    consumed = {_name(each): _consumed(each, body, details[each], examples) for each in EventType}
    published = {_name(each): _published(each) for each in AnnouncementType}
    return {
        "asyncapi": "3.0.0",
        "info": {
            "title": "CAS3 and Delius",
            "version": version("cas3-and-delius"),
            "description": "Records domain events of the Community Accommodation Service Tier 3 in Delius.",
            "license": {"name": "MIT"},
        },
        "defaultContentType": _JSON,
        "channels": {
            "domainEvents": _channel("The SQS queue, subscribed to the topic of domain events.", consumed),
            "announcements": _channel("The SNS topic for changed addresses.", published),
        },
        "operations": {
            "recordEvent": _operation("receive", "domainEvents", "Record the event in Delius."),
            "announceAddress": _operation("send", "announcements", "Announce an address that was changed."),
        },
        "components": {"messages": {**consumed, **published}, "schemas": schemas},
    }


def _name(event_type: EventType | AnnouncementType) -> str:
    return event_type.value.removeprefix(_PREFIX).replace(".", "-")


def _channel(description: str, messages: Mapping[str, object]) -> Mapping[str, Any]:
    # Its address is a setting, so it is not known here.
    return {
        "address": None,
        "description": description,
        "messages": {name: {"$ref": f"{_MESSAGES}{name}"} for name in messages},
    }


def _operation(action: str, channel: str, summary: str) -> Mapping[str, Any]:
    return {"action": action, "channel": {"$ref": f"#/channels/{channel}"}, "summary": summary}


def _consumed(event_type: EventType, body: str, details: str, examples: Path | None) -> Mapping[str, Any]:
    message: dict[str, Any] = {
        "name": event_type.value,
        "title": event_type.value,
        "contentType": _JSON,
        "description": (
            "The message itself, or in the `Message` of an SNS envelope. Its details are fetched from "
            f"`detailUrl`: their schema is `{details.removeprefix(REFERENCE)}`."
        ),
        "headers": _event_type_header(event_type.value),
        "payload": {"$ref": body},
        "x-details": {"$ref": details},
    }
    if examples is not None:
        message["examples"] = [{"payload": _read(examples / "domain-events", event_type)}]
        message["x-details-example"] = _read(examples / "event-details", event_type)
    return message


def _published(announcement_type: AnnouncementType) -> Mapping[str, Any]:
    announcement = Announcement(
        type=announcement_type,
        crn=Crn("X104872"),
        occurred_at=_OCCURRED,
        status="Main Address",
        address=AddressId(2_500_000_001),
    )
    example = written_example(announcement)
    least = written_example(replace(announcement, status=None))
    return {
        "name": announcement_type.value,
        "title": announcement_type.description,
        "contentType": _JSON,
        "headers": _event_type_header(announcement_type.value),
        "payload": schema_of(example, least),
        "examples": [{"payload": example}],
    }


def _event_type_header(event_type: str) -> Mapping[str, Any]:
    """Return the message attribute that subscribers filter by."""
    return {"type": "object", "properties": {"eventType": {"type": "string", "const": event_type}}}


def _read(folder: Path, event_type: EventType) -> Any:
    file = folder / f"{_name(event_type)}.json"
    try:
        return json.loads(file.read_text("utf-8"))
    except (OSError, ValueError):
        raise UnusableInput.at(file, "cannot be read as JSON") from None
