"""`python -m tests.benchmarks`: events a second in memory; on real databases, with round trips;
and of the worker on its neighbours, beside a plain loop.
"""

from rich.console import Console

from tests.benchmarks.mixture import backlog
from tests.benchmarks.on_databases import measure_on_databases
from tests.benchmarks.on_neighbours import measure_on_neighbours
from tests.benchmarks.report import report
from tests.benchmarks.service import Prepared, work_off
from tests.benchmarks.stages import measure

_PEOPLE = 2_000
_ROUNDS = 5


def main(people: int = _PEOPLE, rounds: int = _ROUNDS) -> None:
    """Measures whole rounds and rounds by stage in turns, so that both see the same weather."""
    prepared = [Prepared.of(event) for event in backlog(people)]
    work_off(prepared), measure(prepared)
    pairs = [(work_off(prepared), measure(prepared)) for _ in range(rounds)]
    report(Console(width=140), prepared, [whole for whole, _ in pairs], [stages for _, stages in pairs])


if __name__ == "__main__":
    main()
    measure_on_databases()
    measure_on_neighbours()
