"""Compare a person in Delius before the newest action with the person now."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from domain.address import Address
from domain.identifiers import AddressId
from entrypoints.sandbox.person_view import AddressAnnouncement, DiaryEntry, PersonView


class Mark(StrEnum):
    """A mark for what the newest action changed."""

    NEW = "New"
    CHANGED = "Changed"


@dataclass(frozen=True, slots=True)
class NotesLine:
    """One line of the notes of an entry, and whether it is new."""

    text: str
    is_new: bool = False


@dataclass(frozen=True, slots=True)
class MarkedEntry:
    """An entry of the diary with its notes line by line, and whether it is new or changed."""

    entry: DiaryEntry
    notes: Sequence[NotesLine]
    mark: Mark | None = None

    @property
    def id(self) -> int:
        """Return the id of the contact."""
        return self.entry.contact.id


@dataclass(frozen=True, slots=True)
class MarkedAddress:
    """An address, as it was before where it has changed, and whether it is new or changed."""

    address: Address
    before: Address | None = None
    mark: Mark | None = None


@dataclass(frozen=True, slots=True)
class MarkedAnnouncement:
    """An announcement with its address, None if the person has it no more."""

    announcement: AddressAnnouncement
    address: Address | None
    mark: Mark | None = None


def marked_diary(before: PersonView, now: PersonView) -> Sequence[MarkedEntry]:
    """Return the entries now, with marks at those that were not so before. Newest first; of one day, an entry
    without a time of day comes ahead of those with one.
    """
    known = {entry.contact.id: entry for entry in before.diary}
    marked = [_marked_entry(known.get(entry.contact.id), entry) for entry in now.diary]
    return sorted(marked, key=_newest_last, reverse=True)


def marked_addresses(before: PersonView, now: PersonView) -> Sequence[MarkedAddress]:
    """Return the addresses now, with marks at those that were not so before."""
    known = {address.id: address for address in before.addresses}
    return [_marked_address(known.get(address.id), address) for address in now.addresses]


def marked_announcements(
    announced: Sequence[AddressAnnouncement], old: int, now: PersonView
) -> Sequence[MarkedAnnouncement]:
    """Return the announcements with their addresses, with marks at all but the old ones, which come first."""
    known = {address.id: address for address in now.addresses}
    return [
        MarkedAnnouncement(each, known.get(AddressId(each.address_id)), Mark.NEW if index >= old else None)
        for index, each in enumerate(announced)
    ]


def _newest_last(marked: MarkedEntry) -> tuple[object, ...]:
    time = marked.entry.contact.time
    return time.date(), not any((time.hour, time.minute, time.second)), time, marked.id


def _marked_entry(before: DiaryEntry | None, now: DiaryEntry) -> MarkedEntry:
    told = before and (before.contact.time, before.contact.notes)
    notes = list(_lines(before.contact.notes if before else None, now.contact.notes))
    return MarkedEntry(now, notes, _mark(told, (now.contact.time, now.contact.notes)))


def _lines(before: str | None, now: str) -> Iterator[NotesLine]:
    """Yield the lines now. Of an entry that is new as a whole no line is newer than another."""
    lines = now.split("\n") if now else []
    if before is None or before == now:
        yield from map(NotesLine, lines)
        return
    known = before.split("\n")
    for change, _, _, first, last in SequenceMatcher(None, known, lines, autojunk=False).get_opcodes():
        yield from (NotesLine(text, change != "equal") for text in lines[first:last])


def _marked_address(before: Address | None, now: Address) -> MarkedAddress:
    seen = (now.lines, now.start, now.end, now.status, now.type)
    mark = _mark(before and (before.lines, before.start, before.end, before.status, before.type), seen)
    return MarkedAddress(now, before if mark is Mark.CHANGED else None, mark)


def _mark(before: object, now: object) -> Mark | None:
    if before is None:
        return Mark.NEW
    return None if before == now else Mark.CHANGED
