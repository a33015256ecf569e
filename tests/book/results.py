"""What became of each scenario on each stack in the last run of the tests, and how that gets into a file."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Final

import pytest

RESULTS_FILE: Final = Path("build", "scenario-results.json")
_SCENARIO: Final = "scenario"


class Outcome(StrEnum):
    """What became of a scenario. Of several the last in this order counts."""

    NOT_RUN = "not run"
    SKIPPED = "skipped"
    PASSED = "passed"
    FAILED = "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """One scenario on one stack; of an outline one of its examples, by the headings of their table."""

    feature: str
    title: str
    stack: str
    example: Mapping[str, str]
    outcome: Outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class Results:
    """All of the last run, and when that ended; nothing if there was none."""

    ended: datetime | None = None
    each: Sequence[Result] = ()

    def of(self, feature: str, title: str, stack: str, example: Mapping[str, str] | None = None) -> Outcome:
        """Return what became of a scenario on a stack, or of one of its examples."""
        found = [
            result.outcome
            for result in self.each
            if (result.feature, result.title, result.stack) == (feature, title, stack)
            and (example is None or example == result.example)
        ]
        return worst(found)


def worst(outcomes: Iterable[Outcome]) -> Outcome:
    """Return the outcome of all together."""
    return max(outcomes, key=list(Outcome).index, default=Outcome.NOT_RUN)


def read_results(path: Path) -> Results:
    """Return what that file holds; no results where there is no file."""
    if not path.exists():
        return Results()
    read = json.loads(path.read_text())
    each = [Result(**{**result, "outcome": Outcome(result["outcome"])}) for result in read["each"]]
    return Results(ended=datetime.fromisoformat(read["ended"]), each=each)


def write_results(path: Path, results: Results) -> None:
    """Write the results in place of those before."""
    path.parent.mkdir(exist_ok=True)
    ended = results.ended.isoformat() if results.ended else None
    path.write_text(json.dumps({"ended": ended, "each": [asdict(result) for result in results.each]}))


@dataclass(slots=True, eq=False)
class ScenarioResults:
    """Plugin of pytest that writes the file at the end of a run in which there were scenarios.

    In a run of several processes each says which scenario a report is about, and the first of them writes.
    """

    path: Path
    found: dict[str, Result] = field(default_factory=dict)

    def pytest_runtest_setup(self, item: pytest.Item) -> None:
        """Name the scenario in what is reported of the test."""
        test = item.function.__doc__ or "" if isinstance(item, pytest.Function) else ""
        path, _, title = test.partition(": ")
        if isinstance(item, pytest.Function) and path.endswith(".feature"):
            chosen = item.callspec.params
            example = chosen.get("_pytest_bdd_example", {})
            named = {"feature": Path(path).stem, "title": title, "stack": chosen["stack"], "example": example}
            item.user_properties.append((_SCENARIO, named))

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Keep the worst of what is reported of a scenario: its beginning, itself and its end."""
        named = dict(report.user_properties).get(_SCENARIO)
        if isinstance(named, dict):
            before = self.found[report.nodeid].outcome if report.nodeid in self.found else Outcome.NOT_RUN
            outcome = worst([before, Outcome(report.outcome)])
            self.found[report.nodeid] = Result(**named, outcome=outcome)

    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        """Write the file."""
        if self.found and not hasattr(session.config, "workerinput"):
            write_results(self.path, Results(ended=datetime.now(UTC), each=list(self.found.values())))
