"""The one decision: from an event, and what Delius holds, to what has to change (rules 1 to 4)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from domain.address_decision import AddressDecision, decide_addresses
from domain.announcement import Announcement, AnnouncementType
from domain.arrival_and_departure import PersonArrived, PersonDeparted, arrival_reference
from domain.booking import BookingCancelled, cancellation_reference
from domain.case import Case
from domain.changes import Changes
from domain.contact_decision import decide_contact
from domain.event import Event
from domain.history import AppliedEvent
from domain.london import Instant
from domain.outcome import Outcome
from domain.remarks import Remark


@dataclass(frozen=True, slots=True, kw_only=True)
class Recording:
    """The outcome of an event; `changes` is None if it changes nothing at all."""

    outcome: Outcome
    changes: Changes | None = None
    remarks: Sequence[Remark] = ()

    @property
    def announces(self) -> bool:
        """Return True if there is something to announce."""
        return self.changes is not None and bool(self.changes.announcements)


def record(event: Event, case: Case, now: Instant, trace_parent: str | None = None) -> Recording:
    """Decide what the event changes, `now` being the time of the decision.

    PermanentFailure if it cannot be recorded.
    """
    contact = decide_contact(event, case)
    if contact.outcome is Outcome.ALREADY_RECORDED:
        return Recording(outcome=contact.outcome)
    addresses = AddressDecision()
    if contact.outcome is Outcome.RECORDED and isinstance(event, PersonArrived | PersonDeparted):
        addresses = decide_addresses(event, case)
    changes = Changes(
        decided_at=now,
        trace_parent=trace_parent,
        applied=AppliedEvent.of(event),
        added_contact=contact.added,
        changed_contact=contact.changed,
        added_address=addresses.added,
        changed_addresses=addresses.changed,
        residences=addresses.residences,
        homes=addresses.homes,
        announcements=tuple(_announced(addresses, case, now)),
    )
    remarks = (*contact.remarks, *addresses.remarks, *_remarks(event, case))
    return Recording(outcome=contact.outcome, changes=changes, remarks=remarks)


def _announced(addresses: AddressDecision, case: Case, now: Instant) -> Iterable[Announcement]:
    """Yield the new address first, then the others."""
    if addresses.added is not None:
        yield Announcement(
            type=AnnouncementType.ADDRESS_CREATED,
            crn=case.crn,
            occurred_at=now,
            status=case.status_descriptions.get(addresses.added.status),
        )
    for change in addresses.changed:
        yield Announcement(
            type=AnnouncementType.ADDRESS_UPDATED,
            crn=case.crn,
            occurred_at=now,
            status=case.status_descriptions.get(change.after.status),
            address=change.after.id,
        )


def _remarks(event: Event, case: Case) -> Iterable[Remark]:
    if isinstance(event, BookingCancelled):
        residence = case.residences.get(event.booking)
        has_arrived = residence is not None and residence.arrival is not None
        if has_arrived or arrival_reference(event.booking) in case.contacts:
            yield Remark.CANCELLED_AFTER_ARRIVAL
    if isinstance(event, PersonArrived) and cancellation_reference(event.booking) in case.contacts:
        yield Remark.CANCELLED_AFTER_ARRIVAL
