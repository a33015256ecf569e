"""The sizes of a run: whole, or so small that it takes a few minutes."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True, kw_only=True)
class Sizes:
    """The amount of everything that is measured."""

    people_in_memory: int
    rounds_in_memory: int
    contacts: Sequence[int]
    rounds: int
    people_on_databases: int
    stays: Sequence[int]
    people_with_stays: int
    backlog: int
    looped: int
    one_by_one: int
    concurrencies: Sequence[int]
    workers: Sequence[int]
    backlogs: Sequence[int]


WHOLE: Final = Sizes(
    people_in_memory=2_000,
    rounds_in_memory=5,
    contacts=(1_000, 1_000_000),
    rounds=60,
    people_on_databases=300,
    stays=(1, 10, 30, 100),
    people_with_stays=20,
    backlog=1_000,
    looped=300,
    one_by_one=300,
    concurrencies=(1, 5, 10, 20, 40),
    workers=(1, 2, 4),
    backlogs=(100, 1_000, 20_000),
)
QUICK: Final = Sizes(
    people_in_memory=300,
    rounds_in_memory=3,
    contacts=(1_000, 10_000),
    rounds=10,
    people_on_databases=100,
    stays=(1, 100),
    people_with_stays=8,
    backlog=500,
    looped=100,
    one_by_one=150,
    concurrencies=(1, 10, 20),
    workers=(1, 2),
    backlogs=(100, 1_000),
)
