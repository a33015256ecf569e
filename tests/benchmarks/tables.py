"""Figures as tables: for the terminal, for docs/figures.md, and to compare them with those of another run."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from rich.console import Console
from rich.table import Table as RichTable

Row = Mapping[str, str | float]
"""One line of a table, by the headings; an empty text where there is no figure."""

_NOISE: Final = {"trips": 0.0, "requests": 0.1, "CPU": 0.15, "MB": 0.15}
_NOISE_BY_THE_CLOCK: Final = 0.5
"""The share by which two runs of the same differ on a machine that does other things as well."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """A bar for the value of one column in each row, named by what the row is about."""

    title: str
    values: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Figures of one kind. `keys` are the headings of the columns that say what a row is about, `words` what
    its figures are.
    """

    title: str
    words: str
    keys: Sequence[str]
    rows: Sequence[Row]
    chart: Chart | None = None

    def figures(self) -> Mapping[str, float]:
        """Return each figure by the title, what its row is about and the heading."""
        return {
            " | ".join([self.title, *(str(row[key]) for key in self.keys), heading]): value
            for row in self.rows
            for heading, value in row.items()
            if heading not in self.keys and isinstance(value, int | float)
        }

    def print(self, console: Console) -> None:
        """Print it, with its words."""
        table = RichTable(*self._headings, title=self.title)
        for heading, column in zip(self._headings, table.columns, strict=True):
            column.justify = "left" if heading in self.keys else "right"
            # What a row is about stays on one line, the headings of its figures need not.
            column.no_wrap = heading == self.keys[0]
        for row in self.rows:
            table.add_row(*map(_shown, row.values()))
        console.print(table)
        console.print(self.words)

    def markdown(self) -> str:
        """Return it as a section of a document, with its chart."""
        lines = [f"### {self.title}", "", self.words, "", _line(self._headings)]
        lines.append(_line(["---"] * len(self._headings)))
        lines += [_line([_shown(value) for value in row.values()]) for row in self.rows]
        return "\n".join([*lines, *self._drawn(), ""])

    @property
    def _headings(self) -> Sequence[str]:
        return list(self.rows[0])

    def _drawn(self) -> Sequence[str]:
        if self.chart is None:
            return []
        names = ", ".join(f'"{", ".join(str(row[key]) for key in self.keys)}"' for row in self.rows)
        values = ", ".join(_shown(row[self.chart.values]).replace(",", "") for row in self.rows)
        return [
            "",
            "```mermaid",
            "xychart-beta",
            f'    title "{self.chart.title}"',
            f"    x-axis [{names}]",
            f'    y-axis "{self.chart.values}"',
            f"    bar [{values}]",
            "```",
        ]


def moved(before: Mapping[str, float], now: Mapping[str, float]) -> Sequence[str]:
    """Return a line for each figure that differs from the other run's by more than its noise."""
    return [
        f"{name}: {before[name]:,g} before, {value:,g} now"
        for name, value in now.items()
        if name in before and abs(value - before[name]) > _noise(name) * max(abs(before[name]), 1e-9)
    ]


def _noise(name: str) -> float:
    heading = name.rpartition(" | ")[2]
    return next((noise for word, noise in _NOISE.items() if word in heading), _NOISE_BY_THE_CLOCK)


def _shown(value: str | float) -> str:
    return value if isinstance(value, str) else f"{value:,g}"


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"
