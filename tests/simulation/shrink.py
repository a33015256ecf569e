"""The shortest story that still goes wrong: what can be left out of a failing run is left out."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from tests.simulation.chaos import TROUBLES
from tests.simulation.plan import Plan
from tests.simulation.simulation import Outcome, simulate

_RERUNS_LIMIT: Final = 40


def shortest(failing: Outcome, plan: Plan) -> tuple[Outcome, Plan]:
    """Return the run with the least in it that was found to be wrong as well, and its plan."""
    reruns = 0
    for smaller in _candidates(plan):
        if reruns == _RERUNS_LIMIT:
            break
        candidate = replace(plan, left_out=plan.left_out | smaller)
        outcome, reruns = simulate(failing.seed, candidate), reruns + 1
        if outcome.faults:
            failing, plan = outcome, candidate
    return failing, plan


def _candidates(plan: Plan) -> Iterator[frozenset[str]]:
    """Yield what might be left out: kinds of trouble, floods, then people, many before few."""
    for name in (*TROUBLES, *(f"flood-{number}" for number in range(plan.floods))):
        yield frozenset({name})
    people = [f"X{number:06}" for number in range(plan.people)]
    size = len(people) // 2
    while size:
        for start in range(0, len(people), size):
            yield frozenset(people[start : start + size])
        size //= 2
