"""The tables of Delius and the service's own, with the indexes that the queries need."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import count
from threading import Lock

from adapters.in_memory.delius.rows import (
    AddressRow,
    AuditRow,
    CodeRow,
    ContactRow,
    ManagerRow,
    PersonRow,
    StayRow,
)
from domain.event import ContactCode
from domain.history import AppliedEvent
from domain.identifiers import AddressId, BookingId, Code, ContactId, Crn, ExternalReference, PersonId
from domain.ports.outbox import StoredAnnouncement
from domain.premises import AddressColumns

_FIRST_ID = 2_500_000_001


class Tables:
    """Whoever writes contacts, addresses or what belongs to the service holds `mutex`."""

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
        self.contacts: defaultdict[PersonId, dict[ContactId, ContactRow]] = defaultdict(dict)
        self.addresses: defaultdict[PersonId, dict[AddressId, AddressRow]] = defaultdict(dict)
        self.audit: list[AuditRow] = []
        self.applied: defaultdict[ExternalReference, list[AppliedEvent]] = defaultdict(list)
        self.stays: dict[BookingId, StayRow] = {}
        self.stays_of: defaultdict[PersonId, set[BookingId]] = defaultdict(set)
        self.booking_of: dict[AddressId, BookingId] = {}
        self.outbox: dict[int, StoredAnnouncement] = {}

    def live_person(self, crn: Crn) -> PersonRow | None:
        """The person of that CRN who is not deleted."""
        return next((row for row in self.people.get(crn, ()) if not row.soft_deleted), None)

    def merged_into(self, crn: Crn) -> Crn | None:
        """The CRN that survived the deleted person of that CRN, if they were merged."""
        return next((row.merged_into for row in self.people.get(crn, ()) if row.merged_into), None)

    def remember(self, row: StayRow) -> None:
        """Stores what is remembered of a booking."""
        if (before := self.stays.get(row.booking)) is not None:
            self.stays_of[before.person].discard(row.booking)
        self.stays[row.booking] = row
        self.stays_of[row.person].add(row.booking)
        if row.stay.address is not None:
            self.booking_of[row.stay.address] = row.booking
