"""The person whom a CRN stands for after merges (rule 6)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from domain.failures import PermanentFailure
from domain.identifiers import Crn

MERGED_TO_CRN = "MTCRN"
"""The type of additional identifier that names the CRN into which a person was merged."""

_MERGES_FOLLOWED = 5

Person = TypeVar("Person")


@dataclass(frozen=True, slots=True, kw_only=True)
class MergeRow:
    """An additional identifier of type `MTCRN` of a deleted person; `identifier` may be blank."""

    id: int
    identifier: str
    created: datetime
    soft_deleted: bool = False


def surviving(
    crn: Crn, live: Callable[[Crn], Person | None], merges: Callable[[Crn], Sequence[MergeRow]]
) -> Person:
    """Return the person of that CRN, or the one into whom they were merged, over at most five merges.

    `live` finds a person who is not deleted, `merges` reads the rows of deleted people of a CRN.
    PermanentFailure if there is nobody.
    """
    followed = crn
    for _ in range(_MERGES_FOLLOWED + 1):
        if (person := live(followed)) is not None:
            return person
        if (survivor := _merged_into(merges(followed))) is None:
            break
        followed = survivor
    raise PermanentFailure(f"Delius has no person with the CRN {crn}")


def _merged_into(rows: Sequence[MergeRow]) -> Crn | None:
    """Return the CRN that the newest row names that is neither deleted nor blank."""
    named = [row for row in rows if row.identifier.strip() and not row.soft_deleted]
    newest = max(named, key=lambda row: (row.created, row.id), default=None)
    return Crn(newest.identifier) if newest else None
