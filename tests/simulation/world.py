"""All that stands outside the workers: queue, API, Delius with its people, topic."""

import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from random import Random
from typing import Final

from adapters.in_memory.delius.delius import InMemoryDelius
from adapters.in_memory.delius.outbox import InMemoryOutbox
from adapters.in_memory.delius.tables import Tables
from adapters.in_memory.event_details import Answer, InMemoryEventDetails
from adapters.in_memory.inbound_events import InMemoryInboundEvents
from application.steps import StepKind
from domain.address import MAIN, AddressLines
from domain.identifiers import ContactId, PersonId
from domain.ports.outbox import StoredAnnouncement
from entrypoints.sandbox.in_memory_delius_users import DeliusUsers
from entrypoints.sandbox.sample_events import SampleEvent
from tests.simulation.faults import Faults
from tests.simulation.kernel import Kernel, Process
from tests.simulation.model import Expected, Stretch, expected
from tests.simulation.telemetry import Log

API_URL: Final = "http://cas3-api.example"


@dataclass(slots=True)
class World:
    """The neighbours, which outlive every worker."""

    kernel: Kernel
    tables: Tables = field(default_factory=Tables)
    api: InMemoryEventDetails = field(default_factory=lambda: InMemoryEventDetails(API_URL))
    faults: Faults = field(default_factory=Faults)
    log: Log = field(default_factory=Log)
    people: dict[str, PersonId] = field(default_factory=dict)
    homes: dict[str, date] = field(default_factory=dict)
    sent_at: dict[str, float] = field(default_factory=dict)
    stored: list[StoredAnnouncement] = field(default_factory=list)
    published: list[StoredAnnouncement] = field(default_factory=list)
    stored_at: dict[int, float] = field(default_factory=dict)
    published_at: dict[int, float] = field(default_factory=dict)
    edited_notes: defaultdict[ContactId, list[str]] = field(default_factory=lambda: defaultdict(list))
    interrupted: Counter[str] = field(default_factory=Counter)
    receivers: list[Process] = field(default_factory=list)
    violations: list[str] = field(default_factory=list)
    queue: InMemoryInboundEvents = field(init=False)
    delius: InMemoryDelius = field(init=False)
    users: DeliusUsers = field(init=False)
    provider: int = field(init=False)
    team: int = field(init=False)
    officer: int = field(init=False)

    def __post_init__(self) -> None:
        self.queue = InMemoryInboundEvents(self.kernel)
        self.delius = InMemoryDelius(self.tables, lock_wait=0.0)
        self.users = DeliusUsers(self.tables)
        self.team = self.users.add_team("N54HPT")
        self.provider = self.users.add_provider("N54")
        self.officer = self.users.add_staff("N54A001", self.team)

    def outbox(self) -> InMemoryOutbox:
        """Return one more worker's view of the one outbox."""
        return InMemoryOutbox(self.tables, self.kernel)

    def register(self, crn: str, *, has_home: bool = False) -> PersonId:
        """Add a person with a community manager, and perhaps a main address from before, to Delius."""
        person = self.users.register(crn)
        self.users.allocate(person, self.provider, self.team, self.officer)
        self.people[crn] = person
        if has_home:
            self.homes[crn] = (self.kernel.start - timedelta(days=100)).date()
            lines = AddressLines(street="1 Home Street", postcode="ZZ9 9ZZ")
            self.users.add_address(person, lines, self.homes[crn], "A01B")
        return person

    def announce(self, taken: Sequence[StoredAnnouncement]) -> None:
        """Note what the topic has taken."""
        self.published += taken
        for each in taken:
            self.published_at.setdefault(each.id, self.kernel.seconds())

    def publish(self, event: SampleEvent) -> None:
        """Let CAS3 tell of the event: its details at the API, its message in the queue."""
        self.api.put(event.detail_path, Answer(event.answer))
        self.send(event)

    def send(self, event: SampleEvent) -> None:
        """Put a message about the event into the queue, once more if it was sent before."""
        self.sent_at.setdefault(event.id, self.kernel.seconds())
        self.kernel.note(f"sent {event.type} {event.id} of {event.crn}")
        self.queue.send(envelope(event))
        for process in self.receivers:
            self.kernel.wake(process, StepKind.RECEIVE)

    def edit_an_entry(self, random: Random, crn: str | None = None) -> None:
        """Let a practitioner add a line to some entry of the person's diary, or of anybody's."""
        diaries = self.tables.contacts
        people = list(diaries) if crn is None else [self.people[crn]]
        rows = [row for person in people for row in diaries.get(person, {}).values()]
        if rows:
            row = random.choice(rows)
            line = f"Seen by the practitioner at {self.kernel.seconds():.0f}"
            notes = f"{row.contact.notes}\n{line}"
            if self.users.edit_contact(row.person, replace(row.contact, notes=notes)):
                self.kernel.note(f"a practitioner edits contact {row.contact.id}")
                self.edited_notes[row.contact.id].append(line)

    @contextmanager
    def watching(self, person: PersonId) -> Iterator[None]:
        """Note what a commit stores in the outbox, and whether it makes a second main address."""
        stored, main = set(self.tables.outbox), self.main_addresses(person)
        yield
        new = [each for key, each in self.tables.outbox.items() if key not in stored]
        self.stored += new
        self.stored_at |= {each.id: self.kernel.seconds() for each in new}
        if (now := self.main_addresses(person)) > max(main, 1):
            self.violations.append(f"a commit gave person {person} {now} main addresses at once")

    def main_addresses(self, person: PersonId) -> int:
        """Return how many main addresses the person has at this moment."""
        rows = self.tables.addresses.get(person, {}).values()
        return sum(row.address.status == MAIN and not row.address.soft_deleted for row in rows)

    def differences(self, crn: str, events: Sequence[SampleEvent]) -> Iterator[str]:
        """Yield how Delius differs from what the model demands after those events of the person."""
        model = expected(events, [self.homes[crn]] if crn in self.homes else [])
        yield from self._differing_contacts(self.people[crn], model)
        rows = [row.address for row in self.tables.addresses.get(self.people[crn], {}).values()]
        for kind, wanted in (("A17", model.residences), ("A01B", model.homes)):
            found = Counter((each.start, each.end, each.status) for each in rows if each.type == kind)
            if found != wanted:
                yield f"the addresses {kind} are {_written(found)} in place of {_written(wanted)}"

    def _differing_contacts(self, person: PersonId, model: Expected) -> Iterator[str]:
        rows = self.tables.contacts.get(person, {}).values()
        contacts = {str(row.contact.reference): row.contact for row in rows}
        if contacts.keys() != model.times.keys() or len(rows) != len(contacts):
            yield f"the contacts are {sorted(contacts)} in place of {sorted(model.times)}"
        for reference in contacts.keys() & model.times.keys():
            contact = contacts[reference]
            if contact.time != model.times[reference]:
                yield f"{reference} is of {contact.time} in place of {model.times[reference]}"
            held = Counter(contact.notes.split("\n"))
            for line in model.lines[reference]:
                if held[line] != 1:
                    yield f"{reference} holds {line!r} {held[line]} times"


def _written(stretches: Counter[Stretch]) -> str:
    return "; ".join(sorted(f"{status} {start} to {end}" for start, end, status in stretches.elements()))


def envelope(event: SampleEvent) -> str:
    """Return the message as the topic puts it into the queue, the same for the same event."""
    return json.dumps({"Type": "Notification", "MessageId": event.id, "Message": event.message})
