"""What became of the events, and what was announced, for people's eyes."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from rich.console import Group, RenderableType
from rich.text import Text

from entrypoints.sandbox.layout import DATE_AND_TIME, indented, spread, spread_headings
from entrypoints.sandbox.loose_json import at, items_at, text_at
from entrypoints.sandbox.model import EventView, Picture
from entrypoints.sandbox.words import (
    announcement_in_words,
    event_in_words,
    is_recorded,
    outcome_explained,
    outcome_in_words,
)
from entrypoints.terminal import plain, table


def event_parts(picture: Picture, width: int) -> Iterator[RenderableType]:
    """A line for each event, and what the outcomes mean."""
    if not picture.events:
        yield indented("There were none.")
        return
    rows = table("", *spread_headings(width, "Event", "What happened"), "Person", "Outcome")
    for number, event in enumerate(picture.events, start=1):
        rows.add_row(str(number), *_event(event, width))
    yield indented(rows)
    yield indented(Group(*(_explained(*each) for each in picture.outcomes.items())))


def announcement_parts(announcements: Sequence[Mapping[str, Any]], width: int) -> Iterator[RenderableType]:
    """A line for each announcement."""
    if not announcements:
        yield indented("Nothing: no address was added or changed.")
        return
    rows = table("When", "Person", *spread_headings(width, "Address", "Type"))
    for announcement in announcements:
        rows.add_row(*_announcement(announcement, width))
    yield indented(rows)


def _event(event: EventView, width: int) -> Iterator[RenderableType]:
    yield from spread(width, plain(event.name), plain(event_in_words(event.event_type), "dim"))
    yield plain(event.crn or "nobody")
    yield _outcome(event)


def _outcome(event: EventView) -> RenderableType:
    outcome = plain(outcome_in_words(event.outcome), "green" if is_recorded(event.outcome) else "bold red")
    return Text.assemble(outcome, plain(f": {event.reason}" if event.reason else ""))


def _explained(outcome: str, count: int) -> Text:
    return plain(f"{outcome_in_words(outcome)} ({count}): {outcome_explained(outcome)}", "dim")


def _announcement(sent: Mapping[str, Any], width: int) -> Iterator[RenderableType]:
    yield plain(_time(text_at(sent, "occurredAt") or ""))
    crns = [text_at(each, "value") for each in items_at(sent, "personReference", "identifiers")]
    yield plain(", ".join(crn for crn in crns if crn))
    event_type, address = text_at(sent, "eventType") or "", at(sent, "additionalInformation")
    status, number = text_at(address, "addressStatus"), at(address, "addressId")
    told = plain(f"{status} {number} {announcement_in_words(event_type)}")
    yield from spread(width, told, plain(event_type, "dim"))


def _time(written: str) -> str:
    return format(datetime.fromisoformat(written), DATE_AND_TIME)
