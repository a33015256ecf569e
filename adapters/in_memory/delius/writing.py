"""Writes all the changes of one event."""

from dataclasses import replace

from adapters.in_memory.delius.rows import AddressRow, AuditRow, ContactRow, PersonRow, StayRow
from adapters.in_memory.delius.tables import Tables
from adapters.wire.announcement import write_announcement
from domain.address import CAS3_TYPE, Address, ChangedAddress, NewAddress
from domain.contact import (
    CONTACT_ADDED,
    CONTACT_CHANGED,
    ChangedContact,
    Contact,
    NewContact,
    audit_parameters,
)
from domain.failures import TemporaryFailure
from domain.identifiers import AddressId, ContactId
from domain.london import Instant, wall_time
from domain.ports.outbox import StoredAnnouncement
from domain.recording import Changes
from domain.remembered_residence import RememberedResidence


def write(tables: Tables, person: PersonRow, changes: Changes, now: Instant) -> None:
    """Writes everything, or raises a TemporaryFailure before anything is written."""
    with tables.mutex:
        _check_versions(tables, person, changes)
        _Transaction(tables, person, now).write(changes)


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
    def __init__(self, tables: Tables, person: PersonRow, now: Instant) -> None:
        self._tables = tables
        self._person = person
        self._now = now

    def write(self, changes: Changes) -> None:
        if changes.added_contact is not None:
            self._add_contact(changes.added_contact)
        if changes.changed_contact is not None:
            self._change_contact(changes.changed_contact)
        for change in changes.changed_addresses:
            self._change_address(change)
        added = self._add_address(changes.added_address) if changes.added_address else None
        self._tables.applied[changes.applied.reference].append(changes.applied)
        for stay in changes.stays:
            is_added = changes.added_address is not None and changes.added_address.booking == stay.booking
            self._remember(replace(stay, address=added) if is_added else stay)
        self._announce(changes, added)

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
            created=wall_time(self._now),
            last_updated=wall_time(self._now),
        )
        self._audit(CONTACT_ADDED, contact.id)

    def _change_contact(self, change: ChangedContact) -> None:
        contacts = self._tables.contacts[self._person.id]
        contact = replace(change.after, version=change.before.version + 1)
        contacts[contact.id] = replace(
            contacts[contact.id], contact=contact, last_updated=wall_time(self._now)
        )
        self._audit(CONTACT_CHANGED, contact.id)

    def _audit(self, interaction: str, contact: ContactId) -> None:
        parameters = audit_parameters(contact, self._person.id)
        self._tables.audit.append(
            AuditRow(interaction=interaction, parameters=parameters, at=wall_time(self._now))
        )

    def _add_address(self, new: NewAddress) -> AddressId:
        address = Address(
            id=AddressId(next(self._tables.ids)),
            version=0,
            type=CAS3_TYPE,
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

    def _remember(self, stay: RememberedResidence) -> None:
        self._tables.remember(StayRow(stay=stay, person=self._person.id))

    def _announce(self, changes: Changes, added: AddressId | None) -> None:
        for announcement in changes.announcements:
            about = announcement if added is None else announcement.about(added)
            number = next(self._tables.ids)
            self._tables.outbox[number] = StoredAnnouncement(
                id=number,
                event_type=about.type.value,
                body=write_announcement(about),
                person=about.crn.value,
                trace_parent=about.trace_parent,
            )
