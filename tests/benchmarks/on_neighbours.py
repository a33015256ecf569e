"""The benchmark of the worker on its neighbours, beside a plain loop on the same ones."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from rich.console import Console
from rich.table import Table

from adapters.in_memory.clock import InMemoryClock
from entrypoints.sandbox.neighbours.aws import Aws, aws_at
from entrypoints.sandbox.neighbours.ministack import ministack
from entrypoints.sandbox.sample_events import SampleEvent
from tests.adapters.stores import on_database
from tests.benchmarks.mixture import backlog
from tests.benchmarks.run import Row
from tests.benchmarks.slow_api import slow_api
from tests.benchmarks.worker import Bench, Measured
from tests.domain.desk import NOW
from tests.support.databases import PostgreSqlDatabases
from tests.support.postgresql import postgresql

_BACKLOG, _LOOPED, _TRICKLED = 1_000, 300, 300
_API_SECONDS: Final = (0.0, 0.02)
_PAUSE_SECONDS: Final = 0.02


@dataclass(frozen=True, slots=True)
class _Neighbours:
    databases: PostgreSqlDatabases
    aws: Aws
    folder: Path

    def bench(self, url: str, events: Sequence[SampleEvent], program: str) -> Measured:
        """Measure `worker` or `loop` on a backlog, or `one by one`, in a new database."""
        with self.databases.new() as database:
            store = on_database(database, InMemoryClock(NOW))
            provider, team = store.users.add_provider("N03"), store.users.add_team("N03HPT")
            officer = store.users.add_staff("N03A001", team)
            for crn in sorted({event.crn for event in events}):
                store.users.allocate(store.users.register(crn), provider, team, officer)
            database_url = database.engine.url.render_as_string(hide_password=False)
            bench = Bench(self.aws, url, database_url, self.folder, events)
            return bench.one_by_one(_PAUSE_SECONDS) if program == "one by one" else bench.backlog(program)


def measure_on_neighbours() -> Sequence[Row]:
    """Measure against PostgreSQL, a stand-in for SQS and SNS, and an API that takes its time; print the table
    and return its rows.
    """
    with postgresql() as server, TemporaryDirectory() as folder:
        databases = PostgreSqlDatabases(server)
        with ministack(Path(folder)) as endpoint, aws_at(endpoint) as aws:
            neighbours = _Neighbours(databases, aws, Path(folder))
            rows = [row for delay in _API_SECONDS for row in _measured(neighbours, delay)]
    console = Console(width=140)
    console.print(_table(rows))
    console.print(
        "Worker and loop are processes of their own, with their telemetry; so are the API and whoever sends."
        " CPU, memory and requests are those of that process alone, from the first event that was recorded to"
        " the last. They share the cores with PostgreSQL, the API and the stand-in for SQS. p50 and p99 are"
        " from send to commit. The loop receives ten with a long poll, works on one at a time, and announces"
        " nothing."
    )
    return rows


def _measured(neighbours: _Neighbours, delay: float) -> Iterator[Row]:
    events = backlog(200)[:_BACKLOG]
    with slow_api({event.detail_path: event.answer for event in events}, delay) as url:
        events = [replace(event, api_url=url) for event in events]
        yield _row("worker, a backlog", delay, neighbours.bench(url, events, "worker"))
        in_person_order = [
            event
            for _, own in groupby(sorted(events, key=lambda event: event.crn), key=lambda event: event.crn)
            for event in own
        ]
        yield _row("worker, by person", delay, neighbours.bench(url, in_person_order, "worker"))
        yield _row("plain loop, a backlog", delay, neighbours.bench(url, events[:_LOOPED], "loop"))
        one_by_one = neighbours.bench(url, events[:_TRICKLED], "one by one")
        yield _row(f"worker, {1 / _PAUSE_SECONDS:.0f} a second", delay, one_by_one)


def _row(what: str, delay: float, measured: Measured) -> Row:
    times = (
        [f"{measured.latencies[int(len(measured.latencies) * share)] * 1000:.0f}" for share in (0.5, 0.99)]
        if measured.latencies
        else ["", ""]
    )
    return {
        "what": what,
        "API ms": f"{delay * 1000:.0f}",
        "events": str(measured.events),
        "events a second": f"{measured.events / measured.seconds:,.0f}",
        "CPU ms an event": f"{measured.cpu_seconds / measured.events * 1000:.1f}",
        "MB": f"{measured.memory:.0f}",
        "SQS requests": f"{measured.requests / measured.events:.2f}",
        "p50 ms": times[0],
        "p99 ms": times[1],
    }


def _table(rows: Sequence[Row]) -> Table:
    table = Table(
        *rows[0], title="The worker on its neighbours (10 at once), and a plain loop on the same ones"
    )
    for column in table.columns[1:]:
        column.justify = "right"
    for row in rows:
        table.add_row(*map(str, row.values()))
    return table
