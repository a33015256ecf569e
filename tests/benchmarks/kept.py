"""The figures of the last run that is kept, in docs: to compare with, and to replace."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from tests.benchmarks.tables import Table

DOCS: Final = Path(__file__).parents[2] / "docs"


def kept_figures(folder: Path = DOCS) -> Mapping[str, float]:
    """Return the figures of the last run that was kept; none without one."""
    file = folder / "figures.json"
    return dict(json.loads(file.read_text())["figures"]) if file.exists() else {}


def keep(surroundings: Mapping[str, str], tables: Sequence[Table], folder: Path = DOCS) -> None:
    """Put the tables into figures.md, between its two marks, and their figures into figures.json."""
    figures = {name: value for table in tables for name, value in table.figures().items()}
    kept = {"on": dict(surroundings), "figures": figures}
    (folder / "figures.json").write_text(json.dumps(kept, indent=1) + "\n")
    put("make figures", surroundings, tables, folder)


def put(maker: str, surroundings: Mapping[str, str], tables: Sequence[Table], folder: Path = DOCS) -> None:
    """Put the tables into figures.md, between the two marks of the command that makes them."""
    begin, end = (f"<!-- made by {maker}: {edge} -->" for edge in ("begin", "end"))
    document = folder / "figures.md"
    before, _, rest = document.read_text().partition(begin)
    after = rest.partition(end)[2]
    machine = ", ".join(f"{name} {value}" for name, value in surroundings.items())
    sections = "\n".join(table.markdown() for table in tables)
    document.write_text(f"{before}{begin}\n\nMeasured: {machine}.\n\n{sections}\n{end}{after}")
