"""The other users of Delius in memory: they register, allocate, edit, delete and merge."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date

from adapters.in_memory.delius.rows import AddressRow, CodeRow, ManagerRow, PersonRow
from adapters.in_memory.delius.tables import Tables
from domain.address import MAIN, Address, AddressLines
from domain.contact import Contact
from domain.identifiers import AddressId, Code, ContactId, Crn, PersonId
from domain.london import midnight
from domain.person import MergeRow

_SOME_TIME_AGO = midnight(date(2020, 1, 1))


class DeliusUsers:
    """The people who work with Delius, all of them in one."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    def register(self, crn: str) -> PersonId:
        """Add a person on probation."""
        person = PersonRow(id=PersonId(next(self._tables.ids)), crn=Crn(crn))
        self._tables.people[person.crn].append(person)
        return person.id

    def add_provider(self, code: str) -> int:
        """Add a provider."""
        return self._add_code(self._tables.providers[Code(code)], code)

    def add_team(self, code: str, *, ended: bool = False) -> int:
        """Add a team."""
        return self._add_code(self._tables.teams[Code(code)], code, ended=ended)

    def add_staff(self, code: str, *teams: int, ended: bool = False) -> int:
        """Add a member of staff, and make them a member of the teams."""
        staff = self._add_code(self._tables.staff[Code(code)], code, ended=ended)
        self._tables.team_members |= {(staff, team) for team in teams}
        return staff

    def allocate(self, person: PersonId, provider: int, team: int | None, staff: int | None) -> None:
        """Make a member of staff the person's community manager."""
        manager = ManagerRow(
            id=next(self._tables.ids), person=person, provider=provider, team=team, staff=staff
        )
        self._tables.managers[person].append(manager)

    def add_address(
        self, person: PersonId, lines: AddressLines, start: date | None, kind: str | None
    ) -> AddressId:
        """Record a main address of that type."""
        address = Address(
            id=AddressId(next(self._tables.ids)), version=0, type=kind, status=MAIN, lines=lines, start=start
        )
        self._tables.addresses[person][address.id] = AddressRow(address=address, person=person)
        return address.id

    def edit_address(self, person: PersonId, address: Address) -> None:
        """Put the address as given in place of the one with its id."""
        with self._tables.mutex:
            row = self._tables.addresses[person][address.id]
            edited = replace(address, version=row.address.version + 1)
            self._tables.addresses[person][address.id] = replace(row, address=edited)

    def remove_address(self, person: PersonId, address: AddressId) -> None:
        """Delete a row for good, as some services do."""
        with self._tables.mutex:
            del self._tables.addresses[person][address]

    def edit_contact(self, person: PersonId, contact: Contact) -> bool:
        """Put notes and time as given in place of those of the contact with its id, unless somebody changed
        it since it had that version; return whether it was done.
        """
        with self._tables.mutex:
            row = self._tables.contacts[person][contact.id]
            if row.contact.version != contact.version:
                return False
            edited = replace(contact, version=row.contact.version + 1)
            self._tables.contacts[person][contact.id] = replace(row, contact=edited)
            return True

    @contextmanager
    def locked(self, person: PersonId) -> Iterator[None]:
        """Keep the person's record locked as long as the context lasts."""
        with self._tables.person_locks[person]:
            yield

    def delete_contact(self, person: PersonId, contact: ContactId) -> None:
        """Soft-delete a contact."""
        row = self._tables.contacts[person][contact]
        self._tables.contacts[person][contact] = replace(row, soft_deleted=True)

    def merge(self, crn: str, into: str) -> None:
        """Merge a person into another, who gets their contacts and addresses."""
        gone, survivor = (self._tables.live_person(Crn(each)) for each in (crn, into))
        if gone is None or survivor is None:
            raise LookupError(f"there are no people {crn} and {into} to merge")
        merge = MergeRow(id=next(self._tables.ids), identifier=survivor.crn.value, created=_SOME_TIME_AGO)
        self._tables.people[gone.crn] = [replace(gone, soft_deleted=True, merges=[merge])]
        for contact_id, contact in self._tables.contacts.pop(gone.id, {}).items():
            self._tables.contacts[survivor.id][contact_id] = replace(contact, person=survivor.id)
        for address_id, address in self._tables.addresses.pop(gone.id, {}).items():
            self._tables.addresses[survivor.id][address_id] = replace(address, person=survivor.id)

    def _add_code(self, rows: list[CodeRow], code: str, *, ended: bool = False) -> int:
        row = CodeRow(id=next(self._tables.ids), code=code.strip(), ended=ended)
        rows.append(row)
        return row.id
