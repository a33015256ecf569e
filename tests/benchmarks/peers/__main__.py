"""`make peers`, or `python -m tests.benchmarks.peers [--quick] [--keep]`: the worker beside others.

On the same neighbours, in one run, with the same messages. `--quick` takes fewer of them, `--keep` puts the
tables into docs/figures.md.
"""

from argparse import ArgumentParser
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final

import psycopg
from rich.console import Console

from entrypoints.sandbox.sample_events import SampleEvent
from tests.benchmarks.kept import put
from tests.benchmarks.on_neighbours import (
    PAUSE_SECONDS,
    Neighbours,
    figures,
    latencies,
    running_neighbours,
    told,
)
from tests.benchmarks.peers.commands import peers, versions
from tests.benchmarks.run import surroundings
from tests.benchmarks.tables import Row, Table
from tests.benchmarks.worker import LOOP, WORKER, Bench, Command

_WIDTH: Final = 140
_API_SECONDS: Final = (0.0, 0.02)
_TABLE_OF_PEERS: Final = "CREATE TABLE peer_event (id text, crn text, type text, happened text)"
_WORDS: Final = (
    "The same messages and neighbours for all, in one run, ten events at once in one process; one in the"
    " plain loop. **The others do less**: of each event they parse the message, GET the details with a"
    " token that they were given, INSERT one row and log one line; then the message is deleted. They take"
    " no lock, know no rules, announce nothing, keep no order of one person's events, have no metrics, no"
    " traces and no plan for an outage. Worker and plain loop do all that the service does, only that the"
    " loop does not announce. dramatiq, celery and taskiq read no messages but those in their own"
    " wrapping: they got the same ones in it."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """The number of events in a backlog, and of those that come one by one."""

    backlog: int
    one_by_one: int


WHOLE: Final = Load(backlog=600, one_by_one=200)
QUICK: Final = Load(backlog=200, one_by_one=100)


def measure(load: Load, others: Mapping[str, Command]) -> Iterator[Table]:
    """Measure the worker, the plain loop and the others in turns."""
    with running_neighbours() as neighbours:
        yield Table(
            title="Beside others, a backlog",
            words=f"{load.backlog} events. {_WORDS}",
            keys=["program", "API ms"],
            rows=[row for delay in _API_SECONDS for row in _backlogs(neighbours, delay, load, others)],
        )
        yield Table(
            title=f"Beside others, {1 / PAUSE_SECONDS:.0f} events a second",
            words=f"{load.one_by_one} events, the API taking 20 ms. From send to commit.",
            keys=["program"],
            rows=list(_one_by_one(neighbours, load, others)),
        )


def _backlogs(
    neighbours: Neighbours, delay: float, load: Load, others: Mapping[str, Command]
) -> Iterator[Row]:
    with told(load.backlog, delay) as (url, events):
        for name, command in {"worker": WORKER, "plain loop": LOOP, **others}.items():
            with bench_for(neighbours, url, events) as bench:
                yield {"program": name, "API ms": f"{delay * 1e3:.0f}", **figures(bench.backlog(command))}


def _one_by_one(neighbours: Neighbours, load: Load, others: Mapping[str, Command]) -> Iterator[Row]:
    with told(load.one_by_one, _API_SECONDS[-1]) as (url, events):
        for name, command in {"worker": WORKER, **others}.items():
            with bench_for(neighbours, url, events) as bench:
                yield {"program": name, **latencies(bench.one_by_one(command, PAUSE_SECONDS))}


@contextmanager
def bench_for(neighbours: Neighbours, url: str, events: Sequence[SampleEvent]) -> Iterator[Bench]:
    """Yield a bench whose database has the table of the peers as well."""
    with neighbours.bench(url, events) as bench:
        with psycopg.connect(bench.database_url.replace("+psycopg", "")) as connection:
            connection.execute(_TABLE_OF_PEERS)
        yield bench


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure, print and keep."""
    parser = ArgumentParser(prog="python -m tests.benchmarks.peers", description=__doc__)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--keep", action="store_true")
    asked = parser.parse_args(arguments)
    on, console = {**surroundings(), **versions()}, Console(width=_WIDTH)
    console.print(", ".join(f"{name} {value}" for name, value in on.items()))
    measured = []
    for table in measure(QUICK if asked.quick else WHOLE, peers()):
        table.print(console)
        measured.append(table)
    if asked.keep:
        put("make peers", on, measured)


if __name__ == "__main__":
    main()
