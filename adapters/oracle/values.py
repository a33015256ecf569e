"""What stands in the columns of the rows that this service writes."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

from adapters.oracle.delius_tables import LINE_COLUMNS
from adapters.wire.announcement import write_announcement
from adapters.wire.trace import current_trace_parent
from domain.address import Address, AddressLines, NewAddress
from domain.announcement import Announcement
from domain.contact import Contact, NewContact
from domain.history import AppliedEvent
from domain.identifiers import PersonId
from domain.london import Instant, WallTime, midnight
from domain.remembered_residence import RememberedResidence

Columns = dict[str, Any]


def when_added(user: int, now: WallTime) -> Columns:
    """Who added a row, and when."""
    return {
        "created_by_user_id": user,
        "created_datetime": now,
        **when_changed(user, now, version=0),
        "partition_area_id": 0,
        "soft_deleted": 0,
    }


def when_changed(user: int, now: WallTime, version: int) -> Columns:
    """Who changed a row, and when."""
    return {"last_updated_user_id": user, "last_updated_datetime": now, "row_version": version}


def of_contact(contact: Contact | NewContact) -> Columns:
    """What may change of a contact. Oracle holds no empty text."""
    return {
        "notes": contact.notes or None,
        "contact_date": midnight(contact.time),
        "contact_start_time": contact.time,
    }


def of_owner(contact: NewContact, *, with_employee: bool) -> Columns:
    """To whom a contact belongs, also by the older names that Delius keeps for them."""
    owner = contact.owner
    return {
        "probation_area_id": owner.provider,
        "team_id": owner.team,
        "staff_id": owner.staff,
        "trust_provider_team_id": owner.team,
        "trust_provider_flag": 0,
        **({"staff_employee_id": owner.staff} if with_employee else {}),
    }


def of_address(address: Address | NewAddress, statuses: Mapping[str, int]) -> Columns:
    """What may change of an address."""
    return {
        **_lines(address.lines),
        "start_date": midnight(address.start),
        "end_date": _day(address.end),
        "address_status_id": statuses.get(address.status),
    }


def differing(before: Columns, after: Columns) -> Columns:
    """Those columns whose values differ, as they are to be."""
    return {name: value for name, value in after.items() if before[name] != value}


def of_applied(event: AppliedEvent) -> Columns:
    """An event that was applied."""
    return {
        "external_reference": event.reference.value,
        "event_id": event.id.value,
        "event_timestamp": in_utc(event.timestamp),
        "is_update": int(event.is_update),
        "contact_time": event.contact_time,
    }


def of_stay(stay: RememberedResidence, revision: int, person: PersonId) -> Columns:
    """A revision of what is remembered of a stay."""
    written = stay.written
    return {
        "booking_id": stay.booking.value,
        "revision": revision,
        "offender_id": person,
        "arrival_date": _day(stay.arrival.date if stay.arrival else None),
        "arrival_timestamp": in_utc(stay.arrival.timestamp if stay.arrival else None),
        "departure_date": _day(stay.departure.date if stay.departure else None),
        "departure_timestamp": in_utc(stay.departure.timestamp if stay.departure else None),
        "offender_address_id": stay.address,
        **_lines(written.lines if written else AddressLines()),
        "start_date": _day(written.start if written else None),
        "end_date": _day(written.end if written else None),
        "status": written.status if written else None,
    }


def of_announcement(announcement: Announcement) -> Columns:
    """An announcement in the outbox, as it will be sent."""
    return {
        "event_type": announcement.type.value,
        "body": write_announcement(announcement),
        "person": announcement.crn.value,
        "trace_parent": current_trace_parent(),
    }


def in_utc(moment: Instant | None) -> datetime | None:
    """The moment in UTC, without saying so: not every database keeps a zone."""
    return moment.astimezone(UTC).replace(tzinfo=None) if moment else None


def _day(day: date | None) -> WallTime | None:
    return midnight(day) if day else None


def _lines(lines: AddressLines) -> Columns:
    return {column: getattr(lines, line) for line, column in LINE_COLUMNS.items()}
