"""What a practitioner sees of a person in Delius."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from adapters.in_memory.delius.rows import CodeRow, ContactRow, PersonRow
from adapters.in_memory.delius.tables import Tables
from domain.address import Address
from domain.contact import Contact
from domain.event import ContactCode
from domain.identifiers import Code, Crn


@dataclass(frozen=True, slots=True, kw_only=True)
class DiaryEntry:
    """One contact with the codes of its owner."""

    contact: Contact
    code: ContactCode
    provider: str
    team: str
    staff: str
    sensitive: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonView:
    """A person's diary in order of date and time, and their addresses in order of their starts."""

    crn: Crn
    diary: Sequence[DiaryEntry]
    addresses: Sequence[Address]

    @property
    def main_address(self) -> Address | None:
        """The address that is main; LookupError if more than one is."""
        mains = [address for address in self.addresses if address.is_main]
        if len(mains) > 1:
            raise LookupError(f"{self.crn} has {len(mains)} main addresses")
        return mains[0] if mains else None

    def entry(self, reference: str) -> DiaryEntry:
        """The entry with that external reference; LookupError if there is not exactly one."""
        found = [entry for entry in self.diary if entry.contact.reference.value == reference]
        if len(found) != 1:
            raise LookupError(f"{self.crn} has {len(found)} contacts with the reference {reference}")
        return found[0]


class DeliusView:
    """Shows what is committed and not soft-deleted."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    def people(self) -> Sequence[PersonView]:
        """Everybody who is not deleted, by CRN."""
        rows = [row for rows in self._tables.people.values() for row in rows if not row.soft_deleted]
        return [self._view(row) for row in sorted(rows, key=lambda row: row.crn)]

    def person(self, crn: str) -> PersonView:
        """The person of that CRN; LookupError if there is none."""
        row = self._tables.live_person(Crn(crn))
        if row is None:
            raise LookupError(f"Delius has no person with the CRN {crn}")
        return self._view(row)

    def _view(self, person: PersonRow) -> PersonView:
        tables = self._tables
        codes = {
            row.id: row for table in (tables.providers, tables.teams, tables.staff) for row in _rows(table)
        }
        contacts = [row for row in tables.contacts.get(person.id, {}).values() if not row.soft_deleted]
        addresses = [row.address for row in tables.addresses.get(person.id, {}).values()]
        return PersonView(
            crn=person.crn,
            diary=sorted(
                (_entry(row, codes) for row in contacts),
                key=lambda entry: (entry.contact.time, entry.contact.id),
            ),
            addresses=sorted(
                (address for address in addresses if not address.soft_deleted),
                key=lambda address: (address.start, address.end or date.max, address.id),
            ),
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
