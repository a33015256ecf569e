"""`explain`: why Delius says of a person what it says."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from rich.console import Console

from adapters.oracle.installation import read_installation
from adapters.oracle.person_record import REFERENCE_START, PersonRecord, read_person
from adapters.system.clock import SystemClock
from domain.notification import MessageSubject
from entrypoints.environment import is_any_set
from entrypoints.operations.container import opened_database
from entrypoints.operations.dead_letters_view import NO_REASON, as_json, summary
from entrypoints.operations.explanation import explanation
from entrypoints.terminal import plain, print_text, print_view, table
from entrypoints.usage import Unsuccessful, UnusableInput

_QUEUES: Final = ("CAS3_QUEUE_URL", "CAS3_QUEUE_NAME")
_NOT_SET: Final = "CAS3_QUEUE_URL is not set"


def run_explain(asked: str, *, in_json: bool) -> int:
    """Print all that is known of the person of that CRN or external reference. Only reads; where the queue is
    set, the messages that were set aside are looked at, too: the status is 1 if that does not work.
    """
    if not asked.strip():
        raise UnusableInput("name a CRN or an external reference")
    with opened_database() as database:
        clock = SystemClock()
        record = read_person(database, read_installation(database, clock), asked.strip())
    set_aside = _set_aside(record, asked.strip())
    explained = {**explanation(record), "setAside": set_aside.letters, "setAsideProblem": set_aside.problem}
    if in_json:
        print_text(as_json(explained))
    else:
        print_view(lambda console: _show(explained, console))
    return 0 if set_aside.problem in {None, _NOT_SET} else 1


@dataclass(frozen=True, slots=True)
class _SetAside:
    """The messages about a person, or why nobody knows of them."""

    letters: Sequence[Mapping[str, object]] | None = None
    problem: str | None = None


def _set_aside(record: PersonRecord, asked: str) -> _SetAside:
    """Return the messages about the person that were set aside, of a merged person under either CRN."""
    if not is_any_set(*_QUEUES):
        return _SetAside(problem=_NOT_SET)
    # Only where it is asked for: it brings the AWS library with it.
    from entrypoints.operations.queue_container import opened_dead_letters

    crns = {record.case.crn.value, asked.upper()}
    try:
        with opened_dead_letters() as queue, queue.opened() as letters:
            return _SetAside([summary(each) for each in letters if _is_about(each.subject, crns, record)])
    except Unsuccessful as problem:
        return _SetAside(problem=str(problem))


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
    _show_set_aside(explained, console)


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


def _show_set_aside(explained: Mapping[str, Any], console: Console) -> None:
    letters = explained["setAside"]
    if letters is None:
        console.print(plain(f"What was set aside was not looked at: {explained['setAsideProblem']}."))
        return
    console.print(plain(f"Messages about the person in the dead-letter queue: {len(letters)}."))
    for letter in letters:
        told = letter["eventType"] or "a message of no known event type"
        console.print(plain(f"  {letter['id']} {told}: {letter['reason'] or NO_REASON}"))
