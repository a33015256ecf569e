"""Results of scenarios get into the file, from one process and from several."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.book.results import RESULTS_FILE, Outcome, digest_of_code, read_results

ROOT = Path(__file__).parents[2]
FEATURE = """
Feature: Doors
  So that people get in

  Scenario: A door is opened
    When somebody opens the door
    Then the room is warm

  Scenario Outline: A room in <season>
    When it is <season>
    Then the room is warm

    Examples:
      | season |
      | summer |
      | winter |
"""
TESTS = """
import pytest
from pytest_bdd import parsers, scenarios, then, when

scenarios(".")

@pytest.fixture(params=["hut", "house"], autouse=True)
def stack(request): return request.param

@when("somebody opens the door", target_fixture="season")
def opens(): return "summer"

@when(parsers.parse("it is {season}"), target_fixture="season")
def it_is(season): return season

@then("the room is warm")
def warm(stack, season): assert (stack, season) != ("hut", "winter")

def test_nothing_of_the_business(): pass
"""
CONFTEST = """
from tests.book.results import RESULTS_FILE, ScenarioResults

def pytest_configure(config):
    config.pluginmanager.register(ScenarioResults(config.rootpath / RESULTS_FILE))
"""


def run(folder: Path, *arguments: str) -> int:
    """Run the tests in that folder as a project of their own; the exit status."""
    (folder / "pytest.ini").write_text("[pytest]\nbdd_features_base_dir = .\n")
    (folder / "doors.feature").write_text(FEATURE)
    (folder / "test_doors.py").write_text(TESTS)
    (folder / "conftest.py").write_text(CONFTEST)
    command = [sys.executable, "-m", "pytest", *arguments]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.run(command, cwd=folder, env=environment, check=False, capture_output=True).returncode


def test_each_scenario_has_its_result_on_each_stack_though_processes_share_them(tmp_path: Path) -> None:
    assert run(tmp_path, "--numprocesses", "2") == pytest.ExitCode.TESTS_FAILED
    results = read_results(tmp_path / RESULTS_FILE)

    assert results.ended is not None
    assert len(results.each) == 6
    assert results.of("doors", "A door is opened", "hut") == Outcome.PASSED
    assert results.of("doors", "A room in <season>", "hut") == Outcome.FAILED
    assert results.of("doors", "A room in <season>", "hut", {"season": "summer"}) == Outcome.PASSED
    assert results.of("doors", "A room in <season>", "hut", {"season": "winter"}) == Outcome.FAILED
    assert results.of("doors", "A room in <season>", "house") == Outcome.PASSED
    assert results.of("doors", "A room in <season>", "garage") == Outcome.NOT_RUN


def test_a_run_without_scenarios_keeps_the_results(tmp_path: Path) -> None:
    run(tmp_path, "-k", "opened")
    before = (tmp_path / RESULTS_FILE).read_text()
    assert [each.title for each in read_results(tmp_path / RESULTS_FILE).each] == ["A door is opened"] * 2

    assert run(tmp_path, "-k", "nothing") == pytest.ExitCode.OK
    assert (tmp_path / RESULTS_FILE).read_text() == before


def test_results_of_the_same_code_are_put_together(tmp_path: Path) -> None:
    run(tmp_path, "-k", "opened and hut")
    run(tmp_path, "-k", "opened and house or winter and hut")
    results = read_results(tmp_path / RESULTS_FILE)
    assert results.of("doors", "A door is opened", "hut") == Outcome.PASSED
    assert results.of("doors", "A door is opened", "house") == Outcome.PASSED
    assert results.of("doors", "A room in <season>", "hut") == Outcome.FAILED
    assert len(results.each) == 3


def test_results_of_other_code_are_dropped(tmp_path: Path) -> None:
    run(tmp_path, "-k", "opened")
    (tmp_path / "domain").mkdir()
    (tmp_path / "domain" / "rules.py").write_text("LIMIT = 3\n")
    run(tmp_path, "-k", "summer and hut")
    assert [each.title for each in read_results(tmp_path / RESULTS_FILE).each] == ["A room in <season>"]


def test_results_belong_to_the_code_as_it_was_when_the_run_began(tmp_path: Path) -> None:
    began = digest_of_code(tmp_path)
    (tmp_path / "domain").mkdir()
    change = (
        "from pathlib import Path\ndef test_change(): Path('domain', 'rules.py').write_text('LIMIT = 3')\n"
    )
    (tmp_path / "test_change.py").write_text(change)
    run(tmp_path, "-k", "opened or change")
    assert read_results(tmp_path / RESULTS_FILE).code == began
    assert digest_of_code(tmp_path) != began


def test_without_a_run_there_are_no_results(tmp_path: Path) -> None:
    assert read_results(tmp_path / RESULTS_FILE).each == ()
