"""Explain a person's contacts and addresses, from Delius and from what the service remembers."""

from collections.abc import Collection, Mapping, Sequence

from adapters.oracle.person_record import REFERENCE_START, ContactRecord, PersonRecord
from domain.identifiers import BookingId
from entrypoints.operations.explained_addresses import explained_addresses


def explanation(record: PersonRecord) -> Mapping[str, object]:
    """Return it as it is printed as JSON; no names, notes or lines of addresses are in it."""
    return {
        "crn": record.case.crn.value,
        "contacts": [_contact(each) for each in record.contacts],
        **explained_addresses(record.case, record.edited, _cancelled(record.contacts)),
        "announcementsWaiting": list(record.waiting),
    }


def _cancelled(contacts: Sequence[ContactRecord]) -> Collection[BookingId]:
    """Return the bookings of which there is a contact that tells their cancellation."""
    start = f"{REFERENCE_START}booking-cancelled:"
    told = (each.reference for each in contacts if each.reference.startswith(start))
    return {BookingId(each.removeprefix(start)) for each in told}


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
