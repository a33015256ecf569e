"""Values for the columns of the rows that this service writes."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any

from adapters.oracle.delius_tables import LINE_COLUMNS
from adapters.oracle.reference_data import ReferenceData
from adapters.wire.announcement import write_announcement
from domain.address import AddressLines, ChangedAddress, NewAddress
from domain.announcement import Announcement
from domain.contact import Contact, NewContact
from domain.history import AppliedEvent
from domain.london import Instant, WallTime, midnight
from domain.remembered_residence import RememberedHome, RememberedResidence

Columns = dict[str, Any]


def added_by(user: int, now: WallTime) -> Columns:
    """Return the columns for the user who added a row, and when."""
    return {
        "created_by_user_id": user,
        "created_datetime": now,
        **changed_by(user, now, version=0),
        "partition_area_id": 0,
        "soft_deleted": 0,
    }


def changed_by(user: int, now: WallTime, version: int) -> Columns:
    """Return the columns for the user who changed a row, and when."""
    return {"last_updated_user_id": user, "last_updated_datetime": now, "row_version": version}


def of_new_contact(contact: NewContact, type_id: int, *, with_employee: bool) -> Columns:
    """Return what stands in a contact that is added."""
    return {
        "external_reference": contact.reference.value,
        "contact_type_id": type_id,
        "sensitive": _yes_or_no(contact.sensitive),
        **of_contact(contact),
        **of_owner(contact, with_employee=with_employee),
    }


def of_contact(contact: Contact | NewContact) -> Columns:
    """Return the columns of a contact that may change. Oracle holds no empty text."""
    return {
        "notes": contact.notes or None,
        "contact_date": midnight(contact.time),
        "contact_start_time": contact.time,
    }


def of_owner(contact: NewContact, *, with_employee: bool) -> Columns:
    """Return the columns for the owner of a contact, also by the older names that Delius keeps for them."""
    owner = contact.owner
    return {
        "probation_area_id": owner.provider,
        "team_id": owner.team,
        "staff_id": owner.staff,
        "trust_provider_team_id": owner.team,
        "trust_provider_flag": 0,
        **({"staff_employee_id": owner.staff} if with_employee else {}),
    }


def of_new_address(address: NewAddress, reference: ReferenceData) -> Columns:
    """Return what stands in an address that is added."""
    return {
        "address_type_id": reference.address_types[address.type],
        "no_fixed_abode": _yes_or_no(address.no_fixed_abode),
        "type_verified": _yes_or_no(address.type_verified),
        "address_status_id": reference.address_statuses[address.status],
        "start_date": midnight(address.start),
        "end_date": _day(address.end),
        **lines_of(address.lines),
    }


def of_changed_address(change: ChangedAddress, statuses: Mapping[str, int]) -> Columns:
    """Return what changes of an address; a date of the same day stays as it is."""
    before, after = change.before, change.after
    columns = differing(lines_of(before.lines), lines_of(after.lines))
    if after.start != before.start:
        columns["start_date"] = _day(after.start)
    if after.end != before.end:
        columns["end_date"] = after.end_to_write
    if after.status != before.status:
        columns["address_status_id"] = statuses[after.status]
    return columns


def differing(before: Columns, after: Columns) -> Columns:
    """Return the columns whose values differ, as they are to be."""
    return {name: value for name, value in after.items() if before[name] != value}


def of_applied(event: AppliedEvent) -> Columns:
    """Return what is remembered of an event that was applied."""
    return {
        "booking_id": event.reference.value,
        "event_id": event.id.value,
        "event_timestamp": in_utc(event.timestamp),
        "is_update": int(event.is_update),
        "contact_time": event.contact_time,
    }


def of_residence(residence: RememberedResidence) -> Columns:
    """Return what is remembered of a residence."""
    written = residence.written
    return {
        "booking_id": residence.booking.value,
        "arrival_date": _day(residence.arrival.date if residence.arrival else None),
        "arrival_timestamp": in_utc(residence.arrival.timestamp if residence.arrival else None),
        "arrival_number": residence.arrival_number,
        "departure_date": _day(residence.departure.date if residence.departure else None),
        "departure_timestamp": in_utc(residence.departure.timestamp if residence.departure else None),
        "offender_address_id": residence.address,
        **lines_of(written.lines if written else AddressLines()),
        "start_date": _day(written.start if written else None),
        "end_date": _day(written.end if written else None),
        "status": written.status if written else None,
    }


def of_home(home: RememberedHome) -> Columns:
    """Return what is remembered of an other home."""
    return {
        "booking_id": f"no booking, but address {home.address}",
        "offender_address_id": home.address,
        "first_seen_number": home.first_seen_number,
        "end_date": _day(home.end),
        "status": home.status,
    }


def alike(rows: Sequence[Columns]) -> Sequence[Columns]:
    """Return the rows with the same columns, as one statement takes them: NULL where only others have one."""
    empty = dict.fromkeys(name for row in rows for name in row)
    return [{**empty, **row} for row in rows]


def of_announcement(announcement: Announcement, trace_parent: str | None) -> Columns:
    """Return an announcement in the outbox, as it will be sent."""
    return {
        "event_type": announcement.type.value,
        "body": write_announcement(announcement),
        "person": announcement.crn.value,
        "trace_parent": trace_parent,
    }


def in_utc(moment: Instant | None) -> datetime | None:
    """The moment in UTC, without saying so: not every database keeps a zone."""
    return moment.astimezone(UTC).replace(tzinfo=None) if moment else None


def _yes_or_no(flag: bool) -> str:
    return "Y" if flag else "N"


def _day(day: date | None) -> WallTime | None:
    return midnight(day) if day else None


def lines_of(lines: AddressLines) -> Columns:
    """Return the lines of an address by their columns."""
    return {column: getattr(lines, line) for line, column in LINE_COLUMNS.items()}
