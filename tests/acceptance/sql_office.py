"""The office of people who work with Delius in a database."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from sqlalchemy import Column, insert, select, update

from adapters.oracle.database import Database
from adapters.oracle.delius_tables import (
    audited_interaction,
    business_interaction,
    contact,
    offender,
    probation_area,
    staff,
    team,
)
from adapters.oracle.installation import Installation
from adapters.oracle.values import added_by, of_contact, of_owner
from domain.contact import AuditEntry, NewContact
from domain.identifiers import PersonId
from entrypoints.sandbox.sql_delius_users import SqlDeliusUsers
from entrypoints.sandbox.sql_delius_view import SqlDeliusView

_AUDITS = (
    select(
        business_interaction.c.business_interaction_code,
        audited_interaction.c.interaction_parameters,
        audited_interaction.c.outcome,
    )
    .join(business_interaction)
    .order_by(audited_interaction.c.date_time)
)


class SqlOffice:
    """Delius in a database that has the tables."""

    def __init__(self, database: Database, installation: Installation) -> None:
        self._database = database
        self._installation = installation
        self.users = SqlDeliusUsers(database, installation)
        self.view = SqlDeliusView(database, installation)

    def person(self, crn: str) -> PersonId:
        live = select(offender.c.offender_id).where(offender.c.crn == crn, offender.c.soft_deleted == 0)
        with self._database.transaction() as connection:
            found = connection.execute(live).scalar()
        if found is None:
            raise LookupError(f"nobody has the CRN {crn}")
        return PersonId(found)

    def delete(self, person: PersonId) -> None:
        with self._database.transaction() as connection:
            mark = update(offender).where(offender.c.offender_id == person).values(soft_deleted=1)
            connection.execute(mark)
            connection.commit()

    @contextmanager
    def locked(self, person: PersonId) -> Iterator[None]:
        lock = select(offender.c.offender_id).where(offender.c.offender_id == person).with_for_update()
        with self._database.transaction() as connection:
            connection.execute(lock)
            yield

    def provider(self, code: str) -> int:
        return self._found(probation_area.c.code, code, self.users.add_provider)

    def team(self, code: str) -> int:
        return self._found(team.c.code, code, self.users.add_team)

    def officer(self, code: str) -> int:
        return self._found(staff.c.officer_code, code, self.users.add_staff)

    def audits(self) -> Sequence[AuditEntry]:
        with self._database.transaction() as connection:
            return [AuditEntry(*row) for row in connection.execute(_AUDITS)]

    def enter(self, person: PersonId, entry: NewContact) -> None:
        reference = self._installation.reference
        type_id, _ = reference.contact_types[entry.code]
        row = {
            "offender_id": person,
            "external_reference": entry.reference.value,
            "contact_type_id": type_id,
            "sensitive": "Y" if entry.sensitive else "N",
            **of_contact(entry),
            **of_owner(entry, with_employee=self._installation.with_employee),
            **added_by(reference.user, entry.time),
        }
        with self._database.transaction() as connection:
            connection.execute(insert(contact), row)
            connection.commit()

    def _found(self, column: "Column[str]", code: str, add: Callable[[str], int]) -> int:
        (key,) = column.table.primary_key.columns
        with self._database.transaction() as connection:
            found = connection.execute(select(key).where(column == code).order_by(key)).scalar()
        return add(code) if found is None else int(found)
