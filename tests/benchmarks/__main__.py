"""`python -m tests.benchmarks [--json]`: events a second in memory; on real databases, with round trips;
and of the worker on its neighbours, beside a plain loop.

With `--json` the figures are printed once more at the end, for a comparison with those of another run.
"""

import json
import sys

from rich.console import Console

from tests.benchmarks.mixture import backlog
from tests.benchmarks.on_databases import measure_on_databases
from tests.benchmarks.on_neighbours import measure_on_neighbours
from tests.benchmarks.report import report
from tests.benchmarks.run import Row, surroundings
from tests.benchmarks.service import Prepared, work_off
from tests.benchmarks.stages import measure

_PEOPLE = 2_000
_ROUNDS = 5


def main(people: int = _PEOPLE, rounds: int = _ROUNDS) -> Row:
    """Measure whole rounds and rounds by stage in turns, so that both see the same weather."""
    prepared = [Prepared.of(event) for event in backlog(people)]
    work_off(prepared), measure(prepared)
    pairs = [(work_off(prepared), measure(prepared)) for _ in range(rounds)]
    report(Console(width=140), prepared, [whole for whole, _ in pairs], [stages for _, stages in pairs])
    cpu = min(whole.cpu_seconds for whole, _ in pairs)
    return {"events": len(prepared), "events a CPU second": round(len(prepared) / cpu)}


def run(*, as_json: bool) -> None:
    """Measure everything, under the machine, its load and the versions."""
    told = surroundings()
    console = Console(width=140)
    console.print(", ".join(f"{name} {value}" for name, value in told.items()))
    figures = {
        "on": told,
        "in memory": main(),
        "on databases": measure_on_databases(),
        "on neighbours": measure_on_neighbours(),
    }
    if as_json:
        console.print_json(json.dumps(figures))


if __name__ == "__main__":
    run(as_json="--json" in sys.argv[1:])
