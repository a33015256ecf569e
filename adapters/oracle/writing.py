"""Write all the changes of one event, in the transaction that the case was read in, and commit."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from adapters.oracle import statements, values
from adapters.oracle.committing import CommittingConnection
from adapters.oracle.reference_data import ReferenceData
from domain.address import ChangedAddress, NewAddress
from domain.changes import Changes
from domain.contact import AuditEntry, ChangedContact, NewContact
from domain.failures import TemporaryFailure
from domain.identifiers import AddressId, ContactId, PersonId
from domain.london import WallTime, wall_time


@dataclass(frozen=True, slots=True, kw_only=True)
class Writer:
    """A writer for one person. `revisions` are the newest of what is remembered, as it was read;
    `with_employee`: this Delius still has the column `staff_employee_id`.
    """

    connection: CommittingConnection
    reference: ReferenceData
    person: PersonId
    revisions: Mapping[str, int]
    with_employee: bool

    def write_and_commit(self, changes: Changes) -> None:
        """Write everything and commit. TemporaryFailure if somebody changed a row since it was read."""
        at = wall_time(changes.decided_at)
        if changes.added_contact is not None:
            added = self._add_contact(changes.added_contact, at)
            self._audit(AuditEntry.added(added, self.person), at)
        if changes.changed_contact is not None:
            changed = self._change_contact(changes.changed_contact, at)
            self._audit(AuditEntry.changed(changed, self.person), at)
        for change in changes.changed_addresses:
            self._change_address(change, at)
        if changes.added_address is not None:
            changes = changes.with_address(self._add_address(changes.added_address, at))
        self._announce(changes)
        self._remember_and_commit(changes)

    def _add_contact(self, contact: NewContact, at: WallTime) -> ContactId:
        type_id, _ = self.reference.contact_types[contact.code]
        row = {
            "offender_id": self.person,
            **values.of_new_contact(contact, type_id, with_employee=self.with_employee),
            **values.added_by(self.reference.user, at),
        }
        return ContactId(self.connection.execute(statements.ADD_CONTACT, row).scalar_one())

    def _change_contact(self, change: ChangedContact, at: WallTime) -> ContactId:
        before, after = values.of_contact(change.before), values.of_contact(change.after)
        columns = values.differing(before, after)
        if change.moved:
            columns |= {name: after[name] for name in ("contact_date", "contact_start_time")}
        self._change(statements.change_contact, change.before.id, change.before.version, columns, at)
        return change.before.id

    def _audit(self, entry: AuditEntry, at: WallTime) -> None:
        row = {
            "date_time": at,
            "outcome": entry.outcome,
            "interaction_parameters": entry.parameters,
            "user_id": self.reference.user,
            "business_interaction_id": self.reference.interactions[entry.interaction],
        }
        self.connection.execute(statements.ADD_AUDIT, row)

    def _add_address(self, address: NewAddress, at: WallTime) -> AddressId:
        row = {
            "offender_id": self.person,
            **values.of_new_address(address, self.reference),
            **values.added_by(self.reference.user, at),
        }
        return AddressId(self.connection.execute(statements.ADD_ADDRESS, row).scalar_one())

    def _change_address(self, change: ChangedAddress, at: WallTime) -> None:
        columns = values.of_changed_address(change, self.reference.address_statuses)
        self._change(statements.change_address, change.before.id, change.before.version, columns, at)

    def _change(
        self,
        statement: statements.Changing,
        identifier: int,
        version: int,
        columns: values.Columns,
        at: WallTime,
    ) -> None:
        columns = {**columns, **values.changed_by(self.reference.user, at, version + 1)}
        parameters = {f"new_{name}": value for name, value in columns.items()}
        parameters |= {"id": identifier, "version": version}
        if self.connection.execute(statement(frozenset(columns)), parameters).rowcount != 1:
            raise TemporaryFailure("somebody changed the same row at the same time")

    def _remember_and_commit(self, changes: Changes) -> None:
        rows = [values.of_residence(residence) for residence in changes.residences]
        rows += [values.of_home(home) for home in changes.homes]
        applied = values.of_applied(changes.applied)
        for row in (*rows, applied):
            row |= {
                "revision": self.revisions.get(row["booking_id"], -1) + 1,
                "offender_id": self.person,
            }
        if rows and all(row["booking_id"] in self.revisions for row in rows):
            self._replace(rows)
            rows = []
        # What is known already gets a new revision beside the older one: one statement takes them all.
        self.connection.execute_and_commit(statements.ADD_REMEMBERED, values.alike([*rows, applied]))

    def _replace(self, rows: Sequence[values.Columns]) -> None:
        known = [
            {**row, "known_booking": row["booking_id"], "known_revision": row["revision"] - 1}
            for row in values.alike(rows)
        ]
        if self.connection.execute(statements.REPLACE_RESIDENCES, known).rowcount != len(rows):
            raise TemporaryFailure("somebody changed what is remembered at the same time")

    def _announce(self, changes: Changes) -> None:
        rows = [values.of_announcement(each, changes.trace_parent) for each in changes.announcements]
        if rows:
            self.connection.execute(statements.ADD_ANNOUNCEMENTS, rows)
