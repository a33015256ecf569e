"""Read feature files, and find what pytest-bdd lets pass in silence or no practitioner understands.

Every check takes the text of a feature and returns what is wrong with it: nothing if all is well.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain

from gherkin.parser import Parser
from gherkin.parser_types import Background, Feature, Scenario, Step
from gherkin.pickles.compiler import (
    Compiler,
    GherkinDocumentWithURI,
    Pickle,
    is_background_container,
    is_rule_container,
    is_scenario_container,
)

MOST_STEPS = 5
MOST_COLUMNS = 8
_TECHNICAL = """
api aws boolean body bug class commit config database db deadlock deserialise dict duplicate
endpoint enum envelope exception false field function handler header http https id idempotent
integer json kotlin library list lock log method microservice null object oracle outbox parse
payload poll post property python query queue receipt redrive request response retry retried row
schema sequence server session sns sql sqlite sqs stack string subscriber table test thread timeout
timestamp token topic transaction true undefined url utc uuid validate visibility worker xml
"""
TECHNICAL_WORDS = frozenset(_TECHNICAL.split())
_STEP_KEYWORDS = ("Given ", "When ", "Then ", "And ", "But ", "* ")
_QUOTED = re.compile(r'"[^"\n]*"')
_PLACEHOLDER = re.compile(r"<([^<>]+)>")


def feature_of(text: str) -> Feature:
    """The feature that the text holds."""
    return Parser().parse(text)["feature"]


def told(text: str) -> Sequence[Pickle]:
    """The scenarios as they run: those of an outline once for each of its examples, backgrounds included."""
    document = Parser().parse(text)
    return Compiler().compile(
        GherkinDocumentWithURI(feature=document["feature"], comments=document["comments"], uri="")
    )


def scenarios_of(text: str) -> Sequence[Scenario]:
    """The scenarios and outlines as they are written, those under rules included."""
    return list(_scenarios(feature_of(text)))


def _scenarios(feature: Feature) -> Iterator[Scenario]:
    for child in feature["children"]:
        if is_scenario_container(child):
            yield child["scenario"]
        elif is_rule_container(child):
            yield from (each["scenario"] for each in child["rule"]["children"] if is_scenario_container(each))


def _backgrounds(feature: Feature) -> Iterator[Background]:
    for child in feature["children"]:
        if is_background_container(child):
            yield child["background"]
        elif is_rule_container(child):
            yield from (
                each["background"] for each in child["rule"]["children"] if is_background_container(each)
            )


def without_when_or_then(text: str) -> Sequence[str]:
    """Titles of scenarios, as written, in which nothing happens or nothing is expected."""
    return [
        scenario["name"] for scenario in scenarios_of(text) if not _happens_and_expects(scenario["steps"])
    ]


def _happens_and_expects(steps: Sequence[Step]) -> bool:
    return {"Action", "Outcome"} <= {step["keywordType"] for step in steps}


def never_run(text: str) -> Sequence[str]:
    """Titles of scenarios of which nothing is run: without steps, or outlines without examples."""
    run = {node for pickle in told(text) if pickle["steps"] for node in pickle["astNodeIds"]}
    return [scenario["name"] for scenario in scenarios_of(text) if scenario["id"] not in run]


def too_long(text: str) -> Sequence[str]:
    """Titles of scenarios with more steps than one can take in."""
    return [scenario["name"] for scenario in scenarios_of(text) if len(scenario["steps"]) > MOST_STEPS]


def repeated_titles(text: str) -> Sequence[str]:
    """Titles that two scenarios of the feature have: only the last of them would run."""
    return repeated(scenario["name"] for scenario in scenarios_of(text))


def technical_words(text: str) -> Sequence[str]:
    """Words that no practitioner would use; but what an operator reads is quoted as it is."""
    said = _QUOTED.sub("", text)
    return sorted(set(re.findall(r"[a-z_]+", said.lower())) & TECHNICAL_WORDS)


def too_wide(text: str) -> Sequence[str]:
    """Headings of tables that no page has room for."""
    rows = [line.strip() for line in text.splitlines() if line.strip().startswith("|")]
    return sorted({row for row in rows if row.count("|") - 1 > MOST_COLUMNS})


def empty_examples(text: str) -> Sequence[str]:
    """Titles of outlines with an empty cell among their examples: no step would match it."""
    return [scenario["name"] for scenario in scenarios_of(text) if not all(_example_cells(scenario))]


def _example_cells(scenario: Scenario) -> Iterator[str]:
    for examples in scenario["examples"]:
        yield from (cell["value"] for row in examples["tableBody"] for cell in row["cells"])


def unfilled(text: str) -> Sequence[str]:
    """Steps in which a placeholder is left because no column of the examples has its name."""
    steps = chain.from_iterable(pickle["steps"] for pickle in told(text))
    return sorted(
        {step["text"] for step in steps if _PLACEHOLDER.search(f"{step['text']}{step.get('argument')}")}
    )


def stray_steps(text: str) -> Sequence[str]:
    """Lines of descriptions that look like steps: those ahead of a first scenario are dropped in silence."""
    feature = feature_of(text)
    described = [feature["description"], *(each["description"] for each in _scenarios(feature))]
    described += [each["description"] for each in _backgrounds(feature)]
    described += [child["rule"]["description"] for child in feature["children"] if is_rule_container(child)]
    lines = [line.strip() for line in "\n".join(described).splitlines()]
    return [line for line in lines if line.startswith(_STEP_KEYWORDS)]


def without_a_reason(text: str) -> Sequence[str]:
    """The name of the feature if it does not say why it is wanted."""
    feature = feature_of(text)
    return [] if feature["description"].strip() else [feature["name"]]


def steps_told(texts: Iterable[str]) -> Sequence[str]:
    """The wording of every step that is run, each once."""
    pickles = chain.from_iterable(told(text) for text in texts)
    return sorted({step["text"] for pickle in pickles for step in pickle["steps"]})


def not_collected(features: Mapping[str, str], collected: Iterable[str]) -> Sequence[str]:
    """Return which scenarios of the features, by path, are not among those collected, named `path: title`."""
    wanted = {
        f"{path}: {scenario['name']}" for path, text in features.items() for scenario in scenarios_of(text)
    }
    return sorted(wanted - set(collected))


def repeated(names: Iterable[str]) -> Sequence[str]:
    """The names that come more than once."""
    return [name for name, count in Counter(names).items() if count > 1]
