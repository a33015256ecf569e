"""One person's diary and addresses for people's eyes."""

from collections.abc import Iterable, Iterator

from rich.console import Group, RenderableType
from rich.text import Text

from entrypoints.sandbox.layout import DATE, DATE_AND_TIME, caption, indented
from entrypoints.sandbox.model import AddressView, ContactView, PersonView
from entrypoints.sandbox.words import address_in_words, contact_in_words, kind_in_words
from entrypoints.terminal import plain, table


def person_parts(person: PersonView) -> Iterator[RenderableType]:
    """The parts, between which there are to be blank lines."""
    yield caption("Diary", "what happened, the notes, whose entry it is, its external reference")
    yield from (_contact(contact) for contact in person.contacts)
    if not person.contacts:
        yield indented("Nothing has been entered.")
    yield caption("Addresses", "where the person lives (main) and lived before (previous)")
    yield _addresses(person.addresses) if person.addresses else indented("None has been recorded.")


def _contact(contact: ContactView) -> RenderableType:
    heading = Text.assemble(
        (format(contact.time, DATE_AND_TIME), "cyan"),
        (f"  {contact_in_words(contact.type)}", "bold"),
        plain(f"  {contact.type}", "cyan"),
    )
    return Group(heading, indented(Group(*_body(contact))))


def _body(contact: ContactView) -> Iterator[Text]:
    if contact.notes:
        yield plain(contact.notes)
    sensitive = ", sensitive" if contact.sensitive else ""
    owner = f"Officer {contact.staff} of team {contact.team}, provider {contact.provider}{sensitive}"
    yield plain(owner, "dim")
    yield plain(contact.reference, "dim")


def _addresses(addresses: Iterable[AddressView]) -> RenderableType:
    rows = table("From", "To", "Kind", "Where it is")
    for address in addresses:
        rows.add_row(
            format(address.start, DATE),
            format(address.end, DATE) if address.end else "open",
            plain(kind_in_words(address)),
            plain(address_in_words(address)),
            style="bold" if address.end is None else None,
        )
    return indented(rows)
