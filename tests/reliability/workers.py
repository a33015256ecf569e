"""Workers as in production, but for the queue and the API: the events lie ready."""

from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field

from adapters.in_memory.clock import InMemoryClock
from adapters.in_memory.telemetry import InMemoryTelemetry
from adapters.oracle.database import Database
from adapters.oracle.delius import OracleDelius
from adapters.oracle.installation import read_installation
from application.record_event import RecordEvent
from domain.announcement import Announcement
from domain.case import Case, CaseRequest
from domain.changes import Changes
from domain.event import Event, EventType
from domain.failures import Failure, Outage, TemporaryFailure
from domain.notification import Notification
from domain.ports.delius import Delius
from domain.ports.open_case import OpenCase
from domain.recording import Recording
from tests.domain.desk import NOW
from tests.support.databases import USERNAME

TRIES = 3

Announced = tuple[str, str, str]
"""Type, CRN and status of an announcement: who adds an address, and when, depends on the order."""


def announced(announcement: Announcement) -> Announced:
    """Return what can be compared of an announcement."""
    return announcement.type.value, announcement.crn.value, announcement.status or ""


@dataclass(frozen=True, slots=True)
class Done:
    """The number of each outcome, the announcements of the commits, and the reasons of further tries."""

    outcomes: Counter[str]
    announced: Counter[Announced]
    failures: Counter[str]


@dataclass(frozen=True, slots=True)
class _WatchedCase:
    opened: OpenCase
    committed: list[Changes]

    @property
    def case(self) -> Case:
        return self.opened.case

    def commit(self, changes: Changes) -> None:
        self.opened.commit(changes)
        self.committed.append(changes)


@dataclass(frozen=True, slots=True)
class WatchedDelius:
    """Delius, with a list of what was committed there, and one of the reasons why something was not."""

    delius: Delius
    committed: list[Changes] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)

    @contextmanager
    def open_case(self, request: CaseRequest) -> Iterator[OpenCase]:
        try:
            with self.delius.open_case(request) as opened:
                yield _WatchedCase(opened, self.committed)
        except Failure as failure:
            self.failures.append(failure.reason)
            raise


@dataclass(frozen=True, slots=True)
class _ReadyDetails:
    """Details that need not be fetched: a detail URL is the place of its event."""

    events: Sequence[Event]

    def fetch(self, notification: Notification) -> Event:
        return self.events[int(notification.detail_url)]


class Worker:
    """A recorder like the application while it holds a message: at most three tries at once."""

    def __init__(self, delius: Delius, events: Sequence[Event]) -> None:
        self._events = events
        self._record_event = RecordEvent(
            _ReadyDetails(events), delius, InMemoryClock(NOW), InMemoryTelemetry()
        )

    def record(self, place: int) -> Recording:
        """Record the event at that place."""
        notification = Notification(
            event_type=EventType.PERSON_ARRIVED, crn=self._events[place].crn, detail_url=str(place)
        )
        for _ in range(TRIES - 1):
            try:
                return self._record_event(notification)
            except Outage:
                raise
            except TemporaryFailure:
                continue
        return self._record_event(notification)


def recorded(delius: Delius, event: Event) -> Recording:
    """Return what became of one event."""
    return Worker(delius, [event]).record(0)


def record_all(url: str, events: Sequence[Event], threads: int) -> Done:
    """Record the events on so many threads, each with a connection. Raises what three tries do not mend."""
    database = Database.at(url, USERNAME, connections=threads)
    delius = WatchedDelius(
        OracleDelius(database, read_installation(database, InMemoryClock(NOW)), InMemoryClock(NOW))
    )
    worker = Worker(delius, events)
    with ThreadPoolExecutor(threads) as pool:
        recordings = list(pool.map(worker.record, range(len(events))))
    database.close()
    said = [each for changes in delius.committed for each in changes.announcements]
    return Done(
        outcomes=Counter(recording.outcome.value for recording in recordings),
        announced=Counter(map(announced, said)),
        failures=Counter(delius.failures),
    )
