"""The tables of Delius and the service's own, with the indexes that the queries need."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count
from threading import Lock

from adapters.in_memory.delius.rows import (
    AddressRow,
    AuditRow,
    CodeRow,
    ContactRow,
    ManagerRow,
    PersonRow,
    ResidenceRow,
)
from domain.address import MAIN, PREVIOUS
from domain.event import ContactCode
from domain.history import AppliedEvent
from domain.identifiers import AddressId, BookingId, Code, ContactId, Crn, ExternalReference, PersonId
from domain.london import Instant
from domain.person import MergeRow
from domain.ports.outbox import StoredAnnouncement
from domain.premises import AddressColumns
from domain.remembered_residence import RememberedHome, RememberedResidence

_FIRST_ID = 2_500_000_001


@dataclass(frozen=True, slots=True)
class Lease:
    """The right of one holder to publish what is stored, until a time."""

    holder: object
    until: Instant


class Tables:
    """The tables. Hold `mutex` to write contacts, addresses or the service's own rows."""

    def __init__(self) -> None:
        self.mutex = Lock()
        self.person_locks: defaultdict[PersonId, Lock] = defaultdict(Lock)
        self.ids: Iterator[int] = count(_FIRST_ID)
        self.people: defaultdict[Crn, list[PersonRow]] = defaultdict(list)
        self.providers: defaultdict[Code, list[CodeRow]] = defaultdict(list)
        self.teams: defaultdict[Code, list[CodeRow]] = defaultdict(list)
        self.staff: defaultdict[Code, list[CodeRow]] = defaultdict(list)
        self.team_members: set[tuple[int, int]] = set()
        self.managers: defaultdict[PersonId, list[ManagerRow]] = defaultdict(list)
        self.contact_types: dict[ContactCode, bool] = dict.fromkeys(ContactCode, False)
        self.columns = AddressColumns()
        self.address_statuses = {MAIN: "Main Address", PREVIOUS: "Previous Address"}
        self.contacts: defaultdict[PersonId, dict[ContactId, ContactRow]] = defaultdict(dict)
        self.addresses: defaultdict[PersonId, dict[AddressId, AddressRow]] = defaultdict(dict)
        self.audit: list[AuditRow] = []
        self.applied: defaultdict[ExternalReference, list[AppliedEvent]] = defaultdict(list)
        self.residences: dict[BookingId, ResidenceRow] = {}
        self.residences_of: defaultdict[PersonId, dict[BookingId, RememberedResidence]] = defaultdict(dict)
        self.homes: dict[AddressId, RememberedHome] = {}
        self.booking_of: dict[AddressId, BookingId] = {}
        self.outbox: dict[int, StoredAnnouncement] = {}
        self.outbox_lease: Lease | None = None

    def live_person(self, crn: Crn) -> PersonRow | None:
        """The person of that CRN who is not deleted."""
        return next((row for row in self.people.get(crn, ()) if not row.soft_deleted), None)

    def merges(self, crn: Crn) -> Sequence[MergeRow]:
        """Return the CRNs into which deleted people of that CRN were merged."""
        return [each for row in self.people.get(crn, ()) if row.soft_deleted for each in row.merges]

    def remember(self, row: ResidenceRow) -> None:
        """Store what is remembered of a booking."""
        if (before := self.residences.get(row.booking)) is not None:
            self.residences_of[before.person].pop(row.booking, None)
        self.residences[row.booking] = row
        self.residences_of[row.person][row.booking] = row.residence
        if row.residence.address is not None:
            self.booking_of[row.residence.address] = row.booking
