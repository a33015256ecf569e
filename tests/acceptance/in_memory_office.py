"""The office of people who work with Delius in memory."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace

from adapters.in_memory.delius.rows import ContactRow
from adapters.in_memory.delius.tables import Tables
from domain.contact import AuditEntry, Contact, NewContact
from domain.identifiers import Code, ContactId, Crn, PersonId
from entrypoints.sandbox.in_memory_delius_users import DeliusUsers
from entrypoints.sandbox.in_memory_delius_view import DeliusView


class InMemoryOffice:
    """Delius in memory."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables
        self.users = DeliusUsers(tables)
        self.view = DeliusView(tables)

    def person(self, crn: str) -> PersonId:
        person = self._tables.live_person(Crn(crn))
        if person is None:
            raise LookupError(f"nobody has the CRN {crn}")
        return person.id

    def delete(self, person: PersonId) -> None:
        for records in self._tables.people.values():
            records[:] = [replace(row, soft_deleted=row.soft_deleted or row.id == person) for row in records]

    @contextmanager
    def locked(self, person: PersonId) -> Iterator[None]:
        with self._tables.person_locks[person]:
            yield

    def provider(self, code: str) -> int:
        known = self._tables.providers.get(Code(code))
        return known[0].id if known else self.users.add_provider(code)

    def team(self, code: str) -> int:
        known = self._tables.teams.get(Code(code))
        return known[0].id if known else self.users.add_team(code)

    def officer(self, code: str) -> int:
        known = self._tables.staff.get(Code(code))
        return known[0].id if known else self.users.add_staff(code)

    def audits(self) -> Sequence[AuditEntry]:
        return [row.entry for row in self._tables.audit]

    def enter(self, person: PersonId, entry: NewContact) -> None:
        contact = Contact(
            id=ContactId(next(self._tables.ids)),
            version=0,
            reference=entry.reference,
            time=entry.time,
            notes=entry.notes,
        )
        self._tables.contacts[person][contact.id] = ContactRow(
            contact=contact,
            person=person,
            code=entry.code,
            owner=entry.owner,
            sensitive=entry.sensitive,
            created=entry.time,
            last_updated=entry.time,
        )
