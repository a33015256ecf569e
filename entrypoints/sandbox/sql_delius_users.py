"""The other users of Delius, on a sample database."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Table, delete, func, insert, select, update

from adapters.oracle.database import Database
from adapters.oracle.delius_tables import (
    additional_identifier,
    contact,
    offender,
    offender_address,
    offender_manager,
    probation_area,
    staff,
    staff_team,
    team,
)
from adapters.oracle.dialects import locking
from adapters.oracle.installation import Installation
from adapters.oracle.values import Columns, added_by, lines_of, of_contact, of_new_address
from domain.address import MAIN, Address, AddressLines, NewAddress
from domain.contact import Contact
from domain.identifiers import AddressId, BookingId, ContactId, PersonId
from domain.london import midnight

_SOME_TIME_AGO = midnight(date(2020, 1, 1))


class SqlDeliusUsers:
    """The people who work with Delius, all of them in one. Every call is a transaction."""

    def __init__(self, database: Database, installation: Installation) -> None:
        self._database = database
        self._reference = installation.reference

    def register(self, crn: str) -> PersonId:
        """Add a person on probation."""
        return PersonId(self._add(offender, crn=crn))

    def add_provider(self, code: str) -> int:
        """Add a provider."""
        return self._add(probation_area, code=code)

    def add_team(self, code: str, *, ended: bool = False) -> int:
        """Add a team."""
        return self._add(team, code=code, end_date=_SOME_TIME_AGO if ended else None)

    def add_staff(self, code: str, *teams: int, ended: bool = False) -> int:
        """Add a member of staff, and make them a member of the teams."""
        member = self._add(staff, officer_code=code, end_date=_SOME_TIME_AGO if ended else None)
        with self._database.transaction() as connection:
            for each in teams:
                connection.execute(insert(staff_team), {"staff_id": member, "team_id": each})
            connection.commit()
        return member

    def allocate(self, person: PersonId, provider: int, team: int | None, staff: int | None) -> None:
        """Make a member of staff the person's community manager."""
        owner = {"probation_area_id": provider, "team_id": team, "allocation_staff_id": staff}
        self._add(offender_manager, offender_id=person, active_flag=1, **owner)

    def add_address(
        self, person: PersonId, lines: AddressLines, start: date | None, kind: str | None
    ) -> AddressId:
        """Record a main address of that type."""
        new = NewAddress(
            booking=BookingId("none"), lines=lines, start=start or date.min, end=None, status=MAIN
        )
        values = {
            "offender_id": person,
            **of_new_address(new, self._reference),
            "address_type_id": self._reference.address_types[kind] if kind else None,
            "start_date": midnight(start) if start else None,
            **added_by(self._reference.user, _SOME_TIME_AGO),
        }
        return AddressId(self._add_numbered(offender_address, values))

    def edit_address(self, person: PersonId, address: Address) -> None:
        """Put the address as given in place of the one with its id."""
        start, end = address.start, address.end
        values: Columns = {
            **lines_of(address.lines),
            "start_date": datetime.combine(start, address.start_time) if start else None,
            "end_date": midnight(end) if end else None,
            "address_status_id": self._reference.address_statuses[address.status],
            "soft_deleted": int(address.soft_deleted),
        }
        self._edit(offender_address, address.id, values, person)

    def remove_address(self, person: PersonId, address: AddressId) -> None:
        """Delete a row for good, as some services do."""
        with self._database.transaction() as connection:
            is_it = offender_address.c.offender_address_id == address
            connection.execute(
                delete(offender_address).where(is_it, offender_address.c.offender_id == person)
            )
            connection.commit()

    def edit_contact(self, person: PersonId, contact_: Contact) -> bool:
        """Put notes and time as given in place of those of the contact with its id, unless somebody changed
        it since it had that version; return whether it was done.
        """
        return self._edit(contact, contact_.id, of_contact(contact_), person, contact_.version)

    @contextmanager
    def locked(self, person: PersonId) -> Iterator[None]:
        """Keep the person's record locked as long as the context lasts. TemporaryFailure if somebody else has
        locked it.
        """
        database = self._database
        row = select(offender.c.offender_id).where(offender.c.offender_id == person)
        with database.transaction() as connection:
            connection.execute(locking(row, database.dialect, database.lock_wait)).all()
            yield

    def delete_contact(self, person: PersonId, identifier: ContactId) -> None:
        """Soft-delete a contact."""
        self._edit(contact, identifier, {"soft_deleted": 1}, person)

    def merge(self, crn: str, into: str) -> None:
        """Merge a person into another, who gets their contacts and addresses."""
        with self._database.transaction() as connection:
            gone, survivor = (_person(connection, each) for each in (crn, into))
            connection.execute(update(offender).where(offender.c.offender_id == gone).values(soft_deleted=1))
            for table in (contact, offender_address):
                moved = update(table).where(table.c.offender_id == gone).values(offender_id=survivor)
                connection.execute(moved)
            connection.commit()
        self._add(
            additional_identifier,
            offender_id=gone,
            identifier=into,
            identifier_name_id=self._reference.merged_to,
            created_datetime=_SOME_TIME_AGO,
        )

    def _edit(
        self,
        table: Table,
        identifier: int,
        values: dict[str, Any],
        person: PersonId,
        version: int | None = None,
    ) -> bool:
        """Return whether there was such a row, of that version if one is given."""
        (key,) = table.primary_key.columns
        edit = update(table).where(key == identifier, table.c.offender_id == person)
        if version is not None:
            edit = edit.where(table.c.row_version == version)
        with self._database.transaction() as connection:
            edited = connection.execute(edit.values(**values, row_version=table.c.row_version + 1))
            connection.commit()
        return edited.rowcount == 1

    def _add(self, table: Table, **values: Any) -> int:
        """Add a row to a table without a sequence."""
        (key,) = table.primary_key.columns
        with self._database.transaction() as connection:
            number = connection.execute(select(func.coalesce(func.max(key), 0) + 1)).scalar_one()
            connection.execute(insert(table), {key.name: number, **values})
            connection.commit()
        return int(number)

    def _add_numbered(self, table: Table, values: dict[str, Any]) -> int:
        (key,) = table.primary_key.columns
        with self._database.transaction() as connection:
            number = connection.execute(insert(table).returning(key), values).scalar_one()
            connection.commit()
        return int(number)


def _person(connection: Connection, crn: str) -> PersonId:
    found = select(offender.c.offender_id).where(offender.c.crn == crn, offender.c.soft_deleted == 0)
    return PersonId(connection.execute(found).scalar_one())
