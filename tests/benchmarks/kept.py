"""The figures of the last run that is kept, in docs: to compare with, and to replace."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from tests.benchmarks.tables import Table

DOCS: Final = Path(__file__).parents[2] / "docs"
_BEGIN: Final = "<!-- made by make figures: begin -->"
_END: Final = "<!-- made by make figures: end -->"


def kept_figures(folder: Path = DOCS) -> Mapping[str, float]:
    """Return the figures of the last run that was kept; none without one."""
    file = folder / "figures.json"
    return dict(json.loads(file.read_text())["figures"]) if file.exists() else {}


def keep(surroundings: Mapping[str, str], tables: Sequence[Table], folder: Path = DOCS) -> None:
    """Put the tables into figures.md, between its two marks, and their figures into figures.json."""
    figures = {name: value for table in tables for name, value in table.figures().items()}
    kept = {"on": dict(surroundings), "figures": figures}
    (folder / "figures.json").write_text(json.dumps(kept, indent=1) + "\n")
    document = folder / "figures.md"
    before, _, rest = document.read_text().partition(_BEGIN)
    after = rest.partition(_END)[2]
    machine = ", ".join(f"{name} {value}" for name, value in surroundings.items())
    sections = "\n".join(table.markdown() for table in tables)
    document.write_text(f"{before}{_BEGIN}\n\nMeasured: {machine}.\n\n{sections}\n{_END}{after}")
