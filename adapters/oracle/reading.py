"""From rows to the case that a decision needs."""

from datetime import UTC, date, datetime, time
from functools import lru_cache
from operator import attrgetter
from typing import Final

from adapters.oracle.delius_tables import LINE_COLUMNS
from adapters.oracle.query_union import Values
from adapters.oracle.reference_data import ReferenceData
from domain.address import Address, AddressLines
from domain.contact import Contact
from domain.history import AppliedEvent
from domain.identifiers import AddressId, BookingId, ContactId, EventId, ExternalReference
from domain.london import Instant, WallTime
from domain.owner import Manager
from domain.person import MergeRow
from domain.remembered_residence import DatedFact, LastWritten, RememberedHome, RememberedResidence

_PREMISES: Final = 1_000
"""Premises whose lines are kept: people stay at the same ones, and each stands in two tables."""

_columns_of_lines = attrgetter(*LINE_COLUMNS.values())


def merge_row(row: Values) -> MergeRow:
    """Return the row that names the CRN into which a person was merged."""
    return MergeRow(
        id=row.additional_identifier_id,
        identifier=row.identifier or "",
        created=row.created_datetime,
        soft_deleted=bool(row.soft_deleted),
    )


def contact(row: Values) -> Contact:
    """Return a contact."""
    day, start = row.contact_date, row.contact_start_time
    time = datetime.combine(day, start.time()) if start else day
    return Contact(
        id=ContactId(row.contact_id),
        version=row.row_version,
        reference=ExternalReference(row.external_reference),
        time=WallTime(time),
        notes=row.notes or "",
    )


def applied_event(row: Values) -> AppliedEvent:
    """An event that was applied."""
    return AppliedEvent(
        reference=ExternalReference(row.booking_id),
        id=EventId(row.event_id),
        timestamp=instant_from(row.event_timestamp),
        is_update=bool(row.is_update),
        contact_time=WallTime(row.contact_time),
    )


def manager(row: Values) -> Manager:
    """An active manager."""
    return Manager(row.offender_manager_id, row.probation_area_id, row.team_id, row.allocation_staff_id)


def is_home(row: Values) -> bool:
    """Tell whether a row of what is remembered is about an other home."""
    return row.first_seen_number is not None


def home(row: Values) -> RememberedHome:
    """Return what is remembered of an other home."""
    return RememberedHome(
        address=AddressId(row.offender_address_id),
        first_seen_number=row.first_seen_number,
        end=_date(row.end_date),
        status=row.status,
    )


def residence(row: Values) -> RememberedResidence:
    """Return what is remembered of a residence."""
    return RememberedResidence(
        booking=BookingId(row.booking_id),
        arrival=_dated_fact(row.arrival_date, row.arrival_timestamp),
        departure=_dated_fact(row.departure_date, row.departure_timestamp),
        arrival_number=row.arrival_number or 0,
        address=row.offender_address_id,
        written=_last_written(row),
    )


def _dated_fact(day: datetime | None, timestamp: datetime | None) -> DatedFact | None:
    return DatedFact(day.date(), instant_from(timestamp)) if day and timestamp else None


def _last_written(row: Values) -> LastWritten | None:
    if row.start_date is None:
        return None
    return LastWritten(
        lines=_lines(row), start=row.start_date.date(), end=_date(row.end_date), status=row.status
    )


def address(row: Values, reference: ReferenceData) -> Address:
    """An address of the person."""
    return Address(
        id=AddressId(row.offender_address_id),
        version=row.row_version,
        type=reference.address_codes.get(row.address_type_id),
        # Empty for one that is none of Delius'.
        status=reference.address_codes.get(row.address_status_id, ""),
        lines=_lines(row),
        start=_date(row.start_date),
        end=_date(row.end_date),
        soft_deleted=bool(row.soft_deleted),
        start_time=row.start_date.time() if row.start_date else time.min,
    )


def _lines(row: Values) -> AddressLines:
    return _address_lines(*_columns_of_lines(row))


@lru_cache(_PREMISES)
def _address_lines(*columns: str | None) -> AddressLines:
    return AddressLines(**dict(zip(LINE_COLUMNS, (column or None for column in columns), strict=True)))


def _date(value: datetime | None) -> date | None:
    return value.date() if value else None


def instant_from(stored: datetime) -> Instant:
    """The moment that was stored in UTC, without saying so."""
    return Instant(datetime.combine(stored.date(), stored.time(), UTC))
