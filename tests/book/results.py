"""Results of each scenario on each stack, and the way in which they get into a file."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Final

import pytest

RESULTS_FILE: Final = Path("build", "scenario-results.json")
_CODE: Final = ("domain", "application", "adapters", "entrypoints", "features", "tests/acceptance")
_SCENARIO: Final = "scenario"


class Outcome(StrEnum):
    """The result of a scenario. Of several the last in this order counts."""

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

    @property
    def key(self) -> tuple[object, ...]:
        """Return which scenario it is about, on which stack."""
        return (self.feature, self.title, self.stack, *sorted(self.example.items()))


@dataclass(frozen=True, slots=True, kw_only=True)
class Results:
    """All results of one state of the code, and when the last run ended; nothing if there was none."""

    ended: datetime | None = None
    code: str = ""
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

    def with_newer(self, newer: "Results") -> "Results":
        """Return both as one, the newer result of each scenario; of other code nothing stays."""
        if newer.code != self.code:
            return newer
        found = {result.key: result for result in (*self.each, *newer.each)}
        return Results(ended=newer.ended, code=newer.code, each=list(found.values()))


def digest_of_code(root: Path) -> str:
    """Return what any change of the service, its features or their steps changes."""
    files = sorted(
        path for folder in _CODE for kind in ("*.py", "*.feature") for path in (root / folder).rglob(kind)
    )
    return hashlib.sha256(b"".join(path.read_bytes() for path in files)).hexdigest()


def worst(outcomes: Iterable[Outcome]) -> Outcome:
    """Return the outcome of all together."""
    return max(outcomes, key=list(Outcome).index, default=Outcome.NOT_RUN)


def read_results(path: Path) -> Results:
    """Return what that file holds; no results where there is no file."""
    if not path.exists():
        return Results()
    read = json.loads(path.read_text())
    each = [Result(**{**result, "outcome": Outcome(result["outcome"])}) for result in read["each"]]
    return Results(ended=datetime.fromisoformat(read["ended"]), code=read.get("code", ""), each=each)


def write_results(path: Path, results: Results) -> None:
    """Write the results, and those before that are of the same code."""
    path.parent.mkdir(exist_ok=True)
    known = read_results(path).with_newer(results)
    ended = known.ended.isoformat() if known.ended else None
    each = [asdict(result) for result in known.each]
    path.write_text(json.dumps({"ended": ended, "code": known.code, "each": each}))


@dataclass(slots=True, eq=False)
class ScenarioResults:
    """A plugin of pytest that writes the file at the end of a run in which there were scenarios.

    In a run of several processes each says which scenario a report is about, and the first of them writes.
    """

    path: Path
    found: dict[str, Result] = field(default_factory=dict)
    code: str = ""

    def pytest_sessionstart(self, session: pytest.Session) -> None:
        """Read the state of the code before anybody changes it during the run."""
        if not hasattr(session.config, "workerinput"):
            self.code = digest_of_code(session.config.rootpath)

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
            write_results(
                self.path, Results(ended=datetime.now(UTC), code=self.code, each=list(self.found.values()))
            )
