"""Values that people set on addresses, which an event must leave alone (rule 3, "People edit too")."""

from collections.abc import Callable, Mapping
from datetime import date

from domain.address import Address
from domain.arrival_and_departure import PersonDeparted
from domain.event import BookingEvent
from domain.identifiers import AddressId, BookingId
from tests.domain.convergence.world import Step

Written = tuple[date | None, str]
"""The end and the status that the service last wrote."""

BookingOf = Callable[[AddressId], BookingId | None]
"""A function that returns the booking to which an address belongs, if to any."""

_NEVER_WRITTEN: Written = (None, "M")


def written_by(step: Step, booking: BookingOf) -> Mapping[AddressId, Written]:
    """Return what the step wrote, by address; a departure says the same as people did, or otherwise."""
    return {
        key: (address.end, address.status)
        for key, address in step.after.addresses.items()
        if step.before.addresses.get(key) != address or _is_departure_from(step, booking(key))
    }


def check_people(step: Step, written: Mapping[AddressId, Written], booking: BookingOf) -> None:
    """Check that what people deleted is left alone, and that what they ended stays ended on that day."""
    for key, before in step.before.addresses.items():
        after = step.after.addresses[key]
        if before.soft_deleted:
            assert after == before
        is_theirs = (before.end, before.status) != written.get(key, _NEVER_WRITTEN)
        if is_theirs and not before.is_main and not _is_departure_from(step, booking(key)):
            assert after.status == before.status
            assert after.end == _raised(before.end, after)


def _is_departure_from(step: Step, booking: BookingId | None) -> bool:
    event = step.event
    return isinstance(event, BookingEvent) and isinstance(event, PersonDeparted) and event.booking == booking


def _raised(end: date | None, address: Address) -> date | None:
    return max(end, address.start or end) if end else None
