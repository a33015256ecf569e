"""`explain`: why Delius says of a person what it says. `forget`: deletes what is remembered of a person."""

import os
import sys
from collections.abc import Collection, Mapping, Sequence
from typing import Any, Final

from rich.console import Console

from adapters.oracle.forgetting import forget
from adapters.oracle.installation import read_installation
from adapters.oracle.person_record import REFERENCE_START, PersonRecord, read_person
from adapters.system.clock import SystemClock
from domain.identifiers import Crn
from domain.notification import MessageSubject
from entrypoints.operations.container import opened_database
from entrypoints.operations.dead_letters_view import NO_REASON, as_json, summary
from entrypoints.operations.explanation import explanation
from entrypoints.terminal import plain, print_text, print_view, table
from entrypoints.usage import UnusableInput

_QUEUES: Final = ("CAS3_QUEUE_URL", "CAS3_QUEUE_NAME")


def run_explain(asked: str, *, in_json: bool) -> int:
    """Print all that is known of the person of that CRN or external reference. Only reads; where the queue is
    set, the messages that were set aside are looked at, too.
    """
    if not asked.strip():
        raise UnusableInput("name a CRN or an external reference")
    with opened_database() as database:
        clock = SystemClock()
        record = read_person(database, read_installation(database, clock), asked.strip())
    explained = {**explanation(record), "setAside": _set_aside(record, asked.strip())}
    if in_json:
        print_text(as_json(explained))
    else:
        print_view(lambda console: _show(explained, console))
    return 0


def run_forget(crn: str, ids: Sequence[str], *, sure: bool) -> int:
    """Delete what the service remembers of a person, and of the bookings and applications of these ids, once
    the user is sure.
    """
    if not crn.strip():
        raise UnusableInput("name a CRN")
    if not sure:
        _confirm(crn)
    with opened_database() as database:
        forgotten = forget(database, Crn(crn.upper()), ids)
    line = {"event": "Forgotten", "crn": crn.upper(), **forgotten}
    sys.stderr.write(as_json(line, indent=None) + "\n")
    print_text(", ".join(f"{number} {name}" for name, number in forgotten.items()) + " forgotten.")
    return 0


def _confirm(crn: str) -> None:
    if not sys.stdin.isatty():
        raise UnusableInput("nobody is there to ask: --yes says that you are sure")
    sys.stderr.write(
        f"Events about {crn} that come again would be recorded as new ones.\nType yes to forget the person: "
    )
    if sys.stdin.readline().strip().lower() != "yes":
        raise UnusableInput("nothing was forgotten")


def _set_aside(record: PersonRecord, asked: str) -> Sequence[Mapping[str, object]] | None:
    """Return the messages about the person that were set aside, of a merged person under either CRN; None
    where no queue is set.
    """
    if not any(os.environ.get(name) for name in _QUEUES):
        return None
    # Only where it is asked for: it brings the AWS library with it.
    from entrypoints.operations.queue_container import opened_dead_letters

    with opened_dead_letters() as queue, queue.opened() as letters:
        crns = {record.case.crn.value, asked.upper()}
        return [summary(letter) for letter in letters if _is_about(letter.subject, crns, record)]


def _is_about(subject: MessageSubject, crns: Collection[str], record: PersonRecord) -> bool:
    """Return True if the message names the person or, where it names nobody, a booking of theirs."""
    if subject.crn is not None:
        return subject.crn in crns
    return subject.booking is not None and subject.booking in record.bookings


def _show(explained: Mapping[str, Any], console: Console) -> None:
    console.print(plain(explained["crn"], "bold"))
    _show_contacts(explained["contacts"], console)
    _show_addresses(explained["addresses"], console)
    for residence in explained["withoutAddress"]:
        console.print(plain(f"booking {residence['booking']} has no address: {residence['why'][0]}"))
    waiting = len(explained["announcementsWaiting"])
    console.print(plain(f"Announcements that wait to be sent: {waiting}."))
    _show_set_aside(explained["setAside"], console)


def _show_contacts(contacts: Sequence[Mapping[str, Any]], console: Console) -> None:
    rows = table("Contact", "When", "Events applied", "Why")
    for contact in contacts:
        events = "\n".join(f"{event['timestamp']} {event['kind']}" for event in contact["events"])
        reference = contact["reference"].removeprefix(REFERENCE_START)
        why = "; ".join(contact["why"])
        rows.add_row(*map(plain, (reference, contact["time"], events or "-", why)))
    console.print(rows)
    console.print()


def _show_addresses(addresses: Sequence[Mapping[str, Any]], console: Console) -> None:
    rows = table("Address", "Booking", "From", "Until", "Status", "Why")
    for address in addresses:
        shown = (address[name] for name in ("addressId", "booking", "start", "end", "status"))
        rows.add_row(*(plain(str(value or "-")) for value in shown), plain("; ".join(address["why"])))
    console.print(rows)
    console.print()


def _show_set_aside(letters: Sequence[Mapping[str, Any]] | None, console: Console) -> None:
    if letters is None:
        console.print(plain("What was set aside was not looked at: CAS3_QUEUE_URL is not set."))
        return
    console.print(plain(f"Messages about the person in the dead-letter queue: {len(letters)}."))
    for letter in letters:
        told = letter["eventType"] or "a message of no known event type"
        console.print(plain(f"  {letter['id']} {told}: {letter['reason'] or NO_REASON}"))
