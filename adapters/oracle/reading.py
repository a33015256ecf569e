"""From rows to the case that a decision needs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

from adapters.oracle.delius_tables import LINE_COLUMNS
from adapters.oracle.reference_data import ReferenceData
from adapters.oracle.sparse_union import Values
from domain.address import Address, AddressLines
from domain.contact import Contact
from domain.history import AppliedEvent
from domain.identifiers import AddressId, BookingId, ContactId, EventId, ExternalReference
from domain.london import Instant, WallTime
from domain.owner import Manager
from domain.remembered_residence import DatedFact, LastWritten, RememberedResidence


@dataclass(frozen=True, slots=True)
class Revision:
    """A stay, and which of its revisions that is."""

    number: int
    stay: RememberedResidence


def contacts(rows: Sequence[Values]) -> Mapping[ExternalReference, Contact]:
    """The contacts by their references, the oldest of several."""
    found: dict[ExternalReference, Contact] = {}
    for row in sorted(rows, key=lambda row: int(row["contact_id"])):
        contact = _contact(row)
        found.setdefault(contact.reference, contact)
    return found


def _contact(row: Values) -> Contact:
    day, start = row["contact_date"], row["contact_start_time"]
    time = datetime.combine(day, start.time()) if start else day
    return Contact(
        id=ContactId(row["contact_id"]),
        version=row["row_version"],
        reference=ExternalReference(row["external_reference"]),
        time=WallTime(time),
        notes=row["notes"] or "",
    )


def applied_event(row: Values) -> AppliedEvent:
    """An event that was applied."""
    return AppliedEvent(
        reference=ExternalReference(row["external_reference"]),
        id=EventId(row["event_id"]),
        timestamp=instant_from(row["event_timestamp"]),
        is_update=bool(row["is_update"]),
        contact_time=WallTime(row["contact_time"]),
    )


def manager(row: Values) -> Manager:
    """An active manager."""
    return Manager(
        row["offender_manager_id"], row["probation_area_id"], row["team_id"], row["allocation_staff_id"]
    )


def stays(rows: Sequence[Values]) -> Mapping[BookingId, Revision]:
    """The newest revision of each stay."""
    found: dict[BookingId, Revision] = {}
    for row in sorted(rows, key=lambda row: int(row["revision"])):
        stay = _stay(row)
        found[stay.booking] = Revision(row["revision"], stay)
    return found


def _stay(row: Values) -> RememberedResidence:
    return RememberedResidence(
        booking=BookingId(row["booking_id"]),
        arrival=_told(row["arrival_date"], row["arrival_timestamp"]),
        departure=_told(row["departure_date"], row["departure_timestamp"]),
        address=row["offender_address_id"],
        written=_written(row),
    )


def _told(day: datetime | None, timestamp: datetime | None) -> DatedFact | None:
    return DatedFact(day.date(), instant_from(timestamp)) if day and timestamp else None


def _written(row: Values) -> LastWritten | None:
    if row["start_date"] is None:
        return None
    return LastWritten(
        lines=_lines(row), start=row["start_date"].date(), end=_date(row["end_date"]), status=row["status"]
    )


def address(row: Values, reference: ReferenceData) -> Address:
    """An address of the person."""
    return Address(
        id=AddressId(row["offender_address_id"]),
        version=row["row_version"],
        type=reference.address_type(row["address_type_id"]),
        status=reference.address_status(row["address_status_id"]),
        lines=_lines(row),
        start=row["start_date"].date(),
        end=_date(row["end_date"]),
        soft_deleted=bool(row["soft_deleted"]),
    )


def _lines(row: Values) -> AddressLines:
    return AddressLines(**{line: row[column] or None for line, column in LINE_COLUMNS.items()})


def _date(value: datetime | None) -> date | None:
    return value.date() if value else None


def instant_from(stored: datetime) -> Instant:
    """The moment that was stored in UTC, without saying so."""
    return Instant(stored.replace(tzinfo=UTC))
