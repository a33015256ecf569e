"""Print results as text: nothing is cut, what is long is wrapped."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.text import Text

from domain.address import Address
from domain.london import as_date
from entrypoints.sandbox.person_view import AddressAnnouncement, DiaryEntry, PersonView
from entrypoints.sandbox.results import PlayedEvent, Results
from entrypoints.sandbox.words import (
    address_in_words,
    announcement_in_words,
    contact_in_words,
    event_in_words,
    is_recorded,
    kind_in_words,
    outcome_explained,
    outcome_in_words,
)
from entrypoints.terminal import plain, print_text, print_view, table

_DATE_AND_TIME: Final = "%d/%m/%Y %H:%M:%S"


def print_results(results: Results, *, in_json: bool = False) -> None:
    """Print the results as one JSON object, or for people's eyes."""
    if in_json:
        print_text(results.as_json())
    else:
        print_view(lambda console: show(results, console))


def show(results: Results, console: Console) -> None:
    """Print people with their diaries and addresses, the events, the announcements."""
    for part in _parts(results, console):
        console.print(part)
        console.print()


def _parts(results: Results, console: Console) -> Iterator[RenderableType]:
    for person in results.people:
        yield _heading(f"Person on probation {person.crn}", console)
        yield from _person(person)
    yield _heading("What became of each event", console)
    yield from _events(results)
    yield _heading("What other services were told", console)
    yield _announcements(results.announcements)


def _heading(title: str, console: Console) -> RenderableType:
    line = "-" if console.options.ascii_only else "─"
    return Group(Rule(characters=line, style="blue"), plain(title, "bold blue"))


def _person(person: PersonView) -> Iterator[RenderableType]:
    yield _caption("Diary", "what happened, the notes, whose entry it is, its external reference")
    yield from map(_entry, person.diary)
    if not person.diary:
        yield _indented("Nothing has been entered.")
    yield _caption("Addresses", "where the person lives (main) and lived before (previous)")
    yield _addresses(person.addresses) if person.addresses else _indented("None has been recorded.")


def _caption(title: str, explanation: str) -> Text:
    return Text.assemble((title, "bold"), (f": {explanation}", "dim"))


def _indented(part: RenderableType) -> RenderableType:
    return Padding(part, (0, 0, 0, 2))


def _entry(entry: DiaryEntry) -> RenderableType:
    contact = entry.contact
    heading = Text.assemble(
        (format(contact.time, _DATE_AND_TIME), "cyan"),
        (f"  {contact_in_words(entry.code)}", "bold"),
        (f"  {entry.code}", "cyan"),
    )
    sensitive = ", sensitive" if entry.sensitive else ""
    owner = f"Officer {entry.staff} of team {entry.team}, provider {entry.provider}{sensitive}"
    notes = [plain(contact.notes)] if contact.notes else []
    return Group(
        heading, _indented(Group(*notes, plain(owner, "dim"), plain(contact.reference.value, "dim")))
    )


def _addresses(addresses: Iterable[Address]) -> RenderableType:
    rows = table("From", "To", "Kind", "Where it is")
    for address in addresses:
        rows.add_row(
            as_date(address.start) if address.start else "unknown",
            as_date(address.end) if address.end else "open",
            plain(kind_in_words(address)),
            plain(address_in_words(address)),
            style="bold" if address.end is None else None,
        )
    return _indented(rows)


def _events(results: Results) -> Iterator[RenderableType]:
    if not results.events:
        yield _indented("There were none.")
        return
    rows = table("", "Event", "Person", "Outcome")
    for number, event in enumerate(results.events, start=1):
        rows.add_row(str(number), *_event(event))
    yield _indented(rows)
    explained = (
        f"{outcome_in_words(outcome)} ({count}): {outcome_explained(outcome)}"
        for outcome, count in results.outcomes.items()
    )
    yield _indented(Group(*(plain(each, "dim") for each in explained)))


def _event(event: PlayedEvent) -> Iterator[RenderableType]:
    yield Group(plain(event.name), plain(event_in_words(event.event_type), "dim"))
    yield plain(event.crn or "nobody")
    style = "green" if is_recorded(event.outcome) else "bold red"
    reason = f": {event.reason}" if event.reason else ""
    yield Text.assemble(plain(outcome_in_words(event.outcome), style), plain(reason))


def _announcements(announcements: Sequence[AddressAnnouncement]) -> RenderableType:
    if not announcements:
        return _indented("Nothing: no address was added or changed.")
    rows = table("When", "Person", "Address")
    for each in announcements:
        told = f"{each.status} {each.address_id} {announcement_in_words(each.event_type)}"
        address = Group(plain(told), plain(each.event_type, "dim"))
        rows.add_row(format(each.at, _DATE_AND_TIME), plain(each.crn), address)
    return _indented(rows)
