"""The addresses of an Oracle database: those that its descriptor, alias or Easy Connect string names, and
those that their names stand for.
"""

import random
import re
import socket
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, Final, Self

_TOKEN: Final = re.compile(r'\(\s*([\w.]+)\s*=\s*((?:"[^"]*"|[^()"])*)|\)')
_YES: Final = frozenset({"ON", "YES", "TRUE"})
_PLACES: Final = frozenset({"DESCRIPTION_LIST", "DESCRIPTION", "ADDRESS_LIST", "ADDRESS"})
# Said of each single address, they would delay the others.
_OF_SEVERAL: Final = frozenset({"LOAD_BALANCE", "FAILOVER", "SOURCE_ROUTE", "RETRY_COUNT", "RETRY_DELAY"})

Options = Mapping[str, Any]
Choose = Callable[[int], int]
"""From the number of addresses to the place of the one that is the first, where the load is balanced."""


def in_turn(options: Options, choose: Choose = random.randrange) -> Sequence[Options]:
    """Return the driver's options for each try of a logon, so that every address is the first once.

    The driver goes on to the next address by itself where one refuses, but never where one accepts and is
    silent. Names are looked up here.
    """
    dsn = options.get("dsn")
    descriptor = _descriptor_of(str(dsn), options.get("config_dir")) if dsn else None
    each = [] if descriptor is None else list(_descriptions(_Part.read(descriptor), choose))
    if len(each) < 2:
        return [options]
    return [{**options, "dsn": _list_of([*each[turn:], *each[:turn]])} for turn in range(len(each))]


def likely_cause(options: Options) -> str:
    """Return why a server may accept connections of the driver and say nothing, beside being ill."""
    dsn = options.get("dsn")
    if not dsn:
        return ""
    descriptor = _descriptor_of(str(dsn), options.get("config_dir")) or ""
    if "PROTOCOL=tcps" in descriptor:
        return "; the port may not be one for TLS (tcps), as which the URL has it"
    return "; the port may be one for TLS, which the URL must then say (tcps)"


def _descriptor_of(dsn: str, config_dir: str | None) -> str | None:
    """Return the descriptor that the driver makes of any of the forms that it accepts; None if it cannot."""
    # The driver takes a third of a second to import, and only Oracle needs it.
    import oracledb  # noqa: PLC0415 - see above

    parameters = oracledb.ConnectParams(**({"config_dir": config_dir} if config_dir else {}))
    # What it cannot read it will refuse once more, in its own words.
    with suppress(oracledb.Error):
        parameters.parse_connect_string(dsn)
        return str(parameters.get_connect_string())
    return None


def _list_of(descriptions: Sequence[str]) -> str:
    return f"(DESCRIPTION_LIST=(LOAD_BALANCE=OFF){''.join(descriptions)})"


@dataclass(slots=True)
class _Part:
    """A part of a descriptor: `(NAME=text)`, or `(NAME=(...)(...))`."""

    name: str
    text: str = ""
    parts: list["_Part"] = field(default_factory=list)

    @classmethod
    def read(cls, descriptor: str) -> Self:
        """Return a part without a name that holds those of the descriptor."""
        whole = cls("")
        under_way = [whole]
        for token in _TOKEN.finditer(descriptor):
            if token[1] is None:
                under_way.pop()
                continue
            part = cls(token[1].upper(), token[2].strip())
            under_way[-1].parts.append(part)
            under_way.append(part)
        return whole

    def __str__(self) -> str:
        return f"({self.name}={self.text}{''.join(map(str, self.parts))})"

    def says(self, name: str) -> bool | None:
        """Return whether an option is on; None if nothing is said of it."""
        return next((part.text.upper() in _YES for part in self.parts if part.name == name), None)

    def of(self, name: str) -> str:
        """Return the text of a part of it; nothing if there is none of that name."""
        return next((part.text for part in self.parts if part.name == name), "")


def _descriptions(part: _Part, choose: Choose, rest: Sequence[_Part] = ()) -> Iterator[str]:
    """Yield a description for each address, in the order in which they are to be tried; `rest` is all else
    that the description says of it.
    """
    if part.name == "ADDRESS":
        for address in _resolved(part):
            yield str(_Part("DESCRIPTION", parts=[address, *rest]))
        return
    if part.name == "DESCRIPTION":
        rest = [each for each in part.parts if each.name not in _PLACES | _OF_SEVERAL]
    places = [each for each in part.parts if each.name in _PLACES]
    first = choose(len(places)) if part.says("LOAD_BALANCE") and places else 0
    in_order = [*places[first:], *places[:first]]
    is_alone = part.says("FAILOVER") is False or part.says("SOURCE_ROUTE")
    for place in in_order[:1] if is_alone else in_order:
        yield from _descriptions(place, choose, rest)


def _resolved(address: _Part) -> Sequence[_Part]:
    """Return the address once for each that its name stands for. With TLS the name stays, as the server's
    certificate is compared with it.
    """
    if address.of("PROTOCOL").lower() != "tcp":
        return [address]
    try:
        found = socket.getaddrinfo(address.of("HOST"), None, type=socket.SOCK_STREAM)
    except OSError:
        # The driver will say so, if no other address answers.
        return [address]
    others = [part for part in address.parts if part.name != "HOST"]
    hosts = dict.fromkeys(str(each[4][0]) for each in found)
    return [_Part("ADDRESS", parts=[_Part("HOST", host), *others]) for host in hosts]
