"""`python -m tests.benchmarks [PART …] [--quick] [--json] [--keep]`: measure, and compare with what is kept.

Parts are memory, databases, stays, neighbours and growth; without any all of them. `--quick` measures less of
each, `--json` prints the figures once more, `--keep` puts tables and figures into docs.
"""

import json
from argparse import ArgumentParser
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final

from rich.console import Console

from tests.benchmarks.kept import keep, kept_figures
from tests.benchmarks.mixture import backlog
from tests.benchmarks.on_databases import measure_on_databases
from tests.benchmarks.on_neighbours import measure_growth, measure_on_neighbours
from tests.benchmarks.report import report
from tests.benchmarks.run import surroundings, yardstick
from tests.benchmarks.service import Prepared, work_off
from tests.benchmarks.sizes import QUICK, WHOLE, Sizes
from tests.benchmarks.stages import measure
from tests.benchmarks.stays import measure_stays
from tests.benchmarks.tables import Table, moved

_WIDTH: Final = 140


def measure_in_memory(sizes: Sizes) -> Iterable[Table]:
    """Measure whole rounds and rounds by stage in turns, so that both see the same weather."""
    prepared = [Prepared.of(event) for event in backlog(sizes.people_in_memory)]
    work_off(prepared), measure(prepared)
    pairs = [(work_off(prepared), measure(prepared)) for _ in range(sizes.rounds_in_memory)]
    console = Console(width=_WIDTH)
    return [report(console, prepared, [whole for whole, _ in pairs], [stages for _, stages in pairs])]


PARTS: Final[Mapping[str, Callable[[Sizes], Iterable[Table]]]] = {
    "memory": measure_in_memory,
    "databases": measure_on_databases,
    "stays": measure_stays,
    "neighbours": measure_on_neighbours,
    "growth": measure_growth,
}


def run(parts: Sequence[str], sizes: Sizes, *, as_json: bool = False, keeps: bool = False) -> None:
    """Measure those parts, under the machine, its load and the versions."""
    told, console = surroundings(), Console(width=_WIDTH)
    console.print(", ".join(f"{name} {value}" for name, value in told.items()))
    tables: list[Table] = []
    for part in parts:
        for table in PARTS[part](sizes):
            table.print(console)
            tables.append(table)
    told = {**told, "yardstick": f"{told['yardstick']} before and {yardstick()} after"}
    figures = {name: value for table in tables for name, value in table.figures().items()}
    lines = moved(kept_figures(), figures)
    console.print(
        "", "Moved since the run in docs/figures.json by more than two runs differ:", *lines, sep="\n"
    )
    if as_json:
        console.print_json(json.dumps({"on": told, "figures": figures}))
    if keeps:
        keep(told, tables)


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure what the arguments ask for."""
    parser = ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("parts", nargs="*", choices=[[], *PARTS], metavar="PART")
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--keep", action="store_true")
    asked = parser.parse_args(arguments)
    if asked.keep and asked.parts:
        parser.error("--keep is for a run of all parts")
    sizes = QUICK if asked.quick else WHOLE
    run(asked.parts or list(PARTS), sizes, as_json=asked.json, keeps=asked.keep)


if __name__ == "__main__":
    main()
