"""The rows of Delius' tables, as far as this service reads or writes them."""

from dataclasses import dataclass
from datetime import datetime

from domain.address import Address
from domain.contact import Contact
from domain.event import ContactCode
from domain.identifiers import BookingId, Crn, PersonId
from domain.london import WallTime
from domain.owner import Owner
from domain.remembered_residence import RememberedResidence


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonRow:
    """A person; `merged_into` is the CRN that survived them, if they were merged."""

    id: PersonId
    crn: Crn
    soft_deleted: bool = False
    merged_into: Crn | None = None


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
    """What the audit trail says of one contact that was written."""

    interaction: str
    parameters: str
    at: datetime
    outcome: str = "P"


@dataclass(frozen=True, slots=True, kw_only=True)
class StayRow:
    """What the service remembers of a booking, and of whom."""

    stay: RememberedResidence
    person: PersonId

    @property
    def booking(self) -> BookingId:
        """Its key."""
        return self.stay.booking
