"""A Delius of its own for every example, into which events come one after the other."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from adapters.in_memory.clock import InMemoryClock
from adapters.in_memory.delius.delius import InMemoryDelius
from adapters.in_memory.delius.rows import AuditRow, ContactRow
from adapters.in_memory.delius.tables import Tables
from adapters.in_memory.telemetry import InMemoryTelemetry
from application.record_event import RecordEvent
from domain.address import Address, AddressLines
from domain.address_decision import AddressDecision, decide_addresses
from domain.arrival_and_departure import PersonArrived, PersonDeparted
from domain.case import CaseRequest
from domain.event import Event, EventType
from domain.identifiers import AddressId, BookingId, ContactId, Crn, PersonId
from domain.notification import Notification
from domain.recording import Recording
from entrypoints.sandbox.in_memory_delius_users import DeliusUsers
from tests.domain.announced import Announced, announced
from tests.domain.convergence.edits import Edit, Entry
from tests.domain.convergence.stories import Home, Story

_NOW = datetime(2026, 6, 11, 10, 12, 44)


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """All that Delius holds of a person at one moment, and what was announced up to then."""

    contacts: Mapping[ContactId, ContactRow]
    addresses: Mapping[AddressId, Address]
    announced: Sequence[Announced]
    audit: Sequence[AuditRow]


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One event, what became of it, and what Delius held before and after."""

    event: Event
    recording: Recording
    before: Held
    after: Held


class _HandedOver:
    """Details that need not be fetched: the event lies ready."""

    def __init__(self) -> None:
        self.event: Event | None = None

    def fetch(self, notification: Notification) -> Event:
        assert self.event is not None, f"no event lies ready for {notification.detail_url}"
        return self.event


class World:
    """The whole way of an event but for the wire."""

    def __init__(self, *stories: Story) -> None:
        self.tables = Tables()
        clock = InMemoryClock(_NOW)
        self._details = _HandedOver()
        self._record_event = RecordEvent(
            self._details, InMemoryDelius(self.tables), clock, InMemoryTelemetry()
        )
        self._people: dict[Crn, PersonId] = {}
        self._homes: dict[Crn, Sequence[AddressId]] = {}
        users = self._users = DeliusUsers(self.tables)
        provider, team = users.add_provider("N03"), users.add_team("N03HPT")
        users.add_staff("N03A001", team)
        manager = users.add_staff("N03A099", team)
        for story in stories:
            person = self._people[story.crn] = users.register(story.crn.value)
            users.allocate(person, provider, team, manager)
            self._homes[story.crn] = [self._add_home(person, home) for home in story.homes]

    def tell(self, event: Event) -> Step:
        """Record the event."""
        before = self.held(event.crn)
        self._details.event = event
        recording = self._record_event(_notification(event))
        return Step(event=event, recording=recording, before=before, after=self.held(event.crn))

    def edit(self, crn: Crn, happening: Edit | Entry) -> None:
        """Edits or enters an address, as people do."""
        person = self._people[crn]
        addresses = [row.address for row in self.tables.addresses[person].values()]
        if isinstance(happening, Edit):
            edits = [edited] if (edited := happening.of(addresses)) else []
        else:
            mains = [address for address in addresses if address.is_main and happening.moves]
            edits = [happening.ended(address) for address in mains]
        for each in edits:
            self._users.edit_address(person, each)
        if isinstance(happening, Entry):
            self._add_home(person, happening.home)

    def compare_again(self, event: Event) -> AddressDecision:
        """Return what the event would do to the addresses if it were decided once more."""
        assert isinstance(event, PersonArrived | PersonDeparted)
        with InMemoryDelius(self.tables).open_case(CaseRequest.of(event)) as open_case:
            known = open_case.case.residences.get(event.booking)
            if isinstance(event, PersonDeparted) and known is not None and known.departure is None:
                # People refuted it: told once more, it would be news.
                return AddressDecision(changed=[])
            return decide_addresses(event, open_case.case)

    def booking(self, address: AddressId) -> BookingId | None:
        """Return the booking to which the address belongs, if any."""
        return self.tables.booking_of.get(address)

    def _add_home(self, person: PersonId, home: Home) -> AddressId:
        lines = AddressLines(postcode=home.postcode or None)
        return self._users.add_address(person, lines, home.start, home.kind)

    def held(self, crn: Crn) -> Held:
        """Return what Delius holds of the person now."""
        person = self._people[crn]
        stored = self.tables.outbox.values()
        return Held(
            contacts=dict(self.tables.contacts[person]),
            addresses={key: row.address for key, row in self.tables.addresses[person].items()},
            announced=[announced(each) for each in stored if each.person == crn.value],
            audit=tuple(self.tables.audit),
        )

    def homes(self, crn: Crn) -> Sequence[Address]:
        """The homes of the story, as they stand now."""
        addresses = self.tables.addresses[self._people[crn]]
        return [addresses[home].address for home in self._homes[crn]]

    def residences(self, crn: Crn) -> Mapping[BookingId, Address]:
        """The CAS3 addresses by booking; it is an error if a booking has two, or an address no booking."""
        addresses = self.tables.addresses[self._people[crn]]
        made = [address for address in addresses if address not in self._homes[crn]]
        found = {self.tables.booking_of[address]: addresses[address].address for address in made}
        assert len(found) == len(made), "a booking has more than one address"
        return found


def _notification(event: Event) -> Notification:
    return Notification(
        event_type=EventType.PERSON_ARRIVED, crn=event.crn, detail_url="http://cas3-api.example/none"
    )
