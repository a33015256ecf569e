"""The search is worth something only if it finds rules that are broken: here they are, on purpose."""

from collections.abc import Callable, Iterator, Mapping
from typing import TypeVar

import pytest
from hypothesis import Phase, find, settings
from hypothesis import strategies as st

from tests.domain.convergence import broken, broken_timeline, properties
from tests.domain.convergence.broken import Broken
from tests.domain.convergence.edits import edited
from tests.domain.convergence.stories import twice_told

_Story = TypeVar("_Story")

FOUND_BY: Mapping[Callable[..., None], Mapping[str, Broken]] = {
    properties.converges: broken.BY_CONVERGENCE,
    properties.ends_as_expected: broken_timeline.BY_THE_EXPECTED_END,
    properties.tells_everything_once: broken.BY_THE_NOTES,
    properties.holds_at_every_step: {**broken.AT_ONE_STEP, **broken_timeline.STARTS_AND_ENDS},
    properties.repetition_changes_nothing: broken.BY_REPETITION,
    properties.people_keep_what_they_set: broken_timeline.BY_PEOPLE,
}
"""Broken rules, by the property that has to find them."""

EXAMPLES = 2_000
"""More than are searched by default: what is broken must be found by a thorough search at the latest."""


def _all() -> Iterator[object]:
    for found_by, rules in FOUND_BY.items():
        for name, rule in rules.items():
            yield pytest.param(rule, found_by, id=name)


@pytest.mark.parametrize(("rule", "found_by"), list(_all()))
def test_a_broken_rule_is_found(
    rule: Broken, found_by: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rule.where, rule.name, rule.stand_in)
    stories: st.SearchStrategy[object] = (
        edited() if found_by is properties.people_keep_what_they_set else twice_told()
    )

    # Whether there is a counterexample matters here, not how small it can be made.
    find(stories, _refuting(found_by), settings=settings(max_examples=EXAMPLES, phases=[Phase.generate]))


def _refuting(holds: Callable[[_Story], None]) -> Callable[[_Story], bool]:
    def refuted(story: _Story) -> bool:
        try:
            holds(story)
        except AssertionError:
            return True
        return False

    return refuted
