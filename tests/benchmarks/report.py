"""The report that the benchmark prints."""

from collections import Counter
from collections.abc import Sequence
from statistics import median

from rich.console import Console

from domain.event import EventType
from tests.benchmarks.service import Prepared, Round
from tests.benchmarks.stages import STAGES, Stages
from tests.benchmarks.tables import Row, Table

TARGET = 5_000


def report(
    console: Console, prepared: Sequence[Prepared], rounds: Sequence[Round], staged: Sequence[Stages]
) -> Table:
    """Print the speed, and whether it is the one aimed at; return where the time goes."""
    seconds = median(each.seconds for each in rounds)
    cpu = min(each.cpu_seconds for each in rounds)
    rate = len(prepared) / cpu
    results = ", ".join(f"{count} {name}" for name, count in sorted(rounds[0].results.items()))
    people = len({each.crn for each in prepared})
    console.print(
        f"{len(prepared)} messages about {people} people: {results}.",
        f"They made {rounds[0].announcements} announcements, all published.",
        f"Best of {len(rounds)} rounds after one to warm up: {cpu:.2f} s on the CPU, {rate:,.0f} events a"
        f" second of it; median by the clock: {seconds:.2f} s (rounds: {_rates(prepared, rounds)}).",
        f"Target: {TARGET:,} events a second of CPU in one process:"
        f" {'met' if rate >= TARGET else 'NOT met'}.",
        sep="\n",
    )
    return _table(Counter(each.type for each in prepared), staged, 1e6 * cpu / len(prepared))


def _rates(prepared: Sequence[Prepared], rounds: Sequence[Round]) -> str:
    return ", ".join(f"{len(prepared) / each.seconds:,.0f}" for each in rounds)


def _table(counts: Counter[EventType], staged: Sequence[Stages], whole: float) -> Table:
    stages = {
        kind: [min(times) for times in zip(*(each[kind] for each in staged), strict=True)] for kind in counts
    }
    rows: list[Row] = [
        {"event": _short(kind), "count": str(counts[kind]), **_figures(times, ""), "whole": round(sum(times))}
        for kind, times in stages.items()
    ]
    mean = [
        sum(stages[kind][place] * count for kind, count in counts.items()) / counts.total()
        for place in range(len(STAGES))
    ]
    last = {"event": "all", "count": str(counts.total()), **_figures(mean, round(whole - sum(mean)))}
    return Table(
        title="In memory, microseconds of CPU an event",
        words="One process, details validated. Stages are measured step by step in rounds of their own, as"
        " the application takes them; the rest is queue, telemetry, loop and garbage collection: what the"
        f" whole takes beyond the stages. {1e6 / whole:,.0f} events for a second of CPU; target {TARGET:,}.",
        keys=["event", "count"],
        rows=[*rows, {**last, "whole": round(whole)}],
    )


def _figures(times: Sequence[float], rest: str | float) -> Row:
    return {**{name: round(time, 1) for name, time in zip(STAGES, times, strict=True)}, "rest": rest}


def _short(kind: EventType) -> str:
    return kind.value.removeprefix("accommodation.cas3.")
