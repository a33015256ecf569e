"""The rows of Delius' tables, as far as this service reads or writes them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from domain.address import Address
from domain.contact import AuditEntry, Contact
from domain.event import ContactCode
from domain.identifiers import BookingId, Crn, PersonId
from domain.london import WallTime
from domain.owner import Owner
from domain.person import MergeRow
from domain.remembered_residence import RememberedResidence


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonRow:
    """A person; `merges` name the CRNs into which they were merged."""

    id: PersonId
    crn: Crn
    soft_deleted: bool = False
    merges: Sequence[MergeRow] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeRow:
    """A provider, a team or a member of staff."""

    id: int
    code: str
    ended: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ManagerRow:
    """An active community manager."""

    id: int
    person: PersonId
    provider: int
    team: int | None
    staff: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactRow:
    """An entry in a person's diary: what the service sees of it, and the rest."""

    contact: Contact
    person: PersonId
    code: ContactCode
    owner: Owner
    sensitive: bool
    created: WallTime
    last_updated: WallTime
    soft_deleted: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class AddressRow:
    """An address of a person."""

    address: Address
    person: PersonId


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditRow:
    """An entry of the audit trail for one contact that was written."""

    entry: AuditEntry
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ResidenceRow:
    """A remembered booking, with its person."""

    residence: RememberedResidence
    person: PersonId

    @property
    def booking(self) -> BookingId:
        """The key of the row."""
        return self.residence.booking
