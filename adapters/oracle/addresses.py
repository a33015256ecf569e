"""The addresses of a database whose URL names several, as in a descriptor of Oracle's."""

import random
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

_ADDRESS: Final = re.compile(r"\(\s*ADDRESS\s*=\s*(?:\([^()]*\)\s*)+\)", re.IGNORECASE)
_SERVICE: Final = re.compile(r"\(\s*CONNECT_DATA\s*=", re.IGNORECASE)
_BALANCED: Final = re.compile(r"\(\s*LOAD_BALANCE\s*=\s*(ON|OFF|YES|NO|TRUE|FALSE)\s*\)", re.IGNORECASE)
_YES: Final = frozenset({"ON", "YES", "TRUE"})

Options = Mapping[str, Any]


def in_turn(options: Options, choose: Callable[[int], int] = random.randrange) -> Sequence[Options]:
    """Return the driver's options for each try of a logon, so that every address is the first once.

    The driver goes on to the next address by itself where one refuses, but never where one accepts and is
    silent. `choose` takes the number of addresses and returns which is the first where the load is balanced.
    """
    descriptor = str(options.get("dsn") or "")
    addresses = _ADDRESS.findall(descriptor)
    # With several services an address belongs to one of them.
    if len(addresses) < 2 or len(_SERVICE.findall(descriptor)) > 1:
        return [options]
    balanced = any(each.upper() in _YES for each in _BALANCED.findall(descriptor))
    first = choose(len(addresses)) if balanced else 0
    # Or the driver would shuffle them once more.
    in_order = _BALANCED.sub("", descriptor)
    return [
        {**options, "dsn": _beginning_with(first + turn, addresses, in_order)}
        for turn in range(len(addresses))
    ]


def _beginning_with(place: int, addresses: Sequence[str], descriptor: str) -> str:
    rotated = iter([*addresses, *addresses][place % len(addresses) :])
    return _ADDRESS.sub(lambda _: next(rotated), descriptor)
