"""The report that the benchmark prints."""

from collections import Counter
from collections.abc import Sequence
from statistics import median

from rich.console import Console
from rich.table import Table

from domain.event import EventType
from tests.benchmarks.service import Prepared, Round
from tests.benchmarks.stages import STAGES, Stages

TARGET = 5_000


def report(
    console: Console, prepared: Sequence[Prepared], rounds: Sequence[Round], staged: Sequence[Stages]
) -> None:
    """The speed, whether it is the one aimed at, and where the time goes."""
    counts = Counter(each.type for each in prepared)
    seconds = median(each.seconds for each in rounds)
    cpu = median(each.cpu_seconds for each in rounds)
    rate = len(prepared) / seconds
    results = ", ".join(f"{count} {name}" for name, count in sorted(rounds[0].results.items()))
    people = len({each.crn for each in prepared})
    console.print(
        f"{len(prepared)} messages about {people} people: {results}.",
        f"They made {rounds[0].announcements} announcements, all published.",
        f"Median of {len(rounds)} rounds after one to warm up: {seconds:.2f} s ({cpu:.2f} s on the CPU),"
        f" {rate:,.0f} events a second (rounds: {_rates(prepared, rounds)}).",
        f"Target: {TARGET:,} events a second in one process: {'met' if rate >= TARGET else 'NOT met'}.",
        sep="\n",
    )
    console.print(_table(counts, staged, 1e6 * cpu / len(prepared)))
    console.print(
        "Stages are measured step by step in rounds of their own, as the application takes them; the rest is"
        " queue, telemetry, loop and garbage collection: what the whole takes beyond the stages."
    )


def _rates(prepared: Sequence[Prepared], rounds: Sequence[Round]) -> str:
    return ", ".join(f"{len(prepared) / each.seconds:,.0f}" for each in rounds)


def _table(counts: Counter[EventType], staged: Sequence[Stages], whole: float) -> Table:
    table = Table("event", "count", *STAGES, "rest", "total", title="Microseconds on the CPU an event")
    for column in table.columns[1:]:
        column.justify = "right"
    stages = {
        kind: [median(times) for times in zip(*(each[kind] for each in staged), strict=True)]
        for kind in counts
    }
    for kind, times in stages.items():
        table.add_row(_short(kind), str(counts[kind]), *map(_figure, times), "", _figure(sum(times)))
    table.add_section()
    mean = [
        sum(stages[kind][place] * count for kind, count in counts.items()) / counts.total()
        for place in range(len(STAGES))
    ]
    rest = whole - sum(mean)
    table.add_row("all", str(counts.total()), *map(_figure, mean), _figure(rest), _figure(whole))
    return table


def _short(kind: EventType) -> str:
    return kind.value.removeprefix("accommodation.cas3.")


def _figure(microseconds: float) -> str:
    return f"{microseconds:.1f}"
