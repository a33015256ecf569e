"""The view of a person."""

from datetime import date, datetime
from io import StringIO

import pytest
from rich.console import Console

from domain.address import Address, AddressLines
from domain.contact import Contact
from domain.event import ContactCode
from domain.identifiers import AddressId, ContactId, Crn, ExternalReference
from domain.london import WallTime
from entrypoints.sandbox.person_view import DiaryEntry, PersonView
from entrypoints.sandbox.results import PlayedEvent, Results
from entrypoints.sandbox.text import show
from tests.entrypoints.conftest import Command
from tests.entrypoints.samples import CRN, SampleFolder, SampleStay

_LONG_REFERENCE = "urn:hmpps:cas3:booking-provisionally-made:14c80733-4b6d-4f35-b724-66955aac320e"


def _entry(notes: str = "", reference: str = _LONG_REFERENCE) -> DiaryEntry:
    contact = Contact(
        id=ContactId(1),
        version=0,
        reference=ExternalReference(reference),
        time=WallTime(datetime(2026, 5, 14, 9, 5, 11)),
        notes=notes,
    )
    return DiaryEntry(
        contact=contact,
        code=ContactCode.BOOKING_PROVISIONALLY_MADE,
        provider="N54",
        team="N54HPT",
        staff="N54A001",
        sensitive=True,
    )


def _address(kind: str | None, status: str, end: date | None) -> Address:
    return Address(
        id=AddressId(1),
        version=0,
        type=kind,
        status=status,
        lines=AddressLines(street="1 [red]Row", town="York", postcode="YO1 9AA"),
        start=date(2026, 5, 1),
        end=end,
    )


def _shown(
    *diary: DiaryEntry,
    addresses: tuple[Address, ...] = (),
    events: tuple[PlayedEvent, ...] = (),
    width: int = 80,
    in_colour: bool = False,
) -> str:
    out = StringIO()
    console = Console(file=out, width=width, force_terminal=in_colour, markup=False, highlight=False)
    person = PersonView(crn=Crn(CRN), diary=diary, addresses=addresses)
    show(Results(people=[person], events=events, announcements=[]), console)
    return out.getvalue()


def _words(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("width", [40, 80, 100, 140])
def test_nothing_is_cut_at_any_width(width: int) -> None:
    reason = "Reason " * 30
    event = PlayedEvent(name="n" * 60, event_type="t" * 60, crn="c" * 60, outcome="SetAside", reason=reason)
    shown = _shown(_entry(notes="Word " * 50), events=(event,), width=width)
    for letter in "ntc":
        assert shown.count(letter) >= 60
    assert (shown.count("Word"), shown.count("Reason"), shown.count("…")) == (50, 30, 0)
    assert "".join(_LONG_REFERENCE.split()) in "".join(shown.split())
    assert max(len(line) for line in shown.splitlines()) <= width


def test_an_external_reference_fits_on_one_line_of_a_terminal() -> None:
    assert _LONG_REFERENCE in _shown(_entry(), width=80)


def test_an_entry_says_what_it_is_and_whose() -> None:
    shown = _words(_shown(_entry("First line\nSecond line")))
    assert (
        "14/05/2026 09:05:11 Booking made provisionally EABP First line Second line Officer N54A001" in shown
    )
    assert "of team N54HPT, provider N54, sensitive" in shown


@pytest.mark.parametrize("markup", ["[bold]", "[/bold]", "[link=x]y", ":smile:", "[red]a[/]", "\\[b]"])
@pytest.mark.parametrize("in_colour", [False, True])
def test_markup_in_data_is_data(markup: str, in_colour: bool) -> None:
    event = PlayedEvent(name=markup, event_type=markup, crn=markup, outcome=markup, reason=markup)
    entry = _entry(notes=markup, reference=markup)
    shown = _shown(entry, addresses=(_address(markup, markup, None),), events=(event,), in_colour=in_colour)
    assert shown.count(markup) >= 8


def test_data_cannot_steer_the_terminal() -> None:
    shown = _shown(_entry("a\x1b[2Jb\rc\u202ed\ud800e\x07"))
    assert "a\\x1b[2Jb\\rc\\u202ed\\ud800e\\x07" in shown


def test_line_breaks_of_other_systems_are_line_breaks() -> None:
    assert "  one\n  two" in "\n".join(line.rstrip() for line in _shown(_entry("one\r\ntwo")).splitlines())


def test_addresses_are_told_in_plain_words() -> None:
    ended = date(2026, 6, 1)
    addresses = (_address(None, "P", ended), _address("A02", "X", ended), _address("A17", "M", None))
    shown = _words(_shown(addresses=addresses))
    assert "01/05/2026 01/06/2026 previous, no type 1 [red]Row, York, YO1 9AA" in shown
    assert "01/05/2026 01/06/2026 status X (A02)" in shown
    assert "01/05/2026 open main, CAS3 (A17)" in shown


def test_empty_parts_are_said_to_be_empty() -> None:
    shown = _shown()
    assert "Nothing has been entered." in shown
    assert "None has been recorded." in shown
    assert "There were none." in shown
    assert "Nothing: no address was added or changed." in shown


def test_events_and_announcements_of_a_replay_are_shown(folder: SampleFolder, command: Command) -> None:
    folder.add("arrival", SampleStay().arrived())
    folder.add_message("lost", SampleStay(booking="lost").confirmed())
    ended = command("replay", folder.path)
    shown = _words(ended.out)
    assert ended.status == 1
    assert f"1 arrival {CRN} Recorded person arrived" in shown
    assert f"2 lost {CRN} Set aside: the CAS3 API answered 404 booking confirmed" in shown
    assert f"10/02/2026 09:31:00 {CRN} Main Address" in shown
    assert "probation-case.address.created" in shown


def test_a_file_gets_no_colours_no_trailing_blanks_and_a_width_of_its_own(
    folder: SampleFolder, command: Command
) -> None:
    folder.add("arrival", SampleStay().arrived(notes="Word " * 100))
    shown = command("replay", folder.path).out
    assert "\x1b" not in shown
    assert all(line == line.rstrip() for line in shown.splitlines())
    assert max(len(line) for line in shown.splitlines()) == 100


@pytest.mark.parametrize(("columns", "width"), [("60", 60), ("140", 140), ("3", 40)])
def test_columns_say_how_wide(
    columns: str, width: int, folder: SampleFolder, command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder.add("arrival", SampleStay().arrived())
    monkeypatch.setenv("COLUMNS", columns)
    assert max(len(line) for line in command("replay", folder.path).out.splitlines()) == width


def test_a_terminal_gets_colours_unless_it_wants_none(
    folder: SampleFolder, command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder.add("arrival", SampleStay().arrived())
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "\x1b[36m" in command("replay", folder.path).out
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b[36m" not in command("replay", folder.path).out
