"""Bookings that the service before this one recorded, of which nothing is remembered (rules 2 and 3)."""

from collections.abc import Iterable

from domain.address import CAS3_TYPE, Address, same_postcode
from domain.arrival_and_departure import PersonArrived, PersonDeparted, arrival_reference, departure_reference
from domain.case import Case
from domain.contact import Contact
from domain.london import instant, midnight
from domain.premises import Premises
from domain.remembered_residence import DatedFact, LastWritten, RememberedResidence


def stay_before(event: PersonArrived | PersonDeparted, case: Case) -> RememberedResidence | None:
    """The stay of a booking of which nothing is remembered. None: only the contact is to be written.

    Without a contact for its arrival the stay has not begun for Delius; if a departure stands there, it is
    known. With one, the predecessor made the address: the person's only main CAS3 address that no booking
    owns, at the same postcode if the event tells it, is taken over, unless a departure has been recorded.
    """
    departed = case.contacts.get(departure_reference(event.booking))
    if arrival_reference(event.booking) not in case.contacts:
        return RememberedResidence(booking=event.booking, departure=_told(departed) if departed else None)
    if departed is not None:
        return None
    address = _only_address(event.premises, case)
    if address is None:
        return None
    return RememberedResidence(
        booking=event.booking,
        arrival=DatedFact(address.start, instant(midnight(address.start))),
        address=address.id,
        written=LastWritten.on(address),
    )


def unowned(case: Case) -> Iterable[Address]:
    """The person's main addresses that belong to no stay."""
    owned = {stay.address for stay in case.residences.values()}
    return (address for address in case.addresses.values() if address.is_main and address.id not in owned)


def _only_address(premises: Premises | None, case: Case) -> Address | None:
    candidates = [address for address in unowned(case) if address.type == CAS3_TYPE]
    if len(candidates) != 1:
        return None
    address = candidates[0]
    fits = premises is None or same_postcode(premises.postcode, address.lines.postcode)
    return address if fits else None


def _told(contact: Contact) -> DatedFact:
    return DatedFact(contact.time.date(), instant(contact.time))
