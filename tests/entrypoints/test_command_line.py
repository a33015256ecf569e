"""The console command itself."""

import json
import os
import subprocess
import sys
import tomllib
from importlib import import_module
from importlib.metadata import version
from pathlib import Path

import pytest

from entrypoints import console
from entrypoints.command_line import main
from tests.entrypoints.samples import SampleFolder, SampleStay

_ROOT = Path(__file__).parents[2]


def test_the_project_installs_it() -> None:
    scripts = tomllib.loads((_ROOT / "pyproject.toml").read_text())["project"]["scripts"]
    module, _, name = scripts["cas3-and-delius"].partition(":")
    assert getattr(import_module(module), name) is console.main


@pytest.mark.parametrize(
    "arguments", [[], ["remember"], ["replay"], ["replay", ".", "--odrer", "a"], ["demo", "x"]]
)
def test_arguments_that_make_no_sense_are_refused(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == 2
    assert "usage: cas3-and-delius" in capsys.readouterr().err


def test_it_helps(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["replay", "--help"])
    assert ended.value.code == 0
    assert "--leave-out" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "purpose"),
    [
        (["check"], "Show whether all that the worker needs is there"),
        (["delius", "create"], "Make a sample Delius"),
        (["dead-letters", "retry"], "Send messages back to the queue."),
        (["forget"], "Delete what the service remembers of a person."),
    ],
)
def test_the_help_of_a_command_says_what_it_is_for(
    arguments: list[str], purpose: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main([*arguments, "--help"])
    assert ended.value.code == 0
    assert purpose in capsys.readouterr().out


@pytest.mark.parametrize("arguments", [["demo", "--once"], ["demo", "--json"]])
def test_a_reader_that_has_gone_ends_it_without_a_traceback(
    arguments: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "w") as pipe:
        monkeypatch.setattr(sys, "stdout", pipe)
        with pytest.raises(SystemExit) as ended:
            main(arguments)
    assert ended.value.code == 1


def test_output_that_takes_little_more_than_ascii_gets_the_codes_of_the_rest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, folder: SampleFolder
) -> None:
    monkeypatch.delenv("COLUMNS", raising=False)
    folder.add("1", SampleStay().provisional(notes="caf\u00e9 \u2013 later"))
    monkeypatch.delenv("COLUMNS", raising=False)
    with (tmp_path / "out").open("w", encoding="latin-1") as out:
        monkeypatch.setattr(sys, "stdout", out)
        assert main(["replay", str(folder.path)]) == 0
    written = (tmp_path / "out").read_text(encoding="latin-1")
    assert "caf\u00e9 \\u2013 later" in written
    assert written.startswith("-" * 100)


def imported_by(*arguments: str) -> set[str]:
    """Our own modules that a command imports, and the packages of others, in a process of its own."""
    script = (
        "import json, sys; from entrypoints.command_line import main; main(sys.argv[1:]);"
        "print(json.dumps(list(sys.modules)))"
    )
    environment = {name: value for name, value in os.environ.items() if not name.startswith("CAS3_")}
    ended = subprocess.run(
        [sys.executable, "-c", script, *arguments],
        env=environment,
        cwd=_ROOT,
        capture_output=True,
        check=True,
        text=True,
    )
    assert "is not set" in ended.stdout + ended.stderr
    return set(json.loads(ended.stdout.splitlines()[-1]))


@pytest.mark.parametrize("command", ["worker", "migrate", "check"])
def test_a_command_of_production_imports_nothing_of_the_demo(command: str) -> None:
    imported = imported_by(command)
    behind = ("entrypoints.demo", "entrypoints.replay", "entrypoints.sandbox", "adapters.in_memory")
    assert not [name for name in imported if name.startswith(behind)]
    assert not imported & {"uvicorn", "jinja2"}


def test_a_command_imports_what_it_runs() -> None:
    assert "entrypoints.worker.container" in imported_by("worker")
    assert "entrypoints.sandbox.create_delius" in imported_by("delius", "create")
    assert not {"entrypoints.worker.container", "boto3", "httpx"} & imported_by("migrate")


def test_it_says_its_version(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--version"])
    assert ended.value.code == 0
    assert capsys.readouterr().out == f"cas3-and-delius {version('cas3-and-delius')}\n"
