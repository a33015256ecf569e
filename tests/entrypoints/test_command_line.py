"""The console command itself."""

import os
import sys
import tomllib
from importlib import import_module
from pathlib import Path

import pytest

from entrypoints.command_line import main
from tests.entrypoints.samples import SampleFolder, SampleStay

_ROOT = Path(__file__).parents[2]


def test_the_project_installs_it() -> None:
    scripts = tomllib.loads((_ROOT / "pyproject.toml").read_text())["project"]["scripts"]
    module, _, name = scripts["cas3-and-delius"].partition(":")
    assert getattr(import_module(module), name) is main


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
    folder.add("1", SampleStay().provisional(notes="caf\u00e9 \u2013 later"))
    with (tmp_path / "out").open("w", encoding="latin-1") as out:
        monkeypatch.setattr(sys, "stdout", out)
        assert main(["replay", str(folder.path)]) == 0
    written = (tmp_path / "out").read_text(encoding="latin-1")
    assert "caf\u00e9 \\u2013 later" in written
    assert written.startswith("-" * 100)
