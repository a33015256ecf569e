"""Contacts, the entries in a person's diary, as Delius holds them and as they are to be."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from domain.event import ContactCode
from domain.identifiers import ContactId, ExternalReference, PersonId
from domain.london import WallTime
from domain.owner import Owner

CONTACT_ADDED = "CLBI003"
CONTACT_CHANGED = "CLBI007"
_PASSED = "P"


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """One contact that is not soft-deleted. `version` is Delius' optimistic lock; `notes` may be empty."""

    id: ContactId
    version: int
    reference: ExternalReference
    time: WallTime
    notes: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewContact:
    """A contact to be added; its `sensitive` flag is that of its type."""

    reference: ExternalReference
    code: ContactCode
    time: WallTime
    notes: str
    owner: Owner
    sensitive: bool


@dataclass(frozen=True, slots=True)
class ChangedContact:
    """A contact as it was read, and as it is to be: only notes and time ever differ.

    `moved`: date and time are to be written, together, even if they seem to stand there.
    """

    before: Contact
    after: Contact
    moved: bool = False


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """One line of Delius' audit trail: the code of the business interaction, of what, and how it went."""

    interaction: str
    parameters: str
    outcome: str = _PASSED

    @classmethod
    def added(cls, contact: ContactId, person: PersonId) -> "AuditEntry":
        """Return the entry for a contact that was added."""
        return cls(CONTACT_ADDED, _audit_parameters(contact, person))

    @classmethod
    def changed(cls, contact: ContactId, person: PersonId) -> "AuditEntry":
        """Return the entry for a contact that was changed."""
        return cls(CONTACT_CHANGED, _audit_parameters(contact, person))


def _audit_parameters(contact: ContactId, person: PersonId) -> str:
    return f"contactId='{contact}',offenderId='{person}'"


def oldest_by_reference(contacts: Iterable[Contact]) -> Mapping[ExternalReference, Contact]:
    """Return one contact for each reference: of several the oldest, which is the one with the lowest id."""
    newest_first = sorted(contacts, key=lambda contact: contact.id, reverse=True)
    return {contact.reference: contact for contact in newest_first}
