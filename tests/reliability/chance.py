"""Numbers that look like chance, and are the same every time, in every process and on every machine."""

from collections.abc import Sequence
from hashlib import sha256
from itertools import count
from typing import TypeVar

_Option = TypeVar("_Option")


class Chance:
    """A row of numbers that the seed decides."""

    def __init__(self, seed: int) -> None:
        self._seed = seed
        self._drawn = count()

    def below(self, end: int) -> int:
        """A number from 0 on that is less than `end`."""
        digest = sha256(f"{self._seed} {next(self._drawn)}".encode()).digest()
        return int.from_bytes(digest[:8], "big") % end

    def one_of(self, options: Sequence[_Option]) -> _Option:
        """One of them."""
        return options[self.below(len(options))]

    def shuffled(self, items: Sequence[_Option]) -> Sequence[_Option]:
        """All of them, in another order."""
        return sorted(items, key=lambda _: self.below(1 << 62))
