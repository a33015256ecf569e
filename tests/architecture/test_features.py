"""The feature files say what they should, in the right words, and every scenario of theirs is run."""

import importlib
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from tests.architecture import feature_files as check
from tests.architecture.step_modules import matching, shape, wordings

ROOT = Path(__file__).parents[2]
FEATURES = {str(path): path.read_text() for path in sorted((ROOT / "features").rglob("*.feature"))}
STEP_SOURCES = [path.read_text() for path in sorted((ROOT / "tests" / "acceptance" / "steps").glob("*.py"))]
WORDINGS = [wording for source in STEP_SOURCES for wording in wordings(source)]

Check = Callable[[str], Sequence[str]]

CHECKS: Sequence[Check] = (
    check.without_when_or_then,
    check.never_run,
    check.too_long,
    check.repeated_titles,
    check.technical_words,
    check.too_wide,
    check.empty_examples,
    check.unfilled,
    check.stray_steps,
    check.without_a_reason,
)

GOOD = """
Feature: Arrivals
  So that practitioners know where people are

  Background:
    Given a person

  Rule: An arrival is written down
    Scenario Outline: An arrival in <season>
      When the person arrives in <season>
      Then the diary shows <season>

      Examples:
        | season |
        | winter |
"""


def named(item: object) -> str:
    return item.__name__ if callable(item) and hasattr(item, "__name__") else Path(str(item)).stem


def collected() -> Sequence[str]:
    """Return what pytest-bdd made tests of, as their docstrings name it."""
    module = importlib.import_module("tests.acceptance.test_features")
    return [test.__doc__ or "" for name, test in vars(module).items() if name.startswith("test_")]


def test_there_are_features() -> None:
    assert FEATURES


@pytest.mark.parametrize("path", FEATURES, ids=named)
@pytest.mark.parametrize("is_well", CHECKS, ids=named)
def test_nothing_is_wrong_with_the_feature(is_well: Check, path: str) -> None:
    assert is_well(FEATURES[path]) == []


@pytest.mark.parametrize("is_well", CHECKS, ids=named)
def test_nothing_is_wrong_with_a_good_feature(is_well: Check) -> None:
    assert is_well(GOOD) == []


@pytest.mark.parametrize(
    ("is_well", "good", "bad"),
    [
        (check.without_when_or_then, "When the person arrives in <season>", "Given an arrival in <season>"),
        (check.without_when_or_then, "Then the diary shows <season>", "And the diary shows <season>"),
        (check.never_run, "        | winter |\n", ""),
        (check.too_long, "Then the diary shows <season>", "Then all is well\n" * 6),
        (check.technical_words, "the diary shows", "the queue shows"),
        (check.technical_words, "An arrival is written down", "An arrival is written to the SQL table"),
        (check.too_wide, "| season |", f"| season {'| more ' * 8}|"),
        (check.empty_examples, "| winter |", "| |"),
        (check.unfilled, "| season |", "| weather |"),
        (check.stray_steps, "  Background:", "  Given somebody\n\n  Background:"),
        (check.without_a_reason, "  So that practitioners know where people are\n", ""),
    ],
    ids=named,
)
def test_a_check_finds_what_is_wrong(is_well: Check, good: str, bad: str) -> None:
    text = GOOD.replace(good, bad)
    assert text != GOOD
    assert is_well(text) != []


def test_a_scenario_without_steps_is_found() -> None:
    text = f"{GOOD}\n    Scenario: A departure\n"
    assert check.never_run(text) == ["A departure"]
    assert check.without_when_or_then(text) == ["A departure"]


def test_a_title_that_comes_twice_is_found_across_rules() -> None:
    scenario = "Scenario: A departure\n When one leaves\n Then one is gone\n"
    text = f"{GOOD}\n{scenario}\nRule: Another\n{scenario}"
    assert check.repeated_titles(text) == ["A departure"]


def test_every_scenario_is_collected() -> None:
    assert check.not_collected(FEATURES, collected()) == []


def test_a_scenario_that_is_not_collected_is_found() -> None:
    assert check.not_collected({"a.feature": GOOD}, collected()) == ["a.feature: An arrival in <season>"]


def test_step_wordings_are_unique() -> None:
    assert check.repeated(map(shape, WORDINGS)) == []


def test_a_wording_that_comes_twice_is_found_whatever_its_words_are_called() -> None:
    source = """
@given("a person")
def a(): ...
@when(phrase("{who:Name} arrives"))
def b(): ...
@then(parsers.parse("{somebody} arrives"))
def c(): ...
"""
    assert check.repeated(map(shape, wordings(source))) == ["{} arrives"]


def test_a_wording_that_cannot_be_read_is_refused() -> None:
    with pytest.raises(ValueError, match="is not written out"):
        wordings("@given(WORDING)\ndef a(): ...\n")


@pytest.mark.parametrize("step", check.steps_told(FEATURES.values()))
def test_one_wording_takes_the_step(step: str) -> None:
    assert len(matching(step, WORDINGS)) == 1


def test_a_step_that_two_wordings_would_take_is_found() -> None:
    known = ("word of the {name:Event} arrives", "word of the {anything} arrives")
    assert len(matching("word of the arrival update arrives", known)) == 2


@pytest.mark.parametrize("wording", WORDINGS)
def test_no_wording_is_left_over(wording: str) -> None:
    assert any(matching(step, [wording]) for step in check.steps_told(FEATURES.values()))
