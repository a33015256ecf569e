"""The state of the server, the faults that are to happen, and the requests that it has seen."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from threading import Event, Lock
from typing import Any

from tests.support.oracle_wire.faults import Faults
from tests.support.oracle_wire.logon import Verifier, Verifier12c

PASSWORD = "p@ss/w:rd"


@dataclass(slots=True)
class Scene:
    """One server's, of that `version`. `is_fast`: it logs clients on in one request, and its answers say
    where they end, as those of version 23. `requests` are the steps that clients have asked for since the
    last `reset`, each a round trip; `calls` the procedures with their arguments; `logons` what each
    client said of itself. Unless it `tells_transactions`, no answer says that one is open; unless it
    `commits_at_once`, no statement commits.
    """

    version: tuple[int, int] = (19, 25)
    is_fast: bool = False
    verifier: type[Verifier] = Verifier12c
    long_texts: bool = False
    tells_transactions: bool = True
    commits_at_once: bool = True
    faults: Faults = field(default_factory=Faults)
    requests: list[str] = field(default_factory=list)
    calls: list[tuple[Any, ...]] = field(default_factory=list)
    logons: list[Mapping[str, str]] = field(default_factory=list)
    crashes: list[BaseException] = field(default_factory=list)
    closing: Event = field(default_factory=Event)
    _mutex: Lock = field(default_factory=Lock)

    @property
    def is_modern(self) -> bool:
        """Return whether requests and answers have the format of Oracle 23."""
        return self.version >= (23, 4)

    def note(self, step: str) -> None:
        """A client has asked for that."""
        with self._mutex:
            self.requests.append(step)

    def reset(self) -> None:
        """Forget what was asked for."""
        with self._mutex:
            self.requests.clear()

    @property
    def trips(self) -> int:
        """Return how many round trips there were since the last reset."""
        return len(self.requests)
