"""The tables of business events that the business asks for, each with where it is told in the book."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from gherkin.parser_types import Examples

from tests.acceptance.stacks import NAMES
from tests.architecture.feature_files import scenarios_of
from tests.book.results import Outcome, Results
from tests.book.workflows import WORKFLOWS

_ADDRESSES: Final = {step.message.value: step.address for workflow in WORKFLOWS for step in workflow.steps}


@dataclass(frozen=True, slots=True, kw_only=True)
class BusinessEvent:
    """A business event with the type of its message, that of its contact, what becomes of the address, the
    name of its example, and what the last run found of it on each stack.
    """

    name: str
    message: str
    contact: str
    address: str
    example: str
    outcomes: Mapping[str, Outcome]


@dataclass(frozen=True, slots=True, kw_only=True)
class BusinessTable:
    """Some business events that belong together; `feature` is the name of the file that tells of them."""

    name: str
    feature: str
    events: Sequence[BusinessEvent]


def business_tables(
    business_events: str, features: Mapping[str, str], examples: Mapping[str, str], results: Results
) -> Sequence[BusinessTable]:
    """Return the tables that the examples of the feature hold, in their order. `features` are the names of
    files by the titles of features, `examples` the names of examples by the types of their messages,
    `results` those of this feature. KeyError if a table has no feature of its name, or an event no example.
    """
    return [
        BusinessTable(
            name=table["name"],
            feature=features[table["name"]],
            events=[
                BusinessEvent(
                    name=row["business event"],
                    message=row["message event type"],
                    contact=row["contact type"],
                    address=_ADDRESSES[row["message event type"]],
                    example=examples[row["message event type"]],
                    outcomes={
                        stack: results.of("business_events", scenario["name"], stack, row) for stack in NAMES
                    },
                )
                for row in example_rows(table)
            ],
        )
        for scenario in scenarios_of(business_events)
        for table in scenario["examples"]
    ]


def example_rows(table: Examples) -> Sequence[Mapping[str, str]]:
    """Return the rows of a table of examples by its headings."""
    headings = [cell["value"] for cell in table["tableHeader"]["cells"]]
    return [
        dict(zip(headings, [cell["value"] for cell in row["cells"]], strict=True))
        for row in table["tableBody"]
    ]
