"""The cost of an arrival and a departure of somebody who stayed before, and of one more update."""

import gc
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import date, timedelta
from time import process_time

from adapters.in_memory.clock import InMemoryClock
from domain.arrival_and_departure import PersonArrived, PersonDeparted
from domain.identifiers import BookingId, Crn
from domain.premises import Premises
from tests.adapters.stores import Store, in_memory, on_database
from tests.benchmarks.kinds import record_in
from tests.benchmarks.on_databases import databases
from tests.benchmarks.sizes import Sizes
from tests.benchmarks.tables import Chart, Row, Table
from tests.domain.builders import CHURCH_STREET, arrived, departed
from tests.domain.desk import NOW

_FIRST_DAY = date(2020, 1, 1)
_PREMISES = 10
_WARM_UP = 3
"""People whose events are recorded before any is measured."""

_Event = PersonArrived | PersonDeparted
Story = Callable[[int], Sequence[_Event]]
"""From a number to the events of one person, of which the last are measured."""


def measure_stays(sizes: Sizes) -> Iterator[Table]:
    """Measure in memory and on both databases, and yield the tables."""
    with databases() as found, ExitStack() as stack:
        clock = InMemoryClock(NOW)
        opened = {name: stack.enter_context(each.new()) for name, each in found.items()}
        stores = {
            "memory": in_memory(clock),
            **{name: on_database(database, clock) for name, database in opened.items()},
        }
        people = {name: _People(store, clock) for name, store in stores.items()}
        yield Table(
            title="Stays of one person",
            words="CPU of the whole recording of one event by this process, for somebody with so many stays"
            " in all, this one among them: each ended with a departure.",
            keys=["stays"],
            rows=[
                _row("stays", number, people, sizes, _stays, ("arrival", "departure"))
                for number in sizes.stays
            ],
            chart=Chart(
                title="An arrival after so many stays, on PostgreSQL",
                values="CPU ms, arrival, PostgreSQL",
            ),
        )
        yield Table(
            title="Events of one arrival",
            words="CPU of the recording of one more update, where so many events of that arrival came"
            " before.",
            keys=["events"],
            rows=[_row("events", number, people, sizes, _updates, ("update",)) for number in sizes.stays],
        )


@dataclass(slots=True)
class _People:
    """People of one store, and new ones as they are needed."""

    store: Store
    clock: InMemoryClock
    _number: int = 0
    _owner: tuple[int, int] = (0, 0)
    _officer: int = 0

    def __post_init__(self) -> None:
        users = self.store.users
        self._owner = users.add_provider("N03"), (team := users.add_team("N03HPT"))
        self._officer = users.add_staff("N03A001", team)

    def milliseconds(self, events: Sequence[_Event], measured: int) -> Sequence[float]:
        """Let the events happen to somebody new; return what the last of them take on the CPU, each."""
        self._number += 1
        crn = f"D{self._number:06}"
        self.store.users.allocate(self.store.users.register(crn), *self._owner, self._officer)
        own = [replace(each, crn=Crn(crn), booking=BookingId(f"{crn}-{each.booking}")) for each in events]
        for each in own[:-measured]:
            record_in(self.store.delius, each, self.clock.now())
        return [self._milliseconds(each) for each in own[-measured:]]

    def _milliseconds(self, event: _Event) -> float:
        gc.disable()
        try:
            started = process_time()
            record_in(self.store.delius, event, self.clock.now())
            return 1e3 * (process_time() - started)
        finally:
            gc.enable()


def _row(
    key: str,
    number: int,
    people: Mapping[str, _People],
    sizes: Sizes,
    story: Story,
    measured: Sequence[str],
) -> Row:
    """Return the lower quartile of what the last events took so many people: what else runs only adds."""
    row: dict[str, str | float] = {key: str(number)}
    for store, own in people.items():
        taken = [
            own.milliseconds(story(number), len(measured)) for _ in range(sizes.people_with_stays + _WARM_UP)
        ]
        for event, times in zip(measured, zip(*taken[_WARM_UP:], strict=True), strict=True):
            row[f"CPU ms, {event}, {store}"] = round(sorted(times)[len(times) // 4], 2)
    return row


def _stays(number: int) -> Sequence[_Event]:
    return [event for place in range(number) for event in _stay(place)]


def _stay(place: int) -> Sequence[_Event]:
    day, minute = _FIRST_DAY + timedelta(days=20 * place), 100 * place
    arrival = arrived(day, f"b{place}", minute, premises=_premises(place))
    return arrival, departed(day + timedelta(days=10), f"b{place}", minute + 50)


def _updates(number: int) -> Sequence[_Event]:
    days = (_FIRST_DAY + timedelta(days=place % 7) for place in range(1, number + 1))
    updates = [arrived(day, minute=place + 1, update=True) for place, day in enumerate(days)]
    return [arrived(_FIRST_DAY), *updates]


def _premises(place: int) -> Premises:
    return replace(CHURCH_STREET, line1=f"{place % _PREMISES + 1} Church Street")
