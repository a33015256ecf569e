"""Contacts, the entries in a person's diary, as Delius holds them and as they are to be."""

from dataclasses import dataclass

from domain.event import ContactCode
from domain.identifiers import ContactId, ExternalReference, PersonId
from domain.london import WallTime
from domain.owner import Owner

CONTACT_ADDED = "CLBI003"
CONTACT_CHANGED = "CLBI007"


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


def audit_parameters(contact: ContactId, person: PersonId) -> str:
    """How the audit trail of Delius names the contact that was written."""
    return f"contactId='{contact}',offenderId='{person}'"
