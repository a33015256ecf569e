"""Every statement of the store, built once. What differs per database is in `dialects`."""

from collections.abc import Callable
from functools import lru_cache
from typing import Any, Final

from sqlalchemy import Column, Table, bindparam, delete, func, insert, select, union, update
from sqlalchemy.sql.dml import Update
from sqlalchemy.sql.elements import ColumnElement

from adapters.oracle.delius_tables import (
    ID,
    LINE_COLUMNS,
    additional_identifier,
    audited_interaction,
    contact,
    offender,
    offender_address,
    offender_manager,
    probation_area,
    staff,
    staff_team,
    team,
)
from adapters.oracle.notes import NOTES_LENGTH, NOTES_START
from adapters.oracle.own_tables import EVENT_COLUMNS, is_event, lease, outbox, remembered
from adapters.oracle.query_union import QueryUnion

_PERSON: Final = bindparam("person", type_=ID)
_REFERENCE: Final[ColumnElement[Any]] = bindparam("reference")
_BOOKING: Final[ColumnElement[Any]] = bindparam("booking")


def padded(code: str, column: Column[Any], name: str) -> dict[str, str]:
    """The code as its two parameters: CHAR columns may or may not give it back with blanks at its end."""
    length = getattr(column.type, "length", None) or 0
    return {name: code, f"{name}_padded": code.ljust(length)}


def _is_code(column: Column[Any], name: str) -> ColumnElement[bool]:
    return column.in_([bindparam(name), bindparam(f"{name}_padded")])


FIND_PERSON: Final = (
    select(offender.c.offender_id, offender.c.crn)
    .where(_is_code(offender.c.crn, "crn"), offender.c.soft_deleted == 0)
    .order_by(offender.c.offender_id.desc())
)

FIND_MERGES: Final = (
    select(
        additional_identifier.c.additional_identifier_id,
        additional_identifier.c.identifier,
        additional_identifier.c.created_datetime,
        additional_identifier.c.soft_deleted,
    )
    .join(offender, offender.c.offender_id == additional_identifier.c.offender_id)
    .where(
        _is_code(offender.c.crn, "crn"),
        offender.c.soft_deleted == 1,
        additional_identifier.c.identifier_name_id == bindparam("merged_to"),
    )
)

_contacts = select(
    contact.c.contact_id,
    contact.c.row_version,
    contact.c.external_reference,
    contact.c.contact_date,
    contact.c.contact_start_time,
    NOTES_START,
    NOTES_LENGTH,
).where(
    contact.c.offender_id == _PERSON,
    contact.c.external_reference.in_([_REFERENCE, bindparam("related"), bindparam("also_related")]),
    contact.c.soft_deleted == 0,
)

_applied = select(
    remembered.c.booking_id,
    remembered.c.revision,
    remembered.c.event_id,
    remembered.c.event_timestamp,
    remembered.c.is_update,
    remembered.c.contact_time,
).where(remembered.c.booking_id == _REFERENCE, is_event)

_managers = select(
    offender_manager.c.offender_manager_id,
    offender_manager.c.probation_area_id,
    offender_manager.c.team_id,
    offender_manager.c.allocation_staff_id,
).where(
    offender_manager.c.offender_id == _PERSON,
    offender_manager.c.active_flag == 1,
    offender_manager.c.soft_deleted == 0,
)

_each = remembered.alias("older")
_newest_revision = (
    select(func.max(_each.c.revision)).where(_each.c.booking_id == remembered.c.booking_id).scalar_subquery()
)
_of_residence = [column for column in remembered.c if column.name not in EVENT_COLUMNS]
_newest = select(*_of_residence).where(remembered.c.revision == _newest_revision)
_own_residence = _newest.where(remembered.c.booking_id == _BOOKING)

_any = remembered.alias("any_of_them")
_persons_bookings = union(
    select(_any.c.booking_id).where(_any.c.offender_id == _PERSON, _any.c.event_id.is_(None)),
    select(_any.c.booking_id).where(_any.c.booking_id == _BOOKING),
    select(_any.c.booking_id)
    .join(offender_address, offender_address.c.offender_address_id == _any.c.offender_address_id)
    .where(offender_address.c.offender_id == _PERSON),
)
_residences = _newest.where(remembered.c.booking_id.in_(_persons_bookings.scalar_subquery()))

_addresses = select(
    offender_address.c.offender_address_id,
    offender_address.c.row_version,
    offender_address.c.address_type_id,
    offender_address.c.address_status_id,
    *(offender_address.c[name] for name in LINE_COLUMNS.values()),
    offender_address.c.start_date,
    offender_address.c.end_date,
    offender_address.c.soft_deleted,
).where(offender_address.c.offender_id == _PERSON)

_diary = {"contacts": _contacts, "applied": _applied, "managers": _managers, "residences": _own_residence}
_diary_and_addresses = {**_diary, "residences": _residences, "addresses": _addresses}
_staffing = {
    "providers": select(probation_area.c.probation_area_id).where(_is_code(probation_area.c.code, "region")),
    "teams": select(team.c.team_id, team.c.end_date).where(_is_code(team.c.code, "team")),
    "staff": select(staff.c.staff_id, staff.c.end_date).where(_is_code(staff.c.officer_code, "officer")),
    "members": select(staff_team.c.staff_id, staff_team.c.team_id)
    .join(staff, staff.c.staff_id == staff_team.c.staff_id)
    .join(team, team.c.team_id == staff_team.c.team_id)
    .where(_is_code(staff.c.officer_code, "officer"), _is_code(team.c.code, "team")),
}

READ_DIARY: Final = QueryUnion.of(**_diary)
READ_DIARY_AND_STAFFING: Final = QueryUnion.of(**_diary, **_staffing)
READ_DIARY_AND_ADDRESSES: Final = QueryUnion.of(**_diary_and_addresses)
READ_DIARY_ADDRESSES_AND_STAFFING: Final = QueryUnion.of(**_diary_and_addresses, **_staffing)


def read_case(*, addresses: bool, staffing: bool) -> QueryUnion:
    """Return the queries that read a person's diary and, if needed, what else."""
    if addresses:
        return READ_DIARY_ADDRESSES_AND_STAFFING if staffing else READ_DIARY_AND_ADDRESSES
    return READ_DIARY_AND_STAFFING if staffing else READ_DIARY


ADD_CONTACT: Final = insert(contact).returning(contact.c.contact_id)
ADD_AUDIT: Final = insert(audited_interaction)
ADD_ADDRESS: Final = insert(offender_address).returning(offender_address.c.offender_address_id)
ADD_REMEMBERED: Final = insert(remembered)
REPLACE_RESIDENCES: Final = update(remembered).where(
    remembered.c.booking_id == bindparam("known_booking"),
    remembered.c.revision == bindparam("known_revision"),
)
# Nobody asks for the numbers: without `inline` each row would be asked for its own.
ADD_ANNOUNCEMENTS: Final = insert(outbox).inline()

OLDEST_ANNOUNCEMENTS: Final = (
    select(outbox)
    .where(outbox.c.person.not_in(bindparam("passing_by", expanding=True)))
    .order_by(outbox.c.outbox_id)
    .limit(bindparam("most"))
)
DELETE_ANNOUNCEMENT: Final = delete(outbox).where(outbox.c.outbox_id == bindparam("id"))
TAKE_LEASE: Final = (
    update(lease)
    .where(lease.c.name == bindparam("lease"), lease.c.held_until <= bindparam("now"))
    .values(holder=bindparam("me"), held_until=bindparam("until"))
)
READ_LEASE: Final = select(lease.c.held_until).where(lease.c.name == bindparam("lease"))
ADD_LEASE: Final = insert(lease).values(
    name=bindparam("lease"), holder=bindparam("me"), held_until=bindparam("until")
)
RETURN_LEASE: Final = (
    update(lease)
    .where(lease.c.name == bindparam("lease"), lease.c.holder == bindparam("me"))
    .values(held_until=bindparam("now"))
)


Changing = Callable[[frozenset[str]], Update]
"""From the names of columns to the statement that changes them."""


def _changing(table: Table) -> Changing:
    """Return a statement that changes a row unless somebody else changed or deleted it since it was read."""
    (key,) = table.primary_key.columns

    @lru_cache
    def change(columns: frozenset[str]) -> Update:
        return (
            update(table)
            .where(
                key == bindparam("id"),
                table.c.row_version == bindparam("version"),
                table.c.soft_deleted == 0,
            )
            .values({name: bindparam(f"new_{name}") for name in sorted(columns)})
        )

    return change


change_contact: Final = _changing(contact)
change_address: Final = _changing(offender_address)
