"""A practitioner's desk: events happen, people edit, and one looks at what Delius holds."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from adapters.in_memory.clock import InMemoryClock
from adapters.in_memory.delius.delius import InMemoryDelius
from adapters.in_memory.delius.tables import Tables
from domain.address import Address, AddressLines
from domain.case import CaseRequest
from domain.contact import Contact
from domain.event import Event
from domain.identifiers import AddressId, BookingId, PersonId
from domain.london import WallTime
from domain.recording import Recording, record
from entrypoints.sandbox.in_memory_delius_users import DeliusUsers
from entrypoints.sandbox.in_memory_delius_view import DeliusView
from entrypoints.sandbox.person_view import DiaryEntry, PersonView
from tests.domain.announced import Announced, announced

CRN = "A000001"
NOW = datetime(2026, 6, 11, 10, 12, 44)


@dataclass(slots=True)
class Desk:
    """One person's Delius, with the region N03, its team and an officer, who is also the manager."""

    tables: Tables = field(default_factory=Tables)
    clock: InMemoryClock = field(default_factory=lambda: InMemoryClock(NOW))
    recordings: list[Recording] = field(default_factory=list)
    crn: str = CRN
    person: PersonId = field(init=False)

    def __post_init__(self) -> None:
        self.person = self.users.register(self.crn)
        team = self.users.add_team("N03HPT")
        provider, officer = self.users.add_provider("N03"), self.users.add_staff("N03A001", team)
        manager = self.users.add_staff("N03A099", team)
        self.users.allocate(self.person, provider, team, manager)
        assert officer != manager

    @property
    def users(self) -> DeliusUsers:
        return DeliusUsers(self.tables)

    @property
    def view(self) -> PersonView:
        return DeliusView(self.tables).person(self.crn)

    def happens(self, *events: Event) -> Recording:
        """Record the events in this order; what became of the last."""
        for event in events:
            self.clock.wait(60)
            with InMemoryDelius(self.tables).open_case(CaseRequest.of(event)) as open_case:
                recording = record(event, open_case.case, self.clock.now())
                if recording.changes is not None:
                    open_case.commit(recording.changes)
            self.recordings.append(recording)
        return self.recordings[-1]

    def diary(self, event: Event) -> DiaryEntry:
        """The diary entry that tells of the event."""
        return self.view.entry(event.reference.value)

    def notes(self, event: Event) -> list[str]:
        """The lines of that entry."""
        return self.diary(event).contact.notes.split("\n")

    def edits_contact(self, event: Event, *, notes: str | None = None, time: datetime | None = None) -> None:
        """A practitioner changes notes or time of the entry that tells of the event."""
        contact: Contact = self.diary(event).contact
        if notes is not None:
            contact = replace(contact, notes=notes)
        if time is not None:
            contact = replace(contact, time=WallTime(time))
        assert self.users.edit_contact(self.person, contact)

    def address(self, booking: str) -> Address:
        """The address that belongs to the booking, deleted or not."""
        address = self.tables.residences[BookingId(booking)].residence.address
        assert address is not None, f"no address belongs to {booking}"
        return self.tables.addresses[self.person][address].address

    def stay(self, booking: str) -> tuple[date | None, date | None, str]:
        """From when until when the address of the booking is the person's, and its status."""
        address = self.address(booking)
        return address.start, address.end, address.status

    def edits_address(self, address: Address) -> None:
        """A practitioner puts the address so."""
        self.users.edit_address(self.person, address)

    def row(self, address: AddressId) -> Address:
        """The row of an address, deleted or not."""
        return self.tables.addresses[self.person][address].address

    def home(self, start: date | None, postcode: str = "ZZ9 9ZZ", kind: str | None = "A01B") -> AddressId:
        """A main address that a practitioner recorded by hand."""
        lines = AddressLines(street="1 Home Street", postcode=postcode)
        return self.users.add_address(self.person, lines, start, kind)

    def held(self, address: AddressId) -> tuple[date | None, date | None, str]:
        """From when until when an address is the person's, and its status."""
        row = self.row(address)
        return row.start, row.end, row.status

    def announced(self) -> list[Announced]:
        """Return what waits to be published, in order."""
        return [announced(stored) for stored in self.tables.outbox.values()]

    def forget(self) -> None:
        """Remember nothing any more, as if the predecessor had written all that stands there."""
        self.tables.applied.clear()
        self.tables.residences.clear()
        self.tables.residences_of.clear()
        self.tables.homes.clear()
        self.tables.booking_of.clear()
        self.tables.outbox.clear()

    def predecessor_wrote(self, event: Event, notes: str, time: datetime | None = None) -> Contact:
        """The predecessor recorded the event, in words of its own; the contact as it then stands."""
        self.happens(event)
        self.edits_contact(event, notes=notes, time=time)
        self.forget()
        return self.diary(event).contact

    def version(self) -> list[int]:
        """The versions of all contacts and addresses: they tell whether anything was written."""
        contacts = [entry.contact.version for entry in self.view.diary]
        return contacts + [row.address.version for row in self.tables.addresses[self.person].values()]


def day(number: int) -> date:
    """Return that day of June 2026."""
    return date(2026, 6, 1) + timedelta(days=number - 1)
