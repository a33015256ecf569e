"""Read all that is kept of one person, in Delius and by the service, for an explanation."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from sqlalchemy import Connection, or_, select

from adapters.oracle.database import Database
from adapters.oracle.delius_tables import contact, offender, offender_address
from adapters.oracle.installation import Installation
from adapters.oracle.own_tables import is_event, outbox, remembered
from adapters.oracle.query_union import Values
from adapters.oracle.reading import address, home, is_home, merge_row, residence
from adapters.oracle.reading import applied_event as applied
from adapters.oracle.reference_data import ReferenceData
from adapters.oracle.statements import FIND_MERGES, FIND_PERSON, padded
from domain.address import Address
from domain.case import Case
from domain.failures import PermanentFailure
from domain.history import AppliedEvent
from domain.identifiers import AddressId, Crn, PersonId
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


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonRecord:
    """All of it, the oldest first. `case` has the person's addresses and what is remembered of them; `edited`
    those rows that somebody else changed last. `waiting` are the types of announcements not sent yet.
    """

    contacts: Sequence[ContactRecord]
    case: Case = field(repr=False)
    edited: Collection[AddressId]
    waiting: Sequence[str]

    @property
    def bookings(self) -> Collection[str]:
        """Return the ids of the person's bookings, and of their applications."""
        told = {contact.reference.rpartition(":")[2] for contact in self.contacts}
        return told | {booking.value for booking in self.case.residences}


def read_person(database: Database, installation: Installation, asked: str) -> PersonRecord:
    """Return the record of the person of that CRN, followed over merges, or of whom an external reference is.
    PermanentFailure if there is nobody.
    """
    reference = installation.reference
    with database.transaction() as connection:
        person, crn = _find(connection, reference, asked)
        contacts = [
            _contact(connection, row, reference)
            for row in connection.execute(_OWN_CONTACTS.where(contact.c.offender_id == person))
        ]
        addresses = connection.execute(
            select(offender_address).where(offender_address.c.offender_id == person)
        )
        rows = addresses.all()
        waiting = connection.execute(
            select(outbox.c.event_type).where(outbox.c.person == crn).order_by(outbox.c.outbox_id)
        )
        return PersonRecord(
            contacts=sorted(contacts, key=lambda each: (each.time, each.id)),
            case=_case(connection, PersonId(person), Crn(crn), [address(row, reference) for row in rows]),
            edited={row.offender_address_id for row in rows if _changed_by_others(row, reference)},
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
        return [merge_row(row) for row in connection.execute(FIND_MERGES, parameters)]

    return surviving(Crn(asked.upper()), live, merges)


def _contact(connection: Connection, row: Values, reference: ReferenceData) -> ContactRecord:
    events = connection.execute(
        select(remembered)
        .where(remembered.c.booking_id == row.external_reference, is_event)
        .order_by(remembered.c.event_timestamp)
    )
    day, start = row.contact_date, row.contact_start_time
    return ContactRecord(
        id=row.contact_id,
        reference=row.external_reference,
        time=datetime.combine(day, start.time()) if start else day,
        is_deleted=bool(row.soft_deleted),
        changed_by_others=_changed_by_others(row, reference),
        events=[applied(event) for event in events],
    )


def _changed_by_others(row: Values, reference: ReferenceData) -> datetime | None:
    is_own = row.last_updated_user_id == reference.user
    return None if is_own else row.last_updated_datetime


def _case(connection: Connection, person: PersonId, crn: Crn, addresses: Sequence[Address]) -> Case:
    """Return the case, with the newest revision of what is remembered. People are merged, and addresses move
    with them.
    """
    rows = connection.execute(
        select(remembered)
        .where(
            ~is_event,
            or_(
                remembered.c.offender_id == person,
                remembered.c.offender_address_id.in_([each.id for each in addresses]),
            ),
        )
        .order_by(remembered.c.revision)
    )
    newest = {row.booking_id: row for row in rows}
    residences = [residence(row) for row in newest.values() if not is_home(row)]
    homes = [home(row) for row in newest.values() if is_home(row)]
    return Case(
        person=person,
        crn=crn,
        contact_is_sensitive=None,
        residences={each.booking: each for each in residences},
        homes={each.address: each for each in homes},
        addresses={each.id: each for each in addresses},
    )
