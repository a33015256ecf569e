"""The state of each neighbour: well, suspected, or away since some moment (rule 6)."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from threading import Lock
from typing import Final

from domain.failures import Neighbour
from domain.london import Instant
from domain.ports.clock import Clock
from domain.ports.telemetry import Telemetry

NEEDED_BY_EVENTS: Final = frozenset({Neighbour.API, Neighbour.TOKEN_ENDPOINT, Neighbour.DATABASE})
"""While one of these is away no event can be recorded, so none is received."""


class Condition(StrEnum):
    """The condition of a neighbour, as far as is known."""

    WELL = "well"
    SUSPECTED = "suspected"
    AWAY = "away"


@dataclass(frozen=True, slots=True)
class NeighbourState:
    """The condition of a neighbour; if it is not well, since when and why."""

    condition: Condition = Condition.WELL
    since: Instant | None = None
    reason: str | None = None


@dataclass(slots=True)
class _Trouble:
    state: NeighbourState
    began: float
    met: float


class Neighbours:
    """The state of each neighbour. Reports the beginning and the end of each outage; any thread may call it.

    A suspicion, when nobody knows whose the failures are, is noted at the API, which most of them come from.
    """

    def __init__(self, clock: Clock, telemetry: Telemetry) -> None:
        self._clock = clock
        self._telemetry = telemetry
        self._mutex = Lock()
        self._away: dict[Neighbour, _Trouble] = {}
        self._suspicion: _Trouble | None = None

    def states(self) -> Mapping[Neighbour, NeighbourState]:
        """Return the state of every neighbour."""
        with self._mutex:
            troubles = dict(self._away)
            if self._suspicion is not None:
                troubles.setdefault(Neighbour.API, self._suspicion)
        return {each: troubles[each].state if each in troubles else NeighbourState() for each in Neighbour}

    @property
    def is_ready(self) -> bool:
        """Return whether all is well that events and their messages need, which is all but the topic."""
        states = self.states()
        return all(states[each].condition is Condition.WELL for each in Neighbour if each != Neighbour.TOPIC)

    @property
    def is_standstill(self) -> bool:
        """Return whether no event can be recorded at present, as far as is known."""
        with self._mutex:
            return any(each in NEEDED_BY_EVENTS for each in self._away)

    @property
    def is_suspected(self) -> bool:
        """Return whether so many events fail that it may be an outage."""
        with self._mutex:
            return self._suspicion is not None

    def is_away(self, *neighbours: Neighbour) -> bool:
        """Return whether one of them is away."""
        with self._mutex:
            return any(each in self._away for each in neighbours)

    def failed(self, neighbour: Neighbour, reason: str) -> None:
        """Note an outage of the neighbour, which begins now if there was none."""
        trouble = self._trouble(Condition.AWAY, reason)
        with self._mutex:
            known = self._away.setdefault(neighbour, trouble)
            known.met = trouble.met
        if known is trouble:
            self._telemetry.report("OutageBegan", {"neighbour": neighbour.value, "reason": reason})

    def answered(self, *neighbours: Neighbour, began: float) -> None:
        """Note that those answered something that began at that time, which ends an outage that had begun
        before: an answer that was under way as the outage began shows nothing.
        """
        with self._mutex:
            over = {
                each: self._away.pop(each)
                for each in neighbours
                if each in self._away and began >= self._away[each].began
            }
        for each, trouble in over.items():
            self._report_end("OutageOver", each, trouble)

    def forget(self, neighbour: Neighbour, silence: float) -> None:
        """Take an outage for over that nothing has met for so many seconds: no answer may come to end it."""
        latest = self._clock.seconds() - silence
        with self._mutex:
            is_over = neighbour in self._away and self._away[neighbour].met < latest
            trouble = self._away.pop(neighbour) if is_over else None
        if trouble is not None:
            self._report_end("OutageOver", neighbour, trouble)

    def suspect(self, reason: str) -> None:
        """Note that so many events fail that it may be an outage."""
        trouble = self._trouble(Condition.SUSPECTED, reason)
        with self._mutex:
            is_new, self._suspicion = self._suspicion is None, self._suspicion or trouble
        if is_new:
            self._telemetry.report("SuspectedOutage", {"reason": reason})

    def clear_suspicion(self) -> None:
        """Note that an event was recorded: those that fail are in trouble of their own."""
        with self._mutex:
            trouble, self._suspicion = self._suspicion, None
        if trouble is not None:
            self._report_end("SuspectedOutageOver", Neighbour.API, trouble)

    def _trouble(self, condition: Condition, reason: str) -> _Trouble:
        now = self._clock.seconds()
        return _Trouble(NeighbourState(condition, self._clock.now(), reason), began=now, met=now)

    def _report_end(self, name: str, neighbour: Neighbour, trouble: _Trouble) -> None:
        length = self._clock.seconds() - trouble.began
        facts = {
            "neighbour": neighbour.value,
            "seconds": f"{length:.1f}",
            "reason": trouble.state.reason or "",
        }
        self._telemetry.report(name, facts)
