"""Write all the changes of one event."""

from dataclasses import replace

from adapters.in_memory.delius.rows import AddressRow, AuditRow, ContactRow, PersonRow, ResidenceRow
from adapters.in_memory.delius.tables import Tables
from adapters.wire.announcement import write_announcement
from domain.address import Address, ChangedAddress, NewAddress
from domain.changes import Changes
from domain.contact import AuditEntry, ChangedContact, Contact, NewContact
from domain.failures import TemporaryFailure
from domain.identifiers import AddressId, ContactId
from domain.london import WallTime, wall_time
from domain.ports.outbox import StoredAnnouncement


def write(tables: Tables, person: PersonRow, changes: Changes) -> None:
    """Write everything, or raise a TemporaryFailure before anything is written."""
    with tables.mutex:
        _check_versions(tables, person, changes)
        _Transaction(tables, person, wall_time(changes.decided_at)).write(changes)


def _check_versions(tables: Tables, person: PersonRow, changes: Changes) -> None:
    contact = changes.changed_contact
    if contact is not None:
        row = tables.contacts[person.id].get(contact.before.id)
        if row is None or row.soft_deleted or row.contact.version != contact.before.version:
            raise TemporaryFailure("somebody changed the contact at the same time")
    for change in changes.changed_addresses:
        address = tables.addresses[person.id].get(change.before.id)
        if address is None or address.address.version != change.before.version:
            raise TemporaryFailure("somebody changed an address at the same time")


class _Transaction:
    def __init__(self, tables: Tables, person: PersonRow, at: WallTime) -> None:
        self._tables = tables
        self._person = person
        self._at = at

    def write(self, changes: Changes) -> None:
        if changes.added_contact is not None:
            self._add_contact(changes.added_contact)
        if changes.changed_contact is not None:
            self._change_contact(changes.changed_contact)
        for change in changes.changed_addresses:
            self._change_address(change)
        if changes.added_address is not None:
            changes = changes.with_address(self._add_address(changes.added_address))
        self._tables.applied[changes.applied.reference].append(changes.applied)
        for residence in changes.residences:
            self._tables.remember(ResidenceRow(residence=residence, person=self._person.id))
        self._tables.homes.update({home.address: home for home in changes.homes})
        self._announce(changes)

    def _add_contact(self, new: NewContact) -> None:
        contact = Contact(
            id=ContactId(next(self._tables.ids)),
            version=0,
            reference=new.reference,
            time=new.time,
            notes=new.notes,
        )
        self._tables.contacts[self._person.id][contact.id] = ContactRow(
            contact=contact,
            person=self._person.id,
            code=new.code,
            owner=new.owner,
            sensitive=new.sensitive,
            created=self._at,
            last_updated=self._at,
        )
        self._audit(AuditEntry.added(contact.id, self._person.id))

    def _change_contact(self, change: ChangedContact) -> None:
        contacts = self._tables.contacts[self._person.id]
        contact = replace(change.after, version=change.before.version + 1)
        contacts[contact.id] = replace(contacts[contact.id], contact=contact, last_updated=self._at)
        self._audit(AuditEntry.changed(contact.id, self._person.id))

    def _audit(self, entry: AuditEntry) -> None:
        self._tables.audit.append(AuditRow(entry=entry, at=self._at))

    def _add_address(self, new: NewAddress) -> AddressId:
        address = Address(
            id=AddressId(next(self._tables.ids)),
            version=0,
            type=new.type,
            status=new.status,
            lines=new.lines,
            start=new.start,
            end=new.end,
        )
        self._put(address)
        return address.id

    def _change_address(self, change: ChangedAddress) -> None:
        self._put(replace(change.after, version=change.before.version + 1))

    def _put(self, address: Address) -> None:
        row = AddressRow(address=address, person=self._person.id)
        self._tables.addresses[self._person.id][address.id] = row

    def _announce(self, changes: Changes) -> None:
        for announcement in changes.announcements:
            number = next(self._tables.ids)
            self._tables.outbox[number] = StoredAnnouncement(
                id=number,
                event_type=announcement.type.value,
                body=write_announcement(announcement),
                person=announcement.crn.value,
                trace_parent=changes.trace_parent,
            )
