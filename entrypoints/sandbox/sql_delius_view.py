"""The view that a practitioner has of a person, read from the database."""

from collections.abc import Sequence

from sqlalchemy import Connection, func, select

from adapters.oracle import reading
from adapters.oracle.database import Database
from adapters.oracle.delius_tables import (
    contact,
    contact_type,
    offender,
    offender_address,
    probation_area,
    staff,
    team,
)
from adapters.oracle.installation import Installation
from adapters.oracle.own_tables import outbox
from adapters.oracle.query_union import Values
from domain.address import Address
from domain.event import ContactCode
from domain.identifiers import Crn, PersonId
from entrypoints.sandbox.person_view import DiaryEntry, PersonView

_PEOPLE = select(offender.c.offender_id, offender.c.crn).where(offender.c.soft_deleted == 0)
_DIARY = (
    select(
        contact,
        contact_type.c.code.label("type"),
        probation_area.c.code.label("provider"),
        team.c.code.label("team"),
        staff.c.officer_code.label("staff"),
    )
    .join(contact_type, contact_type.c.contact_type_id == contact.c.contact_type_id)
    .join(probation_area, probation_area.c.probation_area_id == contact.c.probation_area_id)
    .join(team, team.c.team_id == contact.c.team_id)
    .join(staff, staff.c.staff_id == contact.c.staff_id)
    .where(contact.c.external_reference.is_not(None), contact.c.soft_deleted == 0)
)
_UNANNOUNCED = select(func.count()).select_from(outbox)
_ADDRESSES = select(offender_address).where(offender_address.c.soft_deleted == 0)


class SqlDeliusView:
    """A view of what is committed and not soft-deleted, as far as this service may have written it."""

    def __init__(self, database: Database, installation: Installation) -> None:
        self._database = database
        self._reference = installation.reference

    def people(self) -> Sequence[PersonView]:
        """Everybody who is not deleted, by CRN."""
        with self._database.transaction() as connection:
            found = connection.execute(_PEOPLE.order_by(offender.c.crn)).all()
            return [self._view(connection, row.offender_id, Crn(row.crn)) for row in found]

    def person(self, crn: str) -> PersonView:
        """The person of that CRN; LookupError if there is none."""
        with self._database.transaction() as connection:
            row = connection.execute(_PEOPLE.where(offender.c.crn == crn)).first()
            if row is None:
                raise LookupError(f"Delius has no person with the CRN {crn}")
            return self._view(connection, row.offender_id, Crn(row.crn))

    def unannounced(self) -> int:
        """Return the number of announcements that are stored and not sent yet."""
        with self._database.transaction() as connection:
            return int(connection.execute(_UNANNOUNCED).scalar_one())

    def _view(self, connection: Connection, person: PersonId, crn: Crn) -> PersonView:
        diary = connection.execute(_DIARY.where(contact.c.offender_id == person))
        addresses = connection.execute(_ADDRESSES.where(offender_address.c.offender_id == person))
        return PersonView.of(crn, [_entry(row) for row in diary], [self._address(row) for row in addresses])

    def _address(self, row: Values) -> Address:
        return reading.address(row, self._reference)


def _entry(row: Values) -> DiaryEntry:
    return DiaryEntry(
        contact=reading.contact(row),
        code=ContactCode(row.type),
        provider=row.provider.rstrip(),
        team=row.team.rstrip(),
        staff=row.staff.rstrip(),
        sensitive=row.sensitive == "Y",
    )
