"""The benchmark of real databases: round trips, growth, and events a second."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from rich.console import Console
from rich.table import Table

from tests.benchmarks.growth import ANNOUNCING, Taken, measure
from tests.benchmarks.kinds import KINDS
from tests.benchmarks.run import Row
from tests.benchmarks.threads import THREADS, events_a_second, events_of
from tests.support.databases import PostgreSqlDatabases, SqliteDatabases
from tests.support.postgresql import postgresql

_SMALL, _GROWN = 1_000, 1_000_000
_ROUNDS = 60
_PEOPLE = 300


def measure_on_databases(
    contacts: tuple[int, int] = (_SMALL, _GROWN), rounds: int = _ROUNDS, people: int = _PEOPLE
) -> Sequence[Row]:
    """Measure on a PostgreSQL server of its own, and in a file of SQLite; print it and return the rows."""
    console, events = Console(width=140), events_of(people)
    with postgresql() as server, TemporaryDirectory() as folder:
        databases = PostgreSqlDatabases(server)
        sizes: dict[int, Mapping[str, Taken]] = {}
        for size in contacts:
            with databases.new() as database:
                sizes[size] = measure(database, size, rounds)
        console.print(_table(sizes))
        console.print(
            "Counted at the driver, with the member of staff known from an earlier event. PostgreSQL's driver"
            " adds a BEGIN to each, which Oracle does not need. PostgreSQL is on this machine, without fsync."
        )
        with databases.new() as database:
            on_postgresql = events_a_second(database, events)
        with SqliteDatabases(Path(folder)).new() as database:
            on_sqlite = events_a_second(database, events)
        console.print(
            f"{len(events)} events with {THREADS} threads in one process: {on_postgresql:,.0f} a second on"
            f" PostgreSQL, {on_sqlite:,.0f} on SQLite, where all take turns."
        )
    return [
        {"event": name, "contacts": size, "trips": taken.trips, "ms": round(taken.milliseconds, 2)}
        for size, kinds in sizes.items()
        for name, taken in kinds.items()
    ]


def _table(sizes: Mapping[int, Mapping[str, Taken]]) -> Table:
    table = Table(
        "event",
        "earlier service",
        "held by a test to",
        *(f"{size:,} contacts" for size in sizes),
        *(f"ms, {size:,} contacts" for size in sizes),
        title="Round trips to the database, and the median time, of one event on PostgreSQL",
    )
    table.columns[0].no_wrap = True
    for column in table.columns[1:]:
        column.justify = "right"
    for kind in KINDS:
        taken = [found[kind.name] for found in sizes.values()]
        earlier = str(kind.predecessor) if kind.predecessor else ""
        trips, times = [str(each.trips) for each in taken], [f"{each.milliseconds:.2f}" for each in taken]
        table.add_row(kind.name, earlier, str(kind.limit), *trips, *times)
    taken = [found[ANNOUNCING] for found in sizes.values()]
    times = [f"{each.milliseconds:.2f}" for each in taken]
    table.add_row(ANNOUNCING, "", "", *(str(each.trips) for each in taken), *times)
    return table
