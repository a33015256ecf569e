"""The explanation of a person in a terminal: the answer first, then what it rests on."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from rich.console import Console

from adapters.oracle.person_record import REFERENCE_START
from domain.address import MAIN, PREVIOUS
from entrypoints.operations.dead_letters_view import NO_REASON
from entrypoints.terminal import plain, table

_STATUSES: Final = {MAIN: "main", PREVIOUS: "previous"}


def show_explained(explained: Mapping[str, Any], console: Console) -> None:
    """Print where the person lives by Delius and why, what may still change that, and every row."""
    console.print(plain(explained["crn"], "bold"))
    for line in _answer(explained["addresses"]):
        console.print(plain(line))
    show_set_aside(explained, console)
    console.print()
    _show_addresses(explained["addresses"], console)
    for residence in explained["withoutAddress"]:
        console.print(plain(f"booking {residence['booking']} has no address: {residence['why'][0]}.\n"))
    _show_contacts(explained["contacts"], console)
    waiting = len(explained["announcementsWaiting"])
    console.print(plain(f"Announcements that wait to be sent: {waiting}."))


def _answer(addresses: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """Yield a line for each main address or, where there is none, one for the address that ended last."""
    main = [each for each in addresses if each["main"]]
    for each in main:
        since = f" since {each['start']}" if each["start"] else ""
        yield f"Main address: {_named(each)}{since}. Why: {'; '.join(each['why'])}."
    ended = [each for each in addresses if each["end"] and not each["deleted"]]
    if not main and ended:
        last = max(ended, key=lambda each: (each["end"], each["addressId"]))
        why = "; ".join(last["why"])
        yield f"No main address. The last was {_named(last)} until {last['end']}. Why: {why}."
    elif not main:
        yield "No main address."


def _named(address: Mapping[str, Any]) -> str:
    booking = address["booking"]
    return f"{address['addressId']} of booking {booking}" if booking else f"{address['addressId']}"


def _show_contacts(contacts: Sequence[Mapping[str, Any]], console: Console) -> None:
    if not contacts:
        console.print(plain("No contacts of CAS3.\n"))
        return
    rows = table("Contact", "When (London)", "Events applied (UTC)", "Why")
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
        status = _STATUSES.get(address["status"], address["status"])
        shown = (*(address[name] for name in ("addressId", "booking", "start", "end")), status)
        rows.add_row(*(plain(str(value or "-")) for value in shown), plain("; ".join(address["why"])))
    console.print(rows)
    console.print()


def show_set_aside(explained: Mapping[str, Any], console: Console) -> None:
    """Print the messages about the person that were set aside, and how many may still be about them."""
    letters = explained["setAside"]
    if letters is None:
        console.print(plain(f"What was set aside was not looked at: {explained['setAsideProblem']}."))
        return
    console.print(plain(f"Messages about the person in the dead-letter queue: {len(letters)}."))
    for letter in letters:
        told = letter["eventType"] or "a message of no known event type"
        console.print(plain(f"  {letter['id']} {told}: {letter['reason'] or NO_REASON}"))
    if explained["inQueue"]:
        unseen = "which of them are about the person cannot be seen: the log tells once they are tried"
        console.print(
            plain(f"Messages in the queue itself, about anybody: {explained['inQueue']}; {unseen}.")
        )
