"""The benchmark on databases measures what it says, also where little stands in them."""

from dataclasses import replace

import pytest

from tests.benchmarks.__main__ import run
from tests.benchmarks.kinds import KINDS
from tests.benchmarks.sizes import QUICK


def test_it_tells_the_round_trips_and_the_time_of_each_kind_of_event(
    capsys: pytest.CaptureFixture[str],
) -> None:
    run(["databases"], replace(QUICK, contacts=(50, 100), rounds=1, people_on_databases=8))

    rows = {cells[1]: cells for cells in table_rows(capsys.readouterr().out)}
    for kind in KINDS:
        assert rows[kind.name][3:6] == [str(kind.limit)] * 3


def table_rows(printed: str) -> list[list[str]]:
    return [[cell.strip() for cell in line.split("│")] for line in printed.splitlines() if "│" in line]
