"""The figures of real databases: round trips, growth with contacts, and events a second."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.benchmarks.growth import ANNOUNCING, Taken, measure
from tests.benchmarks.kinds import KINDS
from tests.benchmarks.sizes import Sizes
from tests.benchmarks.tables import Row, Table
from tests.benchmarks.threads import THREADS, events_a_second, events_of
from tests.support.databases import PostgreSqlDatabases, SqliteDatabases
from tests.support.postgresql import postgresql

_Databases = PostgreSqlDatabases | SqliteDatabases


@contextmanager
def databases() -> Iterator[Mapping[str, _Databases]]:
    """Yield a PostgreSQL server of its own, and a folder for files of SQLite."""
    with postgresql() as server, TemporaryDirectory() as folder:
        yield {"PostgreSQL": PostgreSqlDatabases(server), "SQLite": SqliteDatabases(Path(folder))}


def measure_on_databases(sizes: Sizes) -> Iterator[Table]:
    """Measure, and yield the tables."""
    with databases() as found:
        grown: dict[int, Mapping[str, Taken]] = {}
        for contacts in sizes.contacts:
            with found["PostgreSQL"].new() as database:
                grown[contacts] = measure(database, contacts, sizes.rounds)
        yield _trips(grown)
        yield Table(
            title="Events a second on a database",
            words=f"{THREADS} threads of one process, without queue and API. On SQLite all take turns.",
            keys=["database"],
            rows=[_rate(name, each, sizes.people_on_databases) for name, each in found.items()],
        )


def _rate(name: str, databases: _Databases, people: int) -> Row:
    events = events_of(people)
    with databases.new() as database:
        return {
            "database": name,
            "events": str(len(events)),
            "events a second": round(events_a_second(database, events)),
        }


def _trips(grown: Mapping[int, Mapping[str, Taken]]) -> Table:
    limits = {kind.name: kind.limit for kind in KINDS}
    earlier = {kind.name: kind.predecessor for kind in KINDS}
    return Table(
        title="Round trips to the database, and how long they take",
        words="Of one event on PostgreSQL, on this machine and without fsync, with so many contacts in"
        " Delius. Trips are counted at the driver, with the member of staff known from an earlier event; the"
        " driver adds a BEGIN, which Oracle does not need. Milliseconds are the median, by the clock.",
        keys=["event", "earlier service", "held by a test to"],
        rows=[
            {
                "event": name,
                "earlier service": str(earlier.get(name) or ""),
                "held by a test to": str(limits.get(name, "")),
                **{f"trips, {size:,} contacts": taken[name].trips for size, taken in grown.items()},
                **{
                    f"ms, {size:,} contacts": round(each[name].milliseconds, 2)
                    for size, each in grown.items()
                },
            }
            for name in (*limits, ANNOUNCING)
        ],
    )
