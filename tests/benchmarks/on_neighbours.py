"""The figures of the worker on its neighbours, beside a plain loop on the same ones."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from adapters.in_memory.clock import InMemoryClock
from entrypoints.sandbox.neighbours.aws import Aws, aws_at
from entrypoints.sandbox.neighbours.ministack import ministack
from entrypoints.sandbox.sample_events import SampleEvent
from tests.adapters.stores import on_database
from tests.benchmarks.mixture import backlog
from tests.benchmarks.run_of_programs import Measured
from tests.benchmarks.sizes import Sizes
from tests.benchmarks.slow_api import slow_api
from tests.benchmarks.tables import Chart, Row, Table
from tests.benchmarks.worker import LOOP, READER, WORKER, Bench
from tests.domain.desk import NOW
from tests.support.databases import PostgreSqlDatabases
from tests.support.postgresql import postgresql

_API_SECONDS: Final = (0.0, 0.02)
PAUSE_SECONDS: Final = 0.02
_EVENTS_A_PERSON: Final = 5
_WORDS: Final = (
    "Worker and loop are processes of their own, with log, metrics and traces; so are the API, PostgreSQL,"
    " the stand-in for SQS and SNS, and whoever sends. All share the cores. CPU, memory and requests are"
    " those of the process alone, from the first event recorded to the last."
)


@dataclass(frozen=True, slots=True)
class Neighbours:
    """Servers that run, each for all that is measured."""

    databases: PostgreSqlDatabases
    aws: Aws
    folder: Path

    @contextmanager
    def bench(self, url: str, events: Sequence[SampleEvent], concurrency: int = 10) -> Iterator[Bench]:
        """Yield a bench with a database of its own, in which the people of the events are registered."""
        with self.databases.new() as database:
            store = on_database(database, InMemoryClock(NOW))
            provider, team = store.users.add_provider("N03"), store.users.add_team("N03HPT")
            officer = store.users.add_staff("N03A001", team)
            for crn in sorted({event.crn for event in events}):
                store.users.allocate(store.users.register(crn), provider, team, officer)
            database_url = database.engine.url.render_as_string(hide_password=False)
            yield Bench(self.aws, url, database_url, self.folder, events, concurrency)


def measure_on_neighbours(sizes: Sizes) -> Iterator[Table]:
    """Measure against PostgreSQL, a stand-in for SQS and SNS, and an API that takes its time."""
    with running_neighbours() as neighbours:
        rows = [row for delay in _API_SECONDS for row in _side_by_side(neighbours, delay, sizes)]
        yield Table(
            title="The worker beside a plain loop",
            words=f"A backlog, 10 events at once. {_WORDS} The loop receives ten with a long poll, works on"
            " one at a time and announces nothing.",
            keys=["program", "API ms"],
            rows=rows,
            chart=Chart(
                title="Events a second, of a backlog, the API taking so many ms", values="events a second"
            ),
        )
        rows = [row for delay in _API_SECONDS for row in _one_by_one(neighbours, delay, sizes)]
        yield Table(
            title=f"{1 / PAUSE_SECONDS:.0f} events a second",
            words="From send to commit. The reader only receives and fetches the details, ten at once: from"
            " send to details is what queue and API take by themselves. The stand-in for SQS looks every"
            " tenth of a second for what a long poll waits for.",
            keys=["program", "API ms"],
            rows=rows,
        )


def measure_growth(sizes: Sizes) -> Iterator[Table]:
    """Measure how the worker grows with what it may have in work at once, its number, and the backlog."""
    with running_neighbours() as neighbours:
        yield Table(
            title="Events in work at once",
            words=f"CAS3_CONCURRENCY, a backlog of {sizes.backlog:,} events, the API taking 20 ms.",
            keys=["at once"],
            rows=[
                {"at once": str(each), **_backlog(neighbours, 0.02, sizes.backlog, concurrency=each)}
                for each in sizes.concurrencies
            ],
            chart=Chart(title="Events a second", values="events a second"),
        )
        yield Table(
            title="Workers",
            words=f"On one queue and database, a backlog of {sizes.backlog:,} events. CPU is that of all.",
            keys=["workers"],
            rows=[
                {"workers": str(each), **_backlog(neighbours, 0.02, sizes.backlog, workers=each)}
                for each in sizes.workers
            ],
        )
        yield Table(
            title="Backlogs",
            words="One worker, the API taking 20 ms. Memory is the peak.",
            keys=["events"],
            rows=[{"events": str(each), **_backlog(neighbours, 0.02, each)} for each in sizes.backlogs],
        )


@contextmanager
def running_neighbours() -> Iterator[Neighbours]:
    """Yield them, as long as the context lasts."""
    with postgresql() as server, TemporaryDirectory() as folder:
        databases = PostgreSqlDatabases(server)
        with ministack(Path(folder)) as endpoint, aws_at(endpoint) as aws:
            yield Neighbours(databases, aws, Path(folder))


@contextmanager
def told(number: int, delay: float) -> Iterator[tuple[str, Sequence[SampleEvent]]]:
    """Yield the URL of an API with the details of so many events, and these."""
    events = backlog(number // _EVENTS_A_PERSON + 1)[:number]
    with slow_api({event.detail_path: event.answer for event in events}, delay) as url:
        yield url, [replace(event, api_url=url) for event in events]


def _side_by_side(neighbours: Neighbours, delay: float, sizes: Sizes) -> Iterator[Row]:
    with told(sizes.backlog, delay) as (url, events):
        ordered = {
            "worker": events,
            "worker, by person": sorted(events, key=lambda event: event.crn),
            "plain loop": events[: sizes.looped],
        }
        for name, own in ordered.items():
            with neighbours.bench(url, own) as bench:
                measured = bench.backlog(LOOP if name == "plain loop" else WORKER)
            yield {"program": name, "API ms": _ms(delay), **figures(measured)}


def _one_by_one(neighbours: Neighbours, delay: float, sizes: Sizes) -> Iterator[Row]:
    with told(sizes.one_by_one, delay) as (url, events):
        for program, command in (("worker", WORKER), ("reader", READER)):
            with neighbours.bench(url, events) as bench:
                measured = bench.one_by_one(command, PAUSE_SECONDS)
            yield {"program": program, "API ms": _ms(delay), **latencies(measured)}


def _backlog(
    neighbours: Neighbours, delay: float, number: int, *, concurrency: int = 10, workers: int = 1
) -> Row:
    with told(number, delay) as (url, events), neighbours.bench(url, events, concurrency) as bench:
        return figures(bench.backlog(WORKER, workers))


def figures(measured: Measured) -> Row:
    """Return what a backlog took."""
    return {
        "events a second": round(measured.events / measured.seconds),
        "CPU ms an event": _cpu(measured),
        "SQS requests an event": round(measured.requests / measured.events, 3),
        "MB": round(measured.memory),
    }


def latencies(measured: Measured) -> Row:
    """Return what events that came one by one took."""
    p50, p99 = (measured.latencies[int(len(measured.latencies) * share)] for share in (0.5, 0.99))
    return {"p50 ms": round(1e3 * p50), "p99 ms": round(1e3 * p99), "CPU ms an event": _cpu(measured)}


def _cpu(measured: Measured) -> float:
    return round(1e3 * measured.cpu_seconds / measured.events, 2)


def _ms(seconds: float) -> str:
    return f"{seconds * 1e3:.0f}"
