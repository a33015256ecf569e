"""Figures are told in the terminal, kept in a document and compared with what was kept."""

import json
import re
from pathlib import Path

from tests.benchmarks.kept import keep, kept_figures, put
from tests.benchmarks.run import surroundings
from tests.benchmarks.tables import Chart, Table, moved

_TABLE = Table(
    title="Backlogs",
    words="One worker.",
    keys=["events"],
    rows=[
        {"events": "100", "events a second": 1_150, "note": ""},
        {"events": "1,000", "events a second": 200, "note": ""},
    ],
    chart=Chart(title="Events a second", values="events a second"),
)


def test_a_document_has_the_figures_in_a_table_and_in_a_chart() -> None:
    lines = _TABLE.markdown().splitlines()

    assert "| 100 | 1,150 |  |" in lines
    assert '    x-axis ["100", "1,000"]' in lines
    assert "    bar [1150, 200]" in lines


def test_what_is_kept_is_what_the_next_run_is_compared_with(tmp_path: Path) -> None:
    document = tmp_path / "figures.md"
    begin, end = "<!-- made by make figures: begin -->", "<!-- made by make figures: end -->"
    document.write_text(f"# Figures\n\n{begin}\nolder ones\n{end}\n\n## What moved\n")
    keep({"python": "3.11"}, [_TABLE], tmp_path)

    written = document.read_text()
    assert written.startswith("# Figures\n")
    assert written.endswith("## What moved\n")
    assert "older ones" not in written
    assert "### Backlogs" in written
    assert json.loads((tmp_path / "figures.json").read_text())["on"] == {"python": "3.11"}
    assert kept_figures(tmp_path) == _TABLE.figures()


def test_what_one_command_makes_leaves_the_figures_of_the_other(tmp_path: Path) -> None:
    document = tmp_path / "figures.md"
    makers = ("make figures", "make peers")
    edges = [f"<!-- made by {maker}: {edge} -->" for maker in makers for edge in ("begin", "end")]
    document.write_text("\n".join(edges))
    keep({"python": "3.11"}, [_TABLE], tmp_path)
    put("make peers", {"celery": "5"}, [_TABLE], tmp_path)

    figures, others = document.read_text().split(edges[2])
    assert figures.count("### Backlogs") == others.count("### Backlogs") == 1
    assert "Measured: python 3.11." in figures
    assert "Measured: celery 5." in others


def test_nothing_is_kept_yet_in_a_folder_without_figures(tmp_path: Path) -> None:
    assert kept_figures(tmp_path) == {}


def test_only_what_differs_by_more_than_two_runs_do_has_moved() -> None:
    before = {"a | CPU ms": 3.0, "b | CPU ms": 3.0, "a | trips": 6, "a | ms": 10.0}
    now = {"a | CPU ms": 3.3, "b | CPU ms": 2.4, "a | trips": 7, "a | ms": 14.0, "new | trips": 1}

    assert moved(before, now) == ["b | CPU ms: 3 before, 2.4 now", "a | trips: 6 before, 7 now"]


def test_beside_the_figures_stands_how_fast_the_machine_was() -> None:
    assert re.fullmatch(r"[1-9]\d* ms", surroundings()["yardstick"])
