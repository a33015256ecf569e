"""Who a CRN stands for once people were merged (rule 6)."""

from collections.abc import Callable
from typing import TypeVar

from domain.failures import PermanentFailure
from domain.identifiers import Crn

_MOST_STEPS = 5

Person = TypeVar("Person")


def surviving(
    crn: Crn, live: Callable[[Crn], Person | None], merged_into: Callable[[Crn], Crn | None]
) -> Person:
    """The person of that CRN, or the one into whom they were merged, over at most five merges.

    `live` finds a person who is not deleted, `merged_into` the CRN that survived a deleted one.
    PermanentFailure if there is nobody.
    """
    followed = crn
    for _ in range(_MOST_STEPS + 1):
        if (person := live(followed)) is not None:
            return person
        if (survivor := merged_into(followed)) is None:
            break
        followed = survivor
    raise PermanentFailure(f"Delius has no person with the CRN {crn}")
