"""Explain a person's contacts and addresses, from Delius and from what the service remembers."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from adapters.oracle.person_record import AddressRecord, ContactRecord, PersonRecord, ResidenceRecord

_MAIN: Final = "M"


def explanation(record: PersonRecord) -> Mapping[str, object]:
    """Return it as it is printed as JSON; no names, notes or lines of addresses are in it."""
    residences = {each.address: each for each in record.residences if each.address is not None}
    return {
        "crn": record.crn,
        "contacts": [_contact(each) for each in record.contacts],
        "addresses": [
            _address(each, residences.get(each.id), record.residences) for each in record.addresses
        ],
        "withoutAddress": [_without_address(each) for each in record.residences if each.address is None],
        "announcementsWaiting": list(record.waiting),
    }


def _contact(contact: ContactRecord) -> Mapping[str, object]:
    return {
        "reference": contact.reference,
        "contactId": contact.id,
        "time": contact.time.isoformat(),
        "events": [
            {
                "id": event.id.value,
                "timestamp": event.timestamp.isoformat(),
                "kind": "update" if event.is_update else "original",
            }
            for event in contact.events
        ],
        "why": _why_contact(contact),
    }


def _why_contact(contact: ContactRecord) -> Sequence[str]:
    reasons = []
    if contact.is_deleted:
        reasons.append("a person deleted it: a later event makes a new one")
    if not contact.events:
        reasons.append("nothing is remembered of it: the service before this one, or a person, wrote it")
    elif (newest := contact.events[-1].contact_time) != contact.time:
        reasons.append(f"a person moved it from {newest.isoformat()}, which the newest event had given it")
    if contact.changed_by_others is not None and contact.events:
        reasons.append(f"somebody else changed it last, {contact.changed_by_others.isoformat()}")
    return reasons or ["as its newest event says"]


def _address(
    address: AddressRecord, own: ResidenceRecord | None, residences: Sequence[ResidenceRecord]
) -> Mapping[str, object]:
    return {
        "addressId": address.id,
        "booking": own.booking if own else None,
        "type": address.type,
        "status": address.status,
        "start": _iso(address.start),
        "end": _iso(address.end),
        "deleted": address.is_deleted,
        "why": _why_address(address, own, residences),
    }


def _why_address(
    address: AddressRecord, own: ResidenceRecord | None, residences: Sequence[ResidenceRecord]
) -> Sequence[str]:
    reasons = [*_edits(address, own)] if own is not None else []
    if address.is_deleted:
        return [*reasons, "a person deleted it: it is never written again"]
    if own is None:
        return [_why_other_home_ends(address, residences)]
    return [*reasons, _why_residence_ends(address, own, residences)]


def _edits(address: AddressRecord, own: ResidenceRecord) -> Sequence[str]:
    """Return what differs from what the service last wrote, which only people can have changed."""
    pairs = {
        "its lines": (own.lines, address.lines),
        "its start": (own.start, address.start),
        "its status": (own.status, address.status),
    }
    changed = [name for name, (written, found) in pairs.items() if own.status and written != found]
    return [f"a person changed {' and '.join(changed)}"] if changed else []


def _why_residence_ends(
    address: AddressRecord, own: ResidenceRecord, residences: Sequence[ResidenceRecord]
) -> str:
    if own.status and own.end != address.end:
        return "a person reopened it" if address.end is None else "a person ended it: it keeps that end"
    if address.end is None:
        return "open: no departure is known, and nothing later began"
    if own.departure is not None and max(own.departure, own.arrival or own.departure) == address.end:
        early = own.arrival is not None and own.departure < own.arrival
        return "its departure ended it" + (", which is dated before the arrival" if early else "")
    if (later := _arrived(address.end, residences, other_than=own)) is not None:
        return f"the arrival at booking {later.booking} ended it"
    return "another main address, which a person entered, began on that day"


def _why_other_home_ends(address: AddressRecord, residences: Sequence[ResidenceRecord]) -> str:
    if address.end is None:
        kind = "a main address" if address.status == _MAIN else "an address"
        return f"{kind} of no booking, open: a person or another service entered it"
    if (later := _arrived(address.end, residences)) is not None and address.changed_by_others is None:
        return f"of no booking; the arrival at booking {later.booking} ended it"
    return "of no booking; a person or another service ended it"


def _arrived(
    day: date, residences: Sequence[ResidenceRecord], other_than: ResidenceRecord | None = None
) -> ResidenceRecord | None:
    return next((each for each in residences if each is not other_than and each.arrival == day), None)


def _without_address(residence: ResidenceRecord) -> Mapping[str, object]:
    why = (
        "its arrival is not known yet" if residence.arrival is None else "none of the person's addresses fits"
    )
    return {
        "booking": residence.booking,
        "arrival": _iso(residence.arrival),
        "departure": _iso(residence.departure),
        "why": [why],
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
