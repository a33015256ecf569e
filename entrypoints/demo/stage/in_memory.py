"""The service at work in memory."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from time import sleep
from typing import Final

from adapters.in_memory.event_details import Answer
from adapters.in_memory.telemetry import Report
from domain.contact import Contact
from domain.identifiers import PersonId
from domain.ports.clock import Clock
from entrypoints.demo.cas3.people import CAST
from entrypoints.demo.container import HANDLING_THREADS, DemoContainer, demo_container
from entrypoints.sandbox.cast import assemble
from entrypoints.sandbox.person_view import PersonView
from entrypoints.sandbox.sample_events import SampleEvent
from entrypoints.usage import Unsuccessful
from entrypoints.worker.loops import Loops, start_worker

_ENDS_WITHIN: Final = 5.0
_A_MOMENT: Final = 0.05


class InMemorySurroundings:
    """Every neighbour is an object in this process; the worker is the one of production."""

    description = "Everything in memory: the queue, the CAS3 API, Delius and the topic."
    api_url = "http://cas3-api.example"

    def __init__(self, container: DemoContainer, people: Mapping[str, PersonId], loops: Loops) -> None:
        self._queue = container.queue()
        self._api = container.api()
        self._telemetry = container.reports()
        self._topic = container.topic()
        self._view = container.delius_view()
        self._users = container.delius_users()
        self._tables = container.tables()
        self._people = people
        self._loops = loops
        self._reports_read = 0
        self._announcements_read = 0

    def pause(self) -> None:
        if not self._loops.is_alive:
            raise Unsuccessful("the worker has ended")
        sleep(_A_MOMENT)

    def answer(self, path: str, body: str) -> None:
        self._api.put(path, Answer(body))

    def fail(self, status: int | None) -> None:
        self._api.fails_with = status

    def was_asked(self, path: str) -> bool:
        return self._api.was_asked(path)

    def publish(self, event: SampleEvent) -> str:
        return self.send(event.envelope)

    def send(self, body: str) -> str:
        return self._queue.send(body)

    def people(self) -> Sequence[PersonView]:
        return self._view.people()

    def edit_contact(self, crn: str, contact: Contact) -> bool:
        return self._users.edit_contact(self._people[crn], contact)

    def unannounced(self) -> int:
        return len(self._tables.outbox)

    def new_reports(self) -> Sequence[Report]:
        new = self._telemetry.reports[self._reports_read :]
        self._reports_read += len(new)
        return new

    def new_announcements(self) -> Sequence[str]:
        new = self._topic.messages[self._announcements_read :]
        self._announcements_read += len(new)
        return new


@contextmanager
def in_memory(clock: Clock) -> Iterator[InMemorySurroundings]:
    """The people of the demo in Delius, and a worker at work, as long as the context lasts."""
    container = demo_container(clock, InMemorySurroundings.api_url)
    people = assemble(container.delius_users(), CAST)
    worker, loops = container.worker(), container.loops()
    start_worker(loops, worker, HANDLING_THREADS)
    try:
        yield InMemorySurroundings(container, people, loops)
    finally:
        worker.stop()
        loops.stop()
        loops.join(_ENDS_WITHIN)
