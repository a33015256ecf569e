"""The view that a practitioner has of a person in Delius."""

from collections.abc import Mapping, Sequence

from adapters.in_memory.delius.rows import CodeRow, ContactRow, PersonRow
from adapters.in_memory.delius.tables import Tables
from domain.identifiers import Code, Crn
from entrypoints.sandbox.person_view import DiaryEntry, PersonView


class DeliusView:
    """A view of what is committed and not soft-deleted."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    def people(self) -> Sequence[PersonView]:
        """Everybody who is not deleted, by CRN."""
        with self._tables.mutex:
            rows = [row for rows in self._tables.people.values() for row in rows if not row.soft_deleted]
            return [self._view(row) for row in sorted(rows, key=lambda row: row.crn)]

    def person(self, crn: str) -> PersonView:
        """The person of that CRN; LookupError if there is none."""
        row = self._tables.live_person(Crn(crn))
        if row is None:
            raise LookupError(f"Delius has no person with the CRN {crn}")
        with self._tables.mutex:
            return self._view(row)

    def _view(self, person: PersonRow) -> PersonView:
        tables = self._tables
        codes = {
            row.id: row for table in (tables.providers, tables.teams, tables.staff) for row in _rows(table)
        }
        contacts = [row for row in tables.contacts.get(person.id, {}).values() if not row.soft_deleted]
        addresses = [row.address for row in tables.addresses.get(person.id, {}).values()]
        return PersonView.of(
            person.crn,
            (_entry(row, codes) for row in contacts),
            (address for address in addresses if not address.soft_deleted),
        )


def _rows(table: Mapping[Code, Sequence[CodeRow]]) -> Sequence[CodeRow]:
    return [row for rows in table.values() for row in rows]


def _entry(row: ContactRow, codes: Mapping[int, CodeRow]) -> DiaryEntry:
    return DiaryEntry(
        contact=row.contact,
        code=row.code,
        provider=codes[row.owner.provider].code,
        team=codes[row.owner.team].code,
        staff=codes[row.owner.staff].code,
        sensitive=row.sensitive,
    )
