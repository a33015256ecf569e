"""Decide what an event does to the contact of its external reference (rules 1 and 2)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import time

from domain import predecessor_notes
from domain.case import Case
from domain.contact import ChangedContact, Contact, NewContact
from domain.event import Event
from domain.failures import PermanentFailure
from domain.history import AppliedEvent
from domain.london import WallTime
from domain.notes import appended, earlier_entry, joined, not_held, updated
from domain.outcome import Outcome
from domain.owner import choose_owner
from domain.remarks import Remark


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactDecision:
    """The contact to add or to change, if any."""

    outcome: Outcome
    added: NewContact | None = None
    changed: ChangedContact | None = None
    remarks: Sequence[Remark] = ()


def decide_contact(event: Event, case: Case) -> ContactDecision:
    """Decide on the contact. PermanentFailure if a new one is needed that can have no type or no owner."""
    decision = _decide(event, case)
    if decision.outcome is Outcome.ALREADY_RECORDED or not event.left_out:
        return decision
    return replace(decision, remarks=(*decision.remarks, Remark.DETAIL_LEFT_OUT))


def _decide(event: Event, case: Case) -> ContactDecision:
    contact = case.contacts.get(event.reference)
    applied = AppliedEvent.of(event)
    newest = case.history.newest
    if case.history.holds(applied) or _predecessor_recorded(event, contact, newest):
        return ContactDecision(outcome=Outcome.ALREADY_RECORDED)
    if newest is not None and applied.sort_key < newest.sort_key:
        return _add_late(event, case, contact, newest.contact_time)
    if contact is None:
        return _add(Outcome.RECORDED, event, case, event.contact_time, joined(event.lines))
    moved = _moves(event, contact, newest)
    heading = (updated(event.timestamp),) if event.is_update and event.lines else ()
    after = replace(
        contact,
        notes=appended(contact.notes, (*heading, *event.lines)),
        time=event.contact_time if moved else contact.time,
    )
    return _change(Outcome.RECORDED, contact, after, moved=moved)


def _predecessor_recorded(event: Event, contact: Contact | None, newest: AppliedEvent | None) -> bool:
    """Tell whether the contact is the predecessor's, as nothing is remembered, and tells of the event."""
    return contact is not None and newest is None and predecessor_notes.tell_of(event, contact.notes)


def _moves(event: Event, contact: Contact, newest: AppliedEvent | None) -> bool:
    """Tell whether the event gives the contact another date or time than it was given before. What the
    predecessor gave it is not known; but an event that tells a date alone does not undo a time on that day.
    """
    if newest is not None:
        return newest.contact_time != event.contact_time
    tells_date_alone = event.contact_time.time() == time.min
    return not (tells_date_alone and event.contact_time.date() == contact.time.date())


def _add_late(event: Event, case: Case, contact: Contact | None, at: WallTime) -> ContactDecision:
    """Add what the notes do not hold yet; date and time stay those of the newest event."""
    missing = not_held(contact.notes, event.lines) if contact else event.lines
    if not missing:
        return ContactDecision(outcome=Outcome.OUT_OF_SEQUENCE)
    lines = (earlier_entry(event.timestamp), *missing)
    if contact is None:
        return _add(Outcome.OUT_OF_SEQUENCE, event, case, at, joined(lines))
    return _change(Outcome.OUT_OF_SEQUENCE, contact, replace(contact, notes=appended(contact.notes, lines)))


def _add(outcome: Outcome, event: Event, case: Case, at: WallTime, notes: str) -> ContactDecision:
    if case.contact_is_sensitive is None:
        raise PermanentFailure(f"Delius does not know the contact type {event.contact_code}")
    owner, remarks = choose_owner(event.staff, case.staffing)
    contact = NewContact(
        reference=event.reference,
        code=event.contact_code,
        time=at,
        notes=notes,
        owner=owner,
        sensitive=case.contact_is_sensitive,
    )
    return ContactDecision(outcome=outcome, added=contact, remarks=remarks)


def _change(outcome: Outcome, before: Contact, after: Contact, *, moved: bool = False) -> ContactDecision:
    differs = moved or after != before
    return ContactDecision(outcome=outcome, changed=ChangedContact(before, after, moved) if differs else None)
