"""Results of runs of all features, for the tests of the book."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Final

from gherkin.parser_types import Scenario

from tests.acceptance.stacks import NAMES
from tests.architecture.feature_files import scenarios_of
from tests.book.book import ROOT
from tests.book.business_tables import example_rows
from tests.book.results import Outcome, Result, Results, digest_of_code

FEATURES: Final = {path.stem: path.read_text() for path in sorted((ROOT / "features").glob("*.feature"))}
ENDED: Final = datetime(2026, 11, 26, 21, 20, tzinfo=UTC)
ORDER: Final = "The message about the <first> is received before the one about the <then>"
LATE: Final = {"first": "second arrival", "then": "departure"}


def examples_of(scenario: Scenario) -> Sequence[Mapping[str, str]]:
    """Return them by their headings; a scenario that is no outline has one, of nothing."""
    return [row for table in scenario["examples"] for row in example_rows(table)] or [{}]


def all_passed() -> Results:
    """Return a run in which every scenario passed."""
    each = [
        Result(feature=name, title=scenario["name"], stack=stack, example=example, outcome=Outcome.PASSED)
        for name, text in FEATURES.items()
        for scenario in scenarios_of(text)
        for example in examples_of(scenario)
        for stack in NAMES
    ]
    return Results(ended=ENDED, code=digest_of_code(ROOT), each=each)


def one_failed() -> Results:
    """Return a run in which a move in one of two orders failed on SQLite."""
    results = all_passed()
    wanted = ("moves", ORDER, "sqlite", LATE)
    each = [
        replace(result, outcome=Outcome.FAILED)
        if (result.feature, result.title, result.stack, result.example) == wanted
        else result
        for result in results.each
    ]
    return replace(results, each=each)
