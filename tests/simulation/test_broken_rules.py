"""A simulator that finds nothing proves nothing: rules broken on purpose, each found by the build's seeds."""

import pytest

from tests.simulation.broken import BROKEN
from tests.simulation.simulation import simulate
from tests.simulation.test_simulation import STORMY

_NAMES = sorted(BROKEN)
_SEEDS = range(1, 9)


@pytest.mark.thorough
@pytest.mark.parametrize("names", [_NAMES[first : first + 8] for first in range(0, len(_NAMES), 8)])
def test_each_broken_rule_is_found(
    names: list[str], is_thorough: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in names if is_thorough else names[:1]:
        broken = BROKEN[name]
        with monkeypatch.context() as patch:
            patch.setattr(broken.where, broken.name, broken.stand_in)
            assert any(simulate(seed, STORMY).faults for seed in _SEEDS), name
