"""The one decision: from an event, and what Delius holds, to what has to change (rules 1 to 4)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from domain.address import ChangedAddress, NewAddress
from domain.address_decision import AddressDecision, decide_addresses
from domain.announcement import Announcement, AnnouncementType
from domain.arrival_and_departure import PersonArrived, PersonDeparted, arrival_reference
from domain.booking import BookingCancelled
from domain.case import Case
from domain.contact import ChangedContact, NewContact
from domain.contact_decision import decide_contact
from domain.event import Event
from domain.history import AppliedEvent
from domain.identifiers import Crn
from domain.london import Instant
from domain.outcome import Outcome
from domain.remarks import Remark
from domain.remembered_residence import RememberedResidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """All that one event changes; either all of it happens or nothing.

    `applied` and `stays` are what the service remembers. A stay of the booking of `added_address`, and the
    announcement without an address, get the id of the address once it has been added.
    """

    applied: AppliedEvent
    added_contact: NewContact | None = None
    changed_contact: ChangedContact | None = None
    added_address: NewAddress | None = None
    changed_addresses: Sequence[ChangedAddress] = ()
    stays: Sequence[RememberedResidence] = ()
    announcements: Sequence[Announcement] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Recording:
    """What became of an event; `changes` is None if it changes nothing at all."""

    outcome: Outcome
    changes: Changes | None = None
    remarks: Sequence[Remark] = ()


def record(event: Event, case: Case, now: Instant) -> Recording:
    """Decides what the event changes. PermanentFailure if it cannot be recorded."""
    entry = decide_contact(event, case, now)
    if entry.outcome is Outcome.ALREADY_RECORDED:
        return Recording(outcome=entry.outcome)
    settlement = AddressDecision()
    if entry.outcome is Outcome.RECORDED and isinstance(event, PersonArrived | PersonDeparted):
        settlement = decide_addresses(event, case)
    changes = Changes(
        applied=AppliedEvent.of(event),
        added_contact=entry.added,
        changed_contact=entry.changed,
        added_address=settlement.added,
        changed_addresses=settlement.changed,
        stays=settlement.stays,
        announcements=tuple(_announced(settlement, case.crn, now)),
    )
    remarks = (*entry.remarks, *settlement.remarks, *_remarks(event, case))
    return Recording(outcome=entry.outcome, changes=changes, remarks=remarks)


def _announced(settlement: AddressDecision, crn: Crn, now: Instant) -> Iterable[Announcement]:
    if settlement.added is not None:
        status = settlement.added.status
        yield Announcement(type=AnnouncementType.ADDRESS_CREATED, crn=crn, occurred_at=now, status=status)
    for change in settlement.changed:
        address = change.after
        yield Announcement(
            type=AnnouncementType.ADDRESS_UPDATED,
            crn=crn,
            occurred_at=now,
            status=address.status,
            address=address.id,
        )


def _remarks(event: Event, case: Case) -> Sequence[Remark]:
    if not isinstance(event, BookingCancelled):
        return ()
    stay = case.stays.get(event.booking)
    arrived = (stay is not None and stay.arrival is not None) or (
        arrival_reference(event.booking) in case.contacts
    )
    return (Remark.CANCELLED_AFTER_ARRIVAL,) if arrived else ()
