"""The page of the demo, as the command starts and ends it."""

import signal
from pathlib import Path

import pytest

from tests.support.command import started


@pytest.mark.parametrize("said", ["Rosa is referred", "Daniel leaves Orchard Court"])
def test_ctrl_c_ends_it_at_any_time_and_leaves_nothing_behind(tmp_path: Path, said: str) -> None:
    with started(tmp_path, "demo", "--port", "0") as demo:
        demo.wait_for(said)
        demo.process.send_signal(signal.SIGINT)
        status, shown = demo.ended()

    assert status == 0, shown
    assert "Traceback" not in shown
    assert list(demo.folder.iterdir()) == []


def test_it_says_where_it_is_and_that_nobody_else_reaches_it(tmp_path: Path) -> None:
    with started(tmp_path, "demo", "--port", "0") as demo:
        demo.wait_for("Rosa is referred")
        first = demo.output.read_text().splitlines()[0]

    assert first.startswith("The page is at http://127.0.0.1:")
