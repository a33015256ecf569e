"""The office of people who work with Delius: all that its desks need, whatever Delius is kept in."""

from collections.abc import Sequence
from contextlib import AbstractContextManager
from typing import Protocol

from domain.contact import AuditEntry, NewContact
from domain.identifiers import PersonId
from tests.adapters.stores import Users, View


class Office(Protocol):
    """One Delius: who works with it, what they see, and how they find ids."""

    @property
    def users(self) -> Users: ...

    @property
    def view(self) -> View: ...

    def person(self, crn: str) -> PersonId:
        """The person of that CRN who is not deleted; LookupError if there is none."""

    def delete(self, person: PersonId) -> None:
        """Delete the record of a person, as Delius does: it stays, marked."""

    def locked(self, person: PersonId) -> AbstractContextManager[None]:
        """Keep the record of a person open for changes, as a user does."""

    def provider(self, code: str) -> int:
        """The provider of that code, added if there is none; so with teams and officers."""

    def team(self, code: str) -> int: ...

    def officer(self, code: str) -> int: ...

    def audits(self) -> Sequence[AuditEntry]:
        """Return the audit trail, in that order."""

    def enter(self, person: PersonId, entry: NewContact) -> None:
        """Add a contact of which the service remembers nothing."""
