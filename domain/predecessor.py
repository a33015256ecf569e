"""Bookings that only the predecessor recorded, so that nothing is remembered of them (rules 2 and 3)."""

from datetime import date

from domain.address import CAS3_TYPE, Address, same_postcode
from domain.arrival_and_departure import PersonArrived, PersonDeparted, arrival_reference, departure_reference
from domain.case import Case
from domain.contact import Contact
from domain.london import as_date, instant, midnight
from domain.notes import not_held
from domain.remembered_residence import DatedFact, LastWritten, RememberedResidence


def residence_before(event: PersonArrived | PersonDeparted, case: Case) -> RememberedResidence | None:
    """Return the residence of a booking that only the predecessor recorded; None if Delius does not show it.

    Without a contact for its arrival the residence has not begun for Delius; if a departure stands there, it
    is known. With one, the predecessor made the address: the one that fits is taken over, unless a departure
    has been recorded.
    """
    arrived = case.contacts.get(arrival_reference(event.booking))
    departed = case.contacts.get(departure_reference(event.booking))
    if arrived is None:
        departure = DatedFact(departed.time.date(), instant(departed.time)) if departed else None
        return RememberedResidence(booking=event.booking, departure=departure)
    address = _only_address(case)
    if departed is not None or address is None or address.start is None:
        return None
    if not _fits(address, address.start, event, arrived):
        return None
    return RememberedResidence(
        booking=event.booking,
        arrival=DatedFact(address.start, instant(midnight(address.start))),
        address=address.id,
        written=LastWritten(lines=address.lines, start=address.start, end=address.end, status=address.status),
    )


def _only_address(case: Case) -> Address | None:
    """Return the person's main CAS3 address that no booking owns, if there is exactly one."""
    owned = {residence.address for residence in case.residences.values()}
    mains = (row for row in case.addresses.values() if row.is_main and row.id not in owned)
    rows = [row for row in mains if row.type == CAS3_TYPE]
    return rows[0] if len(rows) == 1 else None


def _fits(address: Address, start: date, event: PersonArrived | PersonDeparted, arrived: Contact) -> bool:
    """Tell whether it is at the postcode that the event tells, if it does, and starts on an arrival date of
    the booking: the event's, the contact's, or one that the contact's notes tell.
    """
    premises = event.premises
    if premises is not None and not same_postcode(premises.postcode, address.lines.postcode):
        return False
    told = event.arrival_date if isinstance(event, PersonArrived) else None
    line = f"Arrival date: {as_date(start)}"
    return start in {told, arrived.time.date()} or not not_held(arrived.notes, [line])
