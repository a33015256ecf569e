"""The whole stack on this machine, as the command starts and ends it."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import httpx
import pytest
from sqlalchemy import func, select

from adapters.oracle.database import Database
from adapters.oracle.own_tables import is_event, remembered
from entrypoints.sandbox.create_delius import create_delius
from entrypoints.sandbox.neighbours.ministack import ministack
from entrypoints.usage import UnusableInput
from tests.entrypoints.conftest import Command
from tests.support.command import started
from tests.support.databases import PostgreSqlDatabases


def living(folder: Path) -> Sequence[tuple[int, str]]:
    """The processes that keep their files in the folder, by their numbers and commands."""
    found: list[tuple[int, str]] = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            environment, command = (process / "environ").read_bytes(), (process / "cmdline").read_text()
        except OSError:
            continue
        if f"TMPDIR={folder}".encode() in environment:
            found.append((int(process.name), command.replace("\0", " ")))
    return found


def left(folder: Path) -> Sequence[object]:
    """The processes and the files that are left."""
    return [*living(folder), *folder.iterdir()]


def end_state(shown: str) -> Sequence[str]:
    """Return what is shown of people and events."""
    _, _, shown = shown.partition("Person on probation")
    shown, _, _ = shown.partition("What other services were told")
    return shown.splitlines()


def announced(shown: str) -> Sequence[str]:
    """The types of what other services were told, in order."""
    return re.findall(r"probation-case\.\S+", shown)


def test_it_plays_the_story_of_the_demo_and_leaves_nothing_behind(tmp_path: Path, command: Command) -> None:
    with started(tmp_path, "run", "--once") as run:
        status, shown = run.ended()

    assert status == 0, shown
    demo = command("demo", "--once").out
    assert end_state(shown) == end_state(demo)
    assert announced(shown) == announced(demo) != []
    assert "All messages are settled" in shown
    assert left(run.folder) == []


def test_the_second_ctrl_c_does_not_wait_for_the_worker(tmp_path: Path) -> None:
    with started(tmp_path, "run") as run:
        run.wait_for("X418302  diary entry added: Referral submitted (EARS)")
        run.process.send_signal(signal.SIGINT)
        run.wait_for("Ending")
        run.process.send_signal(signal.SIGINT)
        status, shown = run.ended()

    assert "the worker not in order" in shown
    assert status == 1
    assert left(run.folder) == []


def test_the_settings_that_it_names_serve_the_commands_of_an_operator(tmp_path: Path) -> None:
    check = f"{Path(sys.executable).with_name('cas3-and-delius')} check"
    with started(tmp_path, "run") as run:
        run.wait_for("explain, dead-letters")
        (settings,) = run.folder.glob("*/settings.sh")
        checked = subprocess.run(
            ["/bin/sh", "-c", f". {settings} && {check}"], capture_output=True, text=True, check=False
        )
    assert (checked.returncode, checked.stderr) == (0, "")
    assert "MISSING" not in checked.stdout


@pytest.mark.parametrize("path", ["/people/K731059/kill", "/start-again"])
def test_ctrl_c_ends_it_in_order_while_it_starts_another_worker(tmp_path: Path, path: str) -> None:
    with started(tmp_path, "run", "--port", "0") as run:
        run.wait_for("Rosa is referred")
        found = re.search(r"The page is at (\S+),", run.output.read_text())
        assert found
        httpx.post(f"{found[1]}{path}", data={"x": ""}, trust_env=False, timeout=60)
        run.process.send_signal(signal.SIGINT)
        status, shown = run.ended()

    assert status == 0, shown
    assert "Traceback" not in shown
    assert left(run.folder) == []


def test_without_its_worker_it_says_so_and_ends(tmp_path: Path) -> None:
    with started(tmp_path, "run") as run:
        run.wait_for("Rosa is referred")
        [worker] = [number for number, name in living(run.folder) if name.strip().endswith(" worker")]
        os.kill(worker, signal.SIGKILL)
        status, shown = run.ended()

    assert "cas3-and-delius: the worker has ended; it said last:" in shown
    assert status == 1
    assert left(run.folder) == []


def test_it_says_how_to_install_what_is_missing(tmp_path: Path) -> None:
    absent = tmp_path / ".neighbours" / "bin" / "ministack"
    with (
        pytest.raises(UnusableInput, match=r"in \.neighbours: `make run` installs it"),
        ministack(tmp_path, absent),
    ):
        pass


def test_delius_may_be_made_in_a_database_of_ones_own(
    tmp_path: Path, postgresql_databases: PostgreSqlDatabases
) -> None:
    url = postgresql_databases.server.create("run_on_ones_own")
    with started(tmp_path, "run", "--once", "--database", url) as run:
        status, shown = run.ended()
    assert status == 0, shown
    assert "Delius in PostgreSQL" in shown
    database = Database.at(url, "Cas3AndDelius")
    with database.transaction() as connection:
        events = select(func.count()).select_from(remembered).where(is_event)
        assert connection.execute(events).scalar_one() > 0
    database.close()


def test_a_database_that_cannot_be_used_is_refused_in_a_sentence(command: Command, tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'delius.db'}"
    with closing(Database.at(url, "Cas3AndDelius")) as database:
        create_delius(database)
    taken = command("run", "--once", "--database", url)
    assert (taken.status, taken.err[:54]) == (2, "cas3-and-delius: --database: these tables of Delius ex")
    wrong = command("run", "--once", "--database", "mysql://user:MARKER@host/name")
    assert wrong.status == 2
    assert "MARKER" not in wrong.err
