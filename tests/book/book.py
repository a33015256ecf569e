"""Make the book of what the repository holds and what the tests found."""

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from gherkin.parser_types import Examples, Feature, Scenario, TableRow
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from tests.acceptance.stacks import NAMES, SAMPLED
from tests.architecture.feature_files import feature_of, scenarios_of
from tests.book import formats, tables
from tests.book.business_tables import BusinessTable, business_tables, example_rows
from tests.book.results import Outcome, Results, digest_of_code, worst
from tests.book.workflows import WORKFLOWS

ROOT: Final = Path(__file__).parents[2]
_PLACEHOLDER: Final = re.compile(r"&lt;([^&]+)&gt;")
_FINGERPRINT_DIGITS: Final = 8
_CELL_CHARACTERS: Final = 20
_GAP_CHARACTERS: Final = 2
_HALF_WIDTH_CHARACTERS: Final = 64


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """A feature, where its rules live, and what the last run found of it."""

    name: str
    feature: Feature
    scenarios: Sequence[Scenario]
    code: Sequence[str]
    results: Results

    def marks(self, title: str) -> Mapping[str, Outcome]:
        """Return what became of a scenario on each stack."""
        return {stack: self.results.of(self.name, title, stack) for stack in NAMES}

    def failed_on(self, title: str, examples: Examples, row: int) -> Sequence[str]:
        """Return the stacks on which one of the examples of an outline failed."""
        example = example_rows(examples)[row]
        outcomes = {stack: self.results.of(self.name, title, stack, example) for stack in NAMES}
        return [stack for stack, outcome in outcomes.items() if outcome == Outcome.FAILED]

    def on(self, stack: str) -> Outcome:
        """Return what became of all its scenarios on a stack; passed only if each of them was run."""
        outcomes = [self.results.of(self.name, title, stack) for title in self.titles]
        if stack != SAMPLED and Outcome.FAILED not in outcomes and Outcome.NOT_RUN in outcomes:
            return Outcome.NOT_RUN
        return worst(outcomes)

    @property
    def outcomes(self) -> Sequence[Outcome]:
        """All results that there should be: on the slowest stack those that there are."""
        each = [mark for title in self.titles for mark in self.marks(title).items()]
        return [outcome for stack, outcome in each if stack != SAMPLED or outcome != Outcome.NOT_RUN]

    @property
    def titles(self) -> Sequence[str]:
        """The titles of its scenarios."""
        return [scenario["name"] for scenario in self.scenarios]

    @property
    def failed(self) -> Mapping[int, str]:
        """The titles of the scenarios that failed on any stack, by their lines in the file."""
        return {
            scenario["location"]["line"]: scenario["name"]
            for scenario in self.scenarios
            if Outcome.FAILED in self.marks(scenario["name"]).values()
        }


def chapters(results: Results) -> Sequence[Chapter]:
    """Return the features in the order of the README's table. ValueError if it does not name one of them."""
    code = tables.code_of_rules((ROOT / "README.md").read_text())
    texts = {path.stem: path.read_text() for path in (ROOT / "features").glob("*.feature")}
    return [
        Chapter(
            name=name,
            feature=feature_of(texts[name]),
            scenarios=scenarios_of(texts[name]),
            code=code.modules[name],
            results=replace(results, each=[each for each in results.each if each.feature == name]),
        )
        for name in sorted(texts, key=code.features.index)
    ]


def fingerprint() -> str:
    """Return what any change of any feature changes, so that it is known what was signed."""
    told = b"".join(path.read_bytes() for path in sorted((ROOT / "features").glob("*.feature")))
    return hashlib.sha256(told).hexdigest()[:_FINGERPRINT_DIGITS]


def _business_tables(
    told: Sequence[Chapter], examples: Sequence[formats.Example], results: Results
) -> Sequence[BusinessTable]:
    return business_tables(
        (ROOT / "features" / "business_events.feature").read_text(),
        {chapter.feature["name"]: chapter.name for chapter in told},
        {example.type: example.name for example in examples},
        results,
    )


def book(results: Results, revision: str) -> str:
    """Return the book as one HTML document that needs nothing else. `revision` is that of the code."""
    told = chapters(results)
    examples = formats.read_examples(ROOT / "examples")
    document = json.loads((ROOT / "docs" / "asyncapi.json").read_text())
    paths = tables.code_of_rules((ROOT / "README.md").read_text()).paths
    return (
        _environment()
        .get_template("book.html")
        .render(
            chapters=told,
            stacks=NAMES,
            is_of_this_code=results.code == digest_of_code(ROOT),
            results=results,
            Outcome=Outcome,
            outcomes=[outcome for chapter in told for outcome in chapter.outcomes],
            fingerprint=fingerprint(),
            revision=revision,
            business_tables=_business_tables(told, examples, results),
            workflows=WORKFLOWS,
            examples=examples,
            document=document,
            formats=formats,
            glossary=tables.glossary((ROOT / "docs" / "glossary.md").read_text()),
            sources={path: (ROOT / path).read_text() for path in paths},
        )
    )


def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(
        placeholders=_placeholders, dotted=_dotted, marked=tables.as_html, is_broad=_is_broad
    )
    return environment


def _placeholders(text: str) -> Markup:
    """The text with what the examples fill in marked."""
    return Markup(_PLACEHOLDER.sub(r"<var>\1</var>", str(escape(text))))  # noqa: S704 - escaped


def _is_broad(scenario: Scenario) -> bool:
    """Tell whether a table of the scenario needs the whole width of a sheet of paper."""
    told = [step["dataTable"]["rows"] for step in scenario["steps"] if "dataTable" in step]
    examples = [[each["tableHeader"], *each["tableBody"]] for each in scenario["examples"]]
    return any(_characters(rows) > _HALF_WIDTH_CHARACTERS for rows in [*told, *examples])


def _characters(rows: Sequence[TableRow]) -> int:
    """The characters across a table whose cells are broken only where they must be."""
    columns = zip(*([cell["value"] for cell in row["cells"]] for row in rows), strict=True)
    return sum(min(max(map(len, column)), _CELL_CHARACTERS) + _GAP_CHARACTERS for column in columns)


def _dotted(text: str) -> Markup:
    """The text, which may be broken after its dots."""
    return Markup(str(escape(text)).replace(".", ".<wbr>"))  # noqa: S704 - escaped
