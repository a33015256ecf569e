"""What is new in Delius since somebody last did something: the person then, compared with the person now."""

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from domain.address import CAS3_TYPE, Address
from entrypoints.demo.cas3.people import officer_named
from entrypoints.demo.page.sights import Entry, Home, Line, Mark
from entrypoints.sandbox.person_view import DiaryEntry, PersonView
from entrypoints.sandbox.picture import address_view
from entrypoints.sandbox.words import address_in_words, contact_in_words, kind_in_words


def diary(before: PersonView, now: PersonView) -> Sequence[Entry]:
    """The entries now, with marks at those that were not so before."""
    known = {entry.contact.id: entry for entry in before.diary}
    return [_entry(known.get(entry.contact.id), entry) for entry in now.diary]


def homes(before: PersonView, now: PersonView) -> Sequence[Home]:
    """The addresses now, with marks at those that were not so before."""
    known = {address.id: address for address in before.addresses}
    return [_home(known.get(address.id), address) for address in now.addresses]


def _entry(before: DiaryEntry | None, now: DiaryEntry) -> Entry:
    contact = now.contact
    return Entry(
        id=contact.id,
        version=contact.version,
        time=contact.time,
        title=contact_in_words(now.code),
        code=now.code.value,
        officer=f"{_named(now.staff)}, team {now.team}, provider {now.provider}",
        reference=contact.reference.value,
        notes=list(_lines(before.contact.notes if before else None, contact.notes)),
        mark=_mark(before and _told(before), _told(now)),
    )


def _named(staff: str) -> str:
    officer = officer_named(staff)
    return f"{officer.name}, {staff}" if officer else staff


def _told(entry: DiaryEntry) -> tuple[object, str]:
    return entry.contact.time, entry.contact.notes


def _lines(before: str | None, now: str) -> Iterator[Line]:
    """A line of an entry that is new as a whole is not new beside others."""
    lines = now.split("\n") if now else []
    known = lines if before is None else before.split("\n")
    for change, _, _, first, last in SequenceMatcher(None, known, lines, autojunk=False).get_opcodes():
        yield from (Line(text=text, is_new=change != "equal") for text in lines[first:last])


def _home(before: Address | None, now: Address) -> Home:
    shown = address_view(now)
    return Home(
        id=now.id,
        address=address_in_words(shown),
        start=now.start,
        end=now.end,
        kind=kind_in_words(shown),
        is_main=now.is_main,
        is_cas3=now.type == CAS3_TYPE,
        mark=_mark(before and address_view(before), shown),
    )


def _mark(before: object, now: object) -> Mark | None:
    if before is None:
        return Mark.NEW
    return None if before == now else Mark.CHANGED
