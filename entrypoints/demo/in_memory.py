"""The service at work in memory, with its page."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from time import sleep
from typing import Final

from adapters.in_memory.delius.delius import InMemoryDelius
from adapters.in_memory.delius.tables import Tables
from adapters.in_memory.event_details import Answer, InMemoryEventDetails
from adapters.in_memory.telemetry import Report
from adapters.system.clock import SystemClock
from application.outage import RetryPauses
from application.suspicion import SUSPICIOUS_PEOPLE
from domain.contact import Contact
from domain.ports.clock import Clock
from entrypoints.demo.live_demo import LiveDemo
from entrypoints.demo.stay import PageAddress, stay
from entrypoints.sandbox.in_memory import InMemoryContainer
from entrypoints.sandbox.people import PEOPLE, assemble
from entrypoints.sandbox.person_view import PersonView
from entrypoints.sandbox.sample_events import SampleEvent
from entrypoints.stop import listening
from entrypoints.usage import Unsuccessful
from entrypoints.worker.loops import start_worker

_HANDLING_THREADS: Final = 2
_PAUSES: Final = RetryPauses(handed_back=(5.0, 10.0))
"""Long enough to be seen, short enough to be waited for."""

_YEAR_SECONDS: Final = 365 * 24 * 3600.0
_ENDS_WITHIN_SECONDS: Final = 5.0
_LOOK_SECONDS: Final = 0.05
_COMES_AGAIN_SECONDS: Final = 5.0
_LOCK_WAIT_SECONDS: Final = 1.0


def run_in_memory(address: PageAddress) -> int:
    """Serve the page until Ctrl-C, and return 0. UnusableInput if it cannot be served there."""
    clock = SystemClock()
    with listening() as stop, in_memory(clock) as stack:
        stay(LiveDemo(stack, clock), stack, address, stop)
    return 0


def demo_container(clock: Clock, api_url: str, tables: Tables, **kept: object) -> InMemoryContainer:
    """Return a container whose worker can run: its clock goes, its receives wait, and it knows an outage, and
    a foreign API. What else is `kept`, by the names of its providers, is there already.
    """
    return InMemoryContainer(
        now=clock.now(),
        clock=clock,
        api_url=api_url,
        tables=tables,
        delius=InMemoryDelius(tables, _LOCK_WAIT_SECONDS),
        # An outage may last, and nobody else waits for the messages of the only worker.
        visibility_timeout=_YEAR_SECONDS,
        longest_poll=0.2,
        pauses=_PAUSES,
        suspicious_people=SUSPICIOUS_PEOPLE,
        concurrency=_HANDLING_THREADS,
        **kept,
    )


class InMemoryStack:
    """Every neighbour is an object in this process; the worker is the one of production, on threads."""

    description = "Everything in memory: the queue, the CAS3 API, Delius and the topic."
    api_url = "http://cas3-api.example"

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._locked = ExitStack()
        self._begin()

    @property
    def api(self) -> InMemoryEventDetails:
        return self._container.api()

    def pause(self) -> None:
        if not self._loops.is_alive:
            raise Unsuccessful("the worker has ended")
        sleep(_LOOK_SECONDS)

    def start_again(self) -> None:
        self.lock_record(None)
        self.end()
        self._begin()

    def kill_worker(self) -> None:
        """Leave its thread standing where it is for ever: a thread cannot be killed. The queue delivers what
        it held once more.
        """
        self.end(seconds=0.0)
        self._start(demo_container(self._clock, self.api_url, self._container.tables(), **self._neighbours()))
        self._container.queue().time_out(_COMES_AGAIN_SECONDS)

    def end(self, seconds: float = _ENDS_WITHIN_SECONDS) -> None:
        """Tell the worker to end, and wait for that no longer than so many seconds."""
        self._worker.stop()
        self._loops.stop()
        self._loops.join(seconds)

    def answer(self, path: str, body: str) -> None:
        self.api.put(path, Answer(body))

    def publish(self, event: SampleEvent) -> str:
        return self.send(event.envelope)

    def send(self, body: str) -> str:
        return self._container.queue().send(body)

    def people(self) -> Sequence[PersonView]:
        return self._container.delius_view().people()

    def edit_contact(self, crn: str, contact: Contact) -> bool:
        return self._container.delius_users().edit_contact(self._people[crn], contact)

    def lock_record(self, crn: str | None) -> None:
        self._locked.close()
        if crn is not None:
            self._locked.enter_context(self._container.delius_users().locked(self._people[crn]))

    def unannounced(self) -> int:
        return len(self._container.tables().outbox)

    def new_reports(self) -> Sequence[Report]:
        new = self._container.telemetry().reports[self._reports_read :]
        self._reports_read += len(new)
        return new

    def new_announcements(self) -> Sequence[str]:
        new = self._container.topic().messages[self._announcements_read :]
        self._announcements_read += len(new)
        return new

    def _begin(self) -> None:
        self._start(demo_container(self._clock, self.api_url, Tables()))
        self._people = assemble(self._container.delius_users(), PEOPLE)
        self._reports_read = 0
        self._announcements_read = 0

    def _start(self, container: InMemoryContainer) -> None:
        self._container = container
        application = container.application()
        self._worker, self._loops = application.worker(), application.loops()
        start_worker(self._loops, self._worker, _HANDLING_THREADS)

    def _neighbours(self) -> Mapping[str, object]:
        container = self._container
        return {
            "queue": container.queue(),
            "api": container.api(),
            "topic": container.topic(),
            "telemetry": container.telemetry(),
        }


@contextmanager
def in_memory(clock: Clock) -> Iterator[InMemoryStack]:
    """Yield a stack with the people of the demo in Delius and a worker at work."""
    stack = InMemoryStack(clock)
    try:
        yield stack
    finally:
        stack.end()
