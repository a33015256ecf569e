"""The search is worth something only if it finds rules that are broken: here they are, on purpose."""

from collections.abc import Callable

import pytest
from hypothesis import Phase, find, settings

from tests.domain.convergence.broken import BROKEN, Property
from tests.domain.convergence.stories import TwiceTold, twice_told

EXAMPLES = 400
"""As many as are searched thoroughly: what is found here is found there."""


@pytest.mark.parametrize("rule", BROKEN)
def test_a_broken_rule_is_found(rule: str, monkeypatch: pytest.MonkeyPatch) -> None:
    broken, found_by = BROKEN[rule]
    monkeypatch.setattr(broken.where, broken.name, broken.stand_in)

    # Whether there is a counterexample matters here, not how small it can be made.
    find(twice_told(), _refuting(found_by), settings=settings(max_examples=EXAMPLES, phases=[Phase.generate]))


def _refuting(holds: Property) -> Callable[[TwiceTold], bool]:
    def refuted(twice: TwiceTold) -> bool:
        try:
            holds(twice)
        except AssertionError:
            return True
        return False

    return refuted
