"""What the benchmark says of the worker on its neighbours, beside a plain loop on the same ones."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from rich.console import Console
from rich.table import Table

from adapters.in_memory.clock import InMemoryClock
from adapters.oracle.database import Database
from entrypoints.sandbox.neighbours.aws import Aws, aws_at
from entrypoints.sandbox.neighbours.ministack import ministack
from entrypoints.sandbox.sample_events import SampleEvent
from tests.adapters.stores import on_database
from tests.benchmarks.mixture import backlog
from tests.benchmarks.slow_api import slow_api
from tests.benchmarks.worker import Bench, Measured
from tests.domain.desk import NOW
from tests.support.databases import PostgreSqlDatabases
from tests.support.postgresql import postgresql

_BACKLOG, _LOOPED, _TRICKLED = 1_000, 300, 300
_API_DELAYS = (0.0, 0.02)
_TRICKLE_PAUSE = 0.02


def measure_on_neighbours() -> None:
    """Measures against PostgreSQL, a stand-in for SQS and SNS, and an API that takes its time."""
    table = Table(
        "what",
        "API takes",
        "events",
        "events a second",
        "CPU ms an event",
        "SQS requests an event",
        "send to commit p50",
        "p99",
        title="The worker on its neighbours (one process, 10 at once), and a plain loop on the same ones",
    )
    with postgresql() as server, TemporaryDirectory() as folder:
        databases = PostgreSqlDatabases(server)
        with ministack(Path(folder)) as endpoint, aws_at(endpoint) as aws:
            for delay in _API_DELAYS:
                _measure(table, databases, aws, delay)
    Console(width=140).print(table)


def _measure(table: Table, databases: PostgreSqlDatabases, aws: Aws, delay: float) -> None:
    events = backlog(200)[:_BACKLOG]
    with slow_api({event.detail_path: event.answer for event in events}, delay) as url:
        events = [replace(event, api_url=url) for event in events]
        with databases.new(11) as database:
            bench = _bench(aws, url, database, events)
            _add(table, "worker, a backlog", delay, bench.work_off_backlog(), latency=False)
        with databases.new(11) as database:
            bench = _bench(aws, url, database, events[:_LOOPED])
            _add(table, "plain loop, a backlog", delay, bench.plain_loop(), latency=False)
        with databases.new(11) as database:
            bench = _bench(aws, url, database, events[:_TRICKLED])
            _add(table, "worker, one by one", delay, bench.keep_up(_TRICKLE_PAUSE), latency=True)


def _bench(aws: Aws, url: str, database: Database, events: Sequence[SampleEvent]) -> Bench:
    store = on_database(database, InMemoryClock(NOW))
    provider, team = store.users.add_provider("N03"), store.users.add_team("N03HPT")
    officer = store.users.add_staff("N03A001", team)
    for crn in sorted({event.crn for event in events}):
        store.users.allocate(store.users.register(crn), provider, team, officer)
    return Bench(aws, url, database, events)


def _add(table: Table, what: str, delay: float, measured: Measured, *, latency: bool) -> None:
    times = [measured.latencies[int(len(measured.latencies) * share)] for share in (0.5, 0.99)]
    table.add_row(
        what,
        f"{delay * 1000:.0f} ms",
        str(measured.events),
        f"{measured.events / measured.seconds:,.0f}",
        f"{measured.cpu_seconds / measured.events * 1000:.1f}",
        f"{measured.requests / measured.events:.2f}",
        *(f"{seconds * 1000:.0f} ms" if latency else "" for seconds in times),
    )
