"""The news in Delius since somebody last did something."""

from dataclasses import replace
from datetime import date, datetime

from domain.address import MAIN, PREVIOUS, Address, AddressLines
from domain.contact import Contact
from domain.event import ContactCode
from domain.identifiers import AddressId, ContactId, Crn, ExternalReference
from domain.london import WallTime
from entrypoints.demo.changes import Mark, marked_addresses, marked_diary
from entrypoints.sandbox.person_view import DiaryEntry, PersonView

CONTACT = Contact(
    id=ContactId(1),
    version=0,
    reference=ExternalReference("urn:hmpps:cas3:person-arrived:b1"),
    time=WallTime(datetime(2026, 6, 1)),
    notes="Arrival date: 01/06/2026\nHas the key.",
)
HOME = Address(
    id=AddressId(1),
    version=0,
    type="A17",
    status=MAIN,
    lines=AddressLines(street="x"),
    start=date(2026, 6, 1),
)


def person(*contacts: Contact, homes: tuple[Address, ...] = ()) -> PersonView:
    entries = [
        DiaryEntry(
            contact=contact,
            code=ContactCode.PERSON_ARRIVED,
            provider="N54",
            team="N54HPT",
            staff="N54A001",
            sensitive=False,
        )
        for contact in contacts
    ]
    return PersonView.of(Crn("X418302"), entries, homes)


def test_what_was_so_before_has_no_mark() -> None:
    (entry,) = marked_diary(person(CONTACT), person(CONTACT))

    assert entry.mark is None
    assert [(line.text, line.is_new) for line in entry.notes] == [
        ("Arrival date: 01/06/2026", False),
        ("Has the key.", False),
    ]


def test_an_entry_that_was_not_there_is_new_as_a_whole() -> None:
    (entry,) = marked_diary(person(), person(CONTACT))

    assert entry.mark is Mark.NEW
    assert not any(line.is_new for line in entry.notes)


def test_of_a_changed_entry_the_lines_that_came_are_new() -> None:
    now = replace(CONTACT, notes=f"{CONTACT.notes}\nUpdated in CAS3.\n", version=1)
    (entry,) = marked_diary(person(CONTACT), person(now))

    assert entry.mark is Mark.CHANGED
    assert [line.is_new for line in entry.notes] == [False, False, True, True]


def test_an_entry_is_changed_that_has_another_time() -> None:
    (entry,) = marked_diary(person(CONTACT), person(replace(CONTACT, time=WallTime(datetime(2026, 6, 1, 9)))))

    assert entry.mark is Mark.CHANGED


def test_notes_are_shown_line_by_line_as_they_are() -> None:
    for notes in ("", "one", "one\n\ntwo", "one\n"):
        (entry,) = marked_diary(person(), person(replace(CONTACT, notes=notes)))
        assert "\n".join(line.text for line in entry.notes) == notes


def test_addresses_are_marked_the_same_way() -> None:
    ended = replace(HOME, status=PREVIOUS, end=date(2026, 6, 9), version=1)
    other = replace(HOME, id=AddressId(2), start=date(2026, 6, 9))

    before = person(homes=(HOME,))
    marked = marked_addresses(before, person(homes=(ended, other)))
    assert [(each.mark, each.before) for each in marked] == [(Mark.CHANGED, HOME), (Mark.NEW, None)]
    (same,) = marked_addresses(before, person(homes=(replace(HOME, version=7),)))
    assert (same.mark, same.before) == (None, None)


def test_the_newest_entry_comes_first_and_a_date_without_a_time_ahead_of_its_day() -> None:
    arrival, day_before = CONTACT.time, WallTime(datetime(2026, 5, 31, 23))
    contacts = [
        replace(CONTACT, id=ContactId(number), time=time)
        for number, time in enumerate((day_before, WallTime(datetime(2026, 6, 1, 9)), arrival), start=1)
    ]
    assert [each.id for each in marked_diary(person(), person(*contacts))] == [3, 2, 1]
