"""The end of a story, as far as it does not depend on the order in which its events came."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from domain.address import AddressLines
from domain.event import Event
from domain.identifiers import Crn
from tests.domain.convergence.stories import Story
from tests.domain.convergence.world import World

_HEADINGS = ("Updated in CAS3 on ", "Earlier entry, recorded in CAS3 on ")


@dataclass(frozen=True, slots=True)
class Stayed:
    """The address of one booking."""

    type: str | None
    lines: AddressLines
    start: date | None
    end: date | None
    status: str


@dataclass(frozen=True, slots=True)
class Ending:
    """Type, date and time of each contact by reference; the address of each booking and each home."""

    contacts: Mapping[str, tuple[str, datetime]]
    residences: Mapping[str, Stayed]
    homes: Sequence[tuple[date | None, str]]


def ending(world: World, crn: Crn) -> Ending:
    """Return what the person's story has come to."""
    contacts = [(row.code.value, row.contact) for row in world.held(crn).contacts.values()]
    residences = {
        booking.value: Stayed(row.type, row.lines, row.start, row.end, row.status)
        for booking, row in world.residences(crn).items()
    }
    by_reference = {contact.reference.value: (code, contact.time) for code, contact in contacts}
    assert len(by_reference) == len(contacts), "a reference has more than one contact"
    return Ending(by_reference, residences, [(home.end, home.status) for home in world.homes(crn)])


def told(world: World, events: Sequence[Event]) -> World:
    """The world once it was told the events."""
    for event in events:
        world.tell(event)
    return world


def check_notes(world: World, story: Story) -> None:
    """Every line of every event stands in the notes, none more often than there are events that say it, and
    beside them nothing but the lines that say which are the newest.
    """
    for row in world.held(story.crn).contacts.values():
        mine = [event for event in story.events if event.reference == row.contact.reference]
        said = [line for event in mine for part in event.lines for line in part.split("\n")]
        stand = row.contact.notes.split("\n")
        for line in said:
            assert 1 <= stand.count(line) <= said.count(line), f"{line!r} stands {stand.count(line)} times"
        assert all(line.startswith(_HEADINGS) for line in {*stand} - {*said, ""})
