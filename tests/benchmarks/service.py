"""The service in memory, the people of a backlog in Delius, the details of their events at the API."""

import gc
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from time import perf_counter, process_time

from adapters.in_memory.event_details import Answer
from domain.address import AddressLines
from domain.event import EventType
from entrypoints.sandbox.in_memory import InMemoryContainer
from entrypoints.sandbox.sample_events import SampleEvent
from tests.support.work_off import work_off as handled_in_turn

_NOW = datetime(2026, 6, 11, 10, 12, 44)
_AT_ONCE = 100


@dataclass(frozen=True, slots=True)
class Prepared:
    """An event as it lies in the queue and at the API."""

    type: EventType
    crn: str
    body: str
    path: str
    answer: str

    @classmethod
    def of(cls, event: SampleEvent) -> "Prepared":
        """The event, written once so that no round pays for the writing."""
        return cls(event.type, event.crn, event.envelope, event.detail_path, event.answer)


@dataclass(frozen=True, slots=True)
class Round:
    """The time that it took to work off the backlog, on the clock and on the CPU, and the outcomes."""

    seconds: float
    cpu_seconds: float
    results: Mapping[str, int]
    announcements: int


def service_for(prepared: Sequence[Prepared]) -> InMemoryContainer:
    """A service that has recorded nothing yet; every second person has a home already."""
    container = InMemoryContainer(now=_NOW)
    users, api = container.delius_users(), container.api()
    provider, team = users.add_provider("N03"), users.add_team("N03HPT")
    users.add_staff("N03A001", team)
    manager = users.add_staff("N03A099", team)
    for number, crn in enumerate(sorted({each.crn for each in prepared})):
        person = users.register(crn)
        users.allocate(person, provider, team, manager)
        if number % 2:
            users.add_address(person, AddressLines(postcode="ZZ9 9ZZ"), date(2020, 1, 1), "A01B")
    for each in prepared:
        api.put(each.path, Answer(each.answer))
    return container


def work_off(prepared: Sequence[Prepared]) -> Round:
    """Works off the backlog by the loop of a single worker.

    The queue is filled outside the measured time, and little by little: the one in memory looks through all
    that it holds at every receive, which says nothing about the service.
    """
    container = service_for(prepared)
    queue = container.queue()
    results: Counter[str] = Counter()
    gc.collect()  # what earlier rounds have left is not this one's
    seconds = cpu_seconds = 0.0
    for first in range(0, len(prepared), _AT_ONCE):
        for each in prepared[first : first + _AT_ONCE]:
            queue.send(each.body)
        started, started_on_cpu = perf_counter(), process_time()
        results.update(handled.result.value for handled in handled_in_turn(container))
        seconds += perf_counter() - started
        cpu_seconds += process_time() - started_on_cpu
    return Round(seconds, cpu_seconds, results, len(container.topic().messages))
