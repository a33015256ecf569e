"""Writes all the changes of one event, in the transaction that the case was read in."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from sqlalchemy import Connection

from adapters.oracle import statements, values
from adapters.oracle.reference_data import ReferenceData
from domain.address import CAS3_TYPE, ChangedAddress, NewAddress
from domain.contact import CONTACT_ADDED, CONTACT_CHANGED, ChangedContact, NewContact, audit_parameters
from domain.failures import TemporaryFailure
from domain.identifiers import AddressId, BookingId, ContactId, PersonId
from domain.london import WallTime
from domain.recording import Changes
from domain.remembered_residence import RememberedResidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Writer:
    """Writes for one person. `revisions` are the highest of the stays that were read; `with_employee`: this
    Delius still has the column `staff_employee_id`.
    """

    connection: Connection
    reference: ReferenceData
    person: PersonId
    now: WallTime
    revisions: Mapping[BookingId, int]
    with_employee: bool

    def write(self, changes: Changes) -> None:
        """Writes everything. TemporaryFailure if somebody changed a row since it was read."""
        if changes.added_contact is not None:
            self._audit(CONTACT_ADDED, self._add_contact(changes.added_contact))
        if changes.changed_contact is not None:
            self._audit(CONTACT_CHANGED, self._change_contact(changes.changed_contact))
        for change in changes.changed_addresses:
            self._change_address(change)
        added = self._add_address(changes.added_address) if changes.added_address else None
        self.connection.execute(statements.ADD_APPLIED, values.of_applied(changes.applied))
        self._remember(changes, added)
        self._announce(changes, added)

    def _add_contact(self, contact: NewContact) -> ContactId:
        type_id, _ = self.reference.contact_types[contact.code]
        row = {
            "offender_id": self.person,
            "external_reference": contact.reference.value,
            "contact_type_id": type_id,
            "sensitive": "Y" if contact.sensitive else "N",
            **values.of_contact(contact),
            **values.of_owner(contact, with_employee=self.with_employee),
            **values.when_added(self.reference.user, self.now),
        }
        return ContactId(self.connection.execute(statements.ADD_CONTACT, row).scalar_one())

    def _change_contact(self, change: ChangedContact) -> ContactId:
        before, after = values.of_contact(change.before), values.of_contact(change.after)
        columns = values.differing(before, after)
        if change.moved:
            columns |= {name: after[name] for name in ("contact_date", "contact_start_time")}
        self._change(statements.change_contact, change.before.id, change.before.version, columns)
        return change.before.id

    def _audit(self, interaction: str, contact: ContactId) -> None:
        row = {
            "date_time": self.now,
            "outcome": "P",
            "interaction_parameters": audit_parameters(contact, self.person),
            "user_id": self.reference.user,
            "business_interaction_id": self.reference.interactions[interaction],
        }
        self.connection.execute(statements.ADD_AUDIT, row)

    def _add_address(self, address: NewAddress) -> AddressId:
        row = {
            "offender_id": self.person,
            "address_type_id": self.reference.address_types[CAS3_TYPE],
            "no_fixed_abode": "N",
            "type_verified": "N",
            **values.of_address(address, self.reference.address_statuses),
            **values.when_added(self.reference.user, self.now),
        }
        return AddressId(self.connection.execute(statements.ADD_ADDRESS, row).scalar_one())

    def _change_address(self, change: ChangedAddress) -> None:
        statuses = self.reference.address_statuses
        columns = values.differing(
            values.of_address(change.before, statuses), values.of_address(change.after, statuses)
        )
        self._change(statements.change_address, change.before.id, change.before.version, columns)

    def _change(
        self,
        statement: statements.Changing,
        identifier: int,
        version: int,
        columns: values.Columns,
    ) -> None:
        columns = {**columns, **values.when_changed(self.reference.user, self.now, version + 1)}
        parameters = {f"new_{name}": value for name, value in columns.items()}
        parameters |= {"id": identifier, "version": version}
        if self.connection.execute(statement(frozenset(columns)), parameters).rowcount != 1:
            raise TemporaryFailure("somebody changed the same row at the same time")

    def _remember(self, changes: Changes, added: AddressId | None) -> None:
        rows = [self._revision(stay, changes.added_address, added) for stay in changes.stays]
        if rows:
            self.connection.execute(statements.ADD_STAYS, rows)

    def _revision(
        self, stay: RememberedResidence, new: NewAddress | None, added: AddressId | None
    ) -> values.Columns:
        if new is not None and new.booking == stay.booking:
            stay = replace(stay, address=added)
        return values.of_stay(stay, self.revisions.get(stay.booking, -1) + 1, self.person)

    def _announce(self, changes: Changes, added: AddressId | None) -> None:
        announcements = [each if added is None else each.about(added) for each in changes.announcements]
        if announcements:
            rows = [values.of_announcement(announcement) for announcement in announcements]
            self.connection.execute(statements.ADD_ANNOUNCEMENTS, rows)
