"""`explain`: why Delius says of a person what it says."""

from collections.abc import Mapping, Sequence
from typing import Any

from rich.console import Console

from adapters.oracle.installation import read_installation
from adapters.oracle.person_record import REFERENCE_START, read_person
from adapters.oracle.schema_version import require_newest_revision
from adapters.system.clock import SystemClock
from domain.failures import PermanentFailure
from entrypoints.operations.container import opened_database
from entrypoints.operations.dead_letters_view import NO_REASON, as_json
from entrypoints.operations.explanation import explanation
from entrypoints.operations.set_aside import find_set_aside
from entrypoints.terminal import plain, print_text, print_view, table
from entrypoints.usage import UnusableInput


def run_explain(asked: str, *, in_json: bool) -> int:
    """Print all that is known of the person of that CRN or external reference. Only reads; where the queue is
    set, the messages that were set aside are looked at, too: the status is 1 if that does not work.

    Unsuccessful if Delius has no such person, which may be why messages about them were set aside: they are
    printed before.
    """
    asked = asked.strip()
    if not asked:
        raise UnusableInput("name a CRN or an external reference")
    with opened_database() as database:
        require_newest_revision(database)
        clock = SystemClock()
        try:
            record = read_person(database, read_installation(database, clock), asked)
        except PermanentFailure:
            _tell_of_a_stranger(asked, in_json=in_json)
            raise
    set_aside = find_set_aside({record.case.crn.value, asked.upper()}, record.bookings)
    explained = {**explanation(record), **set_aside.explained()}
    if in_json:
        print_text(as_json(explained))
    else:
        print_view(lambda console: _show(explained, console))
    return 1 if set_aside.has_failed else 0


def _tell_of_a_stranger(asked: str, *, in_json: bool) -> None:
    set_aside = find_set_aside({asked.upper()}, {asked.removeprefix(REFERENCE_START).rpartition(":")[2]})
    if not set_aside.letters:
        return
    if in_json:
        print_text(as_json(set_aside.explained()))
    else:
        print_view(lambda console: _show_set_aside(set_aside.explained(), console))


def _show(explained: Mapping[str, Any], console: Console) -> None:
    console.print(plain(explained["crn"], "bold"))
    _show_contacts(explained["contacts"], console)
    _show_addresses(explained["addresses"], console)
    for residence in explained["withoutAddress"]:
        console.print(plain(f"booking {residence['booking']} has no address: {residence['why'][0]}"))
    waiting = len(explained["announcementsWaiting"])
    console.print(plain(f"Announcements that wait to be sent: {waiting}."))
    _show_set_aside(explained, console)


def _show_contacts(contacts: Sequence[Mapping[str, Any]], console: Console) -> None:
    if not contacts:
        console.print(plain("No contacts of CAS3.\n"))
        return
    rows = table("Contact", "When", "Events applied (UTC)", "Why")
    for contact in contacts:
        events = "\n".join(f"{event['timestamp'][:19]} {event['kind']}" for event in contact["events"])
        reference = contact["reference"].removeprefix(REFERENCE_START)
        why = "; ".join(contact["why"])
        rows.add_row(*map(plain, (reference, contact["time"], events or "-", why)))
    console.print(rows)
    console.print()


def _show_addresses(addresses: Sequence[Mapping[str, Any]], console: Console) -> None:
    if not addresses:
        console.print(plain("No addresses.\n"))
        return
    rows = table("Address", "Booking", "From", "Until", "Status", "Why")
    for address in addresses:
        shown = (address[name] for name in ("addressId", "booking", "start", "end", "status"))
        rows.add_row(*(plain(str(value or "-")) for value in shown), plain("; ".join(address["why"])))
    console.print(rows)
    console.print()


def _show_set_aside(explained: Mapping[str, Any], console: Console) -> None:
    letters = explained["setAside"]
    if letters is None:
        console.print(plain(f"What was set aside was not looked at: {explained['setAsideProblem']}."))
        return
    console.print(plain(f"Messages about the person in the dead-letter queue: {len(letters)}."))
    for letter in letters:
        told = letter["eventType"] or "a message of no known event type"
        console.print(plain(f"  {letter['id']} {told}: {letter['reason'] or NO_REASON}"))
