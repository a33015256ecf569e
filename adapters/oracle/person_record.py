"""Read all that is kept of one person, in Delius and by the service, for an explanation."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Final

from sqlalchemy import Connection, or_, select

from adapters.oracle.database import Database
from adapters.oracle.delius_tables import LINE_COLUMNS, contact, offender, offender_address
from adapters.oracle.installation import Installation
from adapters.oracle.own_tables import applied_event, outbox, residence
from adapters.oracle.reading import applied_event as applied
from adapters.oracle.reading import merge_row
from adapters.oracle.reference_data import ReferenceData
from adapters.oracle.sparse_union import Values
from adapters.oracle.statements import FIND_MERGES, FIND_PERSON, padded
from domain.failures import PermanentFailure
from domain.history import AppliedEvent
from domain.identifiers import Crn
from domain.person import MergeRow, surviving

REFERENCE_START: Final = "urn:hmpps:cas3:"
_OWN_CONTACTS: Final = select(contact).where(contact.c.external_reference.like(f"{REFERENCE_START}%"))


@dataclass(frozen=True, slots=True)
class ContactRecord:
    """A contact of the service's references; `changed_by_others` is when somebody else changed it last."""

    id: int
    reference: str
    time: datetime
    is_deleted: bool
    changed_by_others: datetime | None
    events: Sequence[AppliedEvent] = ()


@dataclass(frozen=True, slots=True)
class AddressRecord:
    """A row of the person's addresses; `lines` are there to be compared, not to be shown."""

    id: int
    type: str | None
    status: str
    start: date | None
    end: date | None
    is_deleted: bool
    changed_by_others: datetime | None
    lines: Mapping[str, str] = field(repr=False, default_factory=dict)


@dataclass(frozen=True, slots=True)
class ResidenceRecord:
    """A remembered booking: its newest arrival and departure, and the address as last written."""

    booking: str
    arrival: date | None
    departure: date | None
    address: int | None
    start: date | None
    end: date | None
    status: str | None
    lines: Mapping[str, str] = field(repr=False, default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonRecord:
    """All of it, the oldest first. `waiting` are the types of announcements that were not sent yet."""

    crn: str
    contacts: Sequence[ContactRecord]
    addresses: Sequence[AddressRecord]
    residences: Sequence[ResidenceRecord]
    waiting: Sequence[str]


def read_person(database: Database, installation: Installation, asked: str) -> PersonRecord:
    """Return the record of the person of that CRN, followed over merges, or of whom an external reference is.
    PermanentFailure if there is nobody.
    """
    reference = installation.reference
    with database.transaction() as connection:
        person, crn = _find(connection, reference, asked)
        contacts = [
            _contact(connection, dict(row), reference)
            for row in connection.execute(_OWN_CONTACTS.where(contact.c.offender_id == person)).mappings()
        ]
        rows = connection.execute(select(offender_address).where(offender_address.c.offender_id == person))
        addresses = [_address(dict(row), reference) for row in rows.mappings()]
        residences = _residences(connection, person, [each.id for each in addresses])
        waiting = connection.execute(
            select(outbox.c.event_type).where(outbox.c.person == crn).order_by(outbox.c.outbox_id)
        )
        return PersonRecord(
            crn=crn,
            contacts=sorted(contacts, key=lambda each: (each.time, each.id)),
            addresses=sorted(addresses, key=lambda each: (each.start or date.min, each.id)),
            residences=residences,
            waiting=list(waiting.scalars()),
        )


def _find(connection: Connection, reference: ReferenceData, asked: str) -> tuple[int, str]:
    if asked.startswith(REFERENCE_START):
        found = connection.execute(
            select(offender.c.offender_id, offender.c.crn)
            .join(contact, contact.c.offender_id == offender.c.offender_id)
            .where(contact.c.external_reference == asked)
            .order_by(contact.c.soft_deleted)
        ).first()
        if found is None:
            raise PermanentFailure(f"Delius has no contact with the external reference {asked}")
        return found.offender_id, found.crn.strip()

    def live(crn: Crn) -> tuple[int, str] | None:
        row = connection.execute(FIND_PERSON, padded(crn.value, offender.c.crn, "crn")).first()
        return None if row is None else (row.offender_id, row.crn.strip())

    def merges(crn: Crn) -> Sequence[MergeRow]:
        parameters = {**padded(crn.value, offender.c.crn, "crn"), "merged_to": reference.merged_to}
        return [merge_row(dict(row)) for row in connection.execute(FIND_MERGES, parameters).mappings()]

    return surviving(Crn(asked.upper()), live, merges)


def _contact(connection: Connection, row: Values, reference: ReferenceData) -> ContactRecord:
    events = connection.execute(
        select(applied_event)
        .where(applied_event.c.external_reference == row["external_reference"])
        .order_by(applied_event.c.event_timestamp)
    )
    day, start = row["contact_date"], row["contact_start_time"]
    return ContactRecord(
        id=row["contact_id"],
        reference=row["external_reference"],
        time=datetime.combine(day, start.time()) if start else day,
        is_deleted=bool(row["soft_deleted"]),
        changed_by_others=_changed_by_others(row, reference),
        events=[applied(dict(event)) for event in events.mappings()],
    )


def _changed_by_others(row: Values, reference: ReferenceData) -> datetime | None:
    is_own = row["last_updated_user_id"] == reference.user
    return None if is_own else row["last_updated_datetime"]


def _address(row: Values, reference: ReferenceData) -> AddressRecord:
    return AddressRecord(
        id=row["offender_address_id"],
        type=reference.address_type(row["address_type_id"]),
        status=reference.address_status(row["address_status_id"]),
        start=_date(row["start_date"]),
        end=_date(row["end_date"]),
        is_deleted=bool(row["soft_deleted"]),
        changed_by_others=_changed_by_others(row, reference),
        lines=_lines(row),
    )


def _residences(connection: Connection, person: int, addresses: Sequence[int]) -> list[ResidenceRecord]:
    """Return the newest revision of each. People are merged, and addresses move with them."""
    rows = connection.execute(
        select(residence)
        .where(or_(residence.c.offender_id == person, residence.c.offender_address_id.in_(addresses)))
        .order_by(residence.c.revision)
    ).mappings()
    newest = {row["booking_id"]: dict(row) for row in rows}
    found = [_residence(row) for row in newest.values()]
    known = [each for each in found if each.arrival or each.departure]
    return sorted(known, key=lambda each: (each.arrival or date.max, each.booking))


def _residence(row: Values) -> ResidenceRecord:
    return ResidenceRecord(
        booking=row["booking_id"],
        arrival=_date(row["arrival_date"]),
        departure=_date(row["departure_date"]),
        address=row["offender_address_id"],
        start=_date(row["start_date"]),
        end=_date(row["end_date"]),
        status=row["status"],
        lines=_lines(row),
    )


def _lines(row: Values) -> Mapping[str, str]:
    return {name: (row[column] or "").strip() for name, column in LINE_COLUMNS.items()}


def _date(value: datetime | None) -> date | None:
    return value.date() if value else None
