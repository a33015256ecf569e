"""Decide what a failure means: whose it is, and what happens to the message (rule 6).

What a try met                                              Verdict
----------------------------------------------------------  ------------------------------------------------
PermanentFailure, the message's own, for good:              SetAside at once, with its reason
  not JSON, unknown type or person, 400, a redirect,
  details that do not validate
TemporaryFailure, the event's own, for now:                 TryAgain after 0.2 s and after 1 s while it is
  404 of the API, a locked person, a row changed              held, then HandBack with growing pauses;
  underneath, a lost connection                               on its last receive SetAside, with its reason
UnclearFailure, nobody knows whose:                         the same, and it counts towards a suspicion
  500 of the API, an answer that cannot be read,
  a fault of our own
DeadlineMissed, nobody knows whose:                         the same without TryAgain, which would cost as
  no whole answer of the API in time, or none to a            much time again; while the API is away: Hold;
  change that may have waited for a row                       while the worker stops: HandBack without a pause
any of the last three
  right after another event of the same person was          the same without TryAgain, as many sick events of
  tried as often as it may be                                 one person must not delay that person for long
  during a suspected outage                                 HandBack, an UnclearFailure at once, also on the
                                                              last receive: the queue puts it back anew, which
                                                              makes that no receive. The more there are, the
                                                              longer they stay away
Outage, a neighbour's: it cannot be reached or refuses      Hold until it is back; then it is tried first
  everyone: 502, 503, 504, 429, 403, no token, refused
  logon, a missing table
  again and again while others are recorded in between      as TemporaryFailure, without TryAgain

A suspected outage: the events of ten different people in a row met an UnclearFailure, and none was recorded
meanwhile. At most five tries a second begin. The first event that is recorded ends it.

An outage of the API, the token endpoint or the database: one try at a time, the probe, with pauses that grow
from half a second to half a minute (a `Retry-After` may make one longer), and nothing new is received. An
outage of the queue, the dead-letter queue or the topic holds up no event: `application/worker` and
`application/handle_delivery` go on around it.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from threading import Lock
from typing import Final

from application.neighbours import NEEDED_BY_EVENTS, Neighbours
from application.suspicion import PACE_SECONDS, SUSPICIOUS_PEOPLE, Suspicion
from application.task import Task
from domain.failures import (
    DeadlineMissed,
    Failure,
    Neighbour,
    Outage,
    PermanentFailure,
    UnclearFailure,
)
from domain.ports.clock import Clock

FIRST_PROBE_PAUSE_SECONDS: Final = 0.5
LONGEST_PROBE_PAUSE_SECONDS: Final = 30.0
# A neighbour that asks for more than this is asked again all the same: what it says may be a mistake.
LONGEST_RETRY_AFTER_SECONDS: Final = 300.0
TIMES_OVERTAKEN: Final = 5


@dataclass(frozen=True, slots=True)
class SetAside:
    """The message goes to the dead-letter queue."""


@dataclass(frozen=True, slots=True)
class HandBack:
    """The message goes back to the queue and comes again after so many seconds."""

    pause: float


@dataclass(frozen=True, slots=True)
class TryAgain:
    """The message is held and tried again after so many seconds; others are worked on in between."""

    pause: float


@dataclass(frozen=True, slots=True)
class Hold:
    """The message is held, invisible, until the neighbour is back: the pace says when it is tried. Of a
    neighbour that holds up no other event, `pause` says so, in seconds.
    """

    neighbour: Neighbour
    pause: float = 0.0


Verdict = SetAside | HandBack | TryAgain | Hold


@dataclass(frozen=True, slots=True)
class Pace:
    """The speed at which messages may be tried: no try begins before `not_before` (`Clock.seconds`).

    `is_probing`: one at a time, as there is an outage, which began at `since`.
    """

    not_before: float = 0.0
    is_probing: bool = False
    since: float = 0.0


def _no_jitter(pause: float) -> float:
    return pause


@dataclass(frozen=True, slots=True)
class RetryPauses:
    """Seconds between tries: while the message is held, and after it was handed back for the first time,
    the second, and so on (the last counts for all further ones).
    """

    held: Sequence[float] = (0.2, 1.0)
    handed_back: Sequence[float] = (300.0, 1500.0)
    jitter: Callable[[float], float] = _no_jitter

    def after_receive(self, receives: int) -> float:
        """Return the pause for a message that was received so often; jitter keeps many from coming back at
        once.
        """
        return self.jitter(self.handed_back[min(receives, len(self.handed_back)) - 1])


class FailurePolicy:
    """The outcomes of the tries, and the decisions that follow. Any thread may call it.

    `suspicious_people`: so many make a suspected outage; None: no number does, as where messages are played
    one after the other.
    """

    def __init__(
        self,
        neighbours: Neighbours,
        clock: Clock,
        pauses: RetryPauses,
        suspicious_people: int | None = SUSPICIOUS_PEOPLE,
    ) -> None:
        self.neighbours = neighbours
        self.pauses = pauses
        self._clock = clock
        self._suspicion = Suspicion(neighbours, suspicious_people)
        self._mutex = Lock()
        self._recorded = float("-inf")
        self._newest_start = float("-inf")
        self._outage_began = 0.0
        self._probe_pause = 0.0
        self._next_probe = 0.0
        self._is_stopping = False

    def pace(self) -> Pace:
        """Return how fast messages may be tried at present."""
        is_standstill = self.neighbours.is_standstill
        is_suspected = self.neighbours.is_suspected
        with self._mutex:
            if is_standstill:
                return Pace(self._next_probe, is_probing=True, since=self._outage_began)
            return Pace(self._newest_start + PACE_SECONDS) if is_suspected else Pace()

    def stop(self) -> None:
        """Note that this worker ends: another one shall try at once what this one got no answer for."""
        self._is_stopping = True

    def began(self, task: Task, now: float) -> None:
        """Note that a try begins."""
        with self._mutex:
            task.began = self._newest_start = now

    def recorded(self, task: Task) -> None:
        """Note that the event was recorded, now or before: those that fail are in trouble of their own."""
        with self._mutex:
            self._recorded = max(self._recorded, task.began)
        self._suspicion.recorded()

    def failed(self, task: Task, failure: Failure) -> Verdict:
        """Decide what happens to the message whose try met the failure."""
        task.missed_deadline = isinstance(failure, DeadlineMissed)
        match failure:
            case PermanentFailure():
                return SetAside()
            case Outage():
                return self._met_outage(task, failure)
            case DeadlineMissed() if self._is_stopping:
                # The worker gives back what it holds.
                return TryAgain(0.0)
            case DeadlineMissed() if self.neighbours.is_away(Neighbour.API, Neighbour.TOKEN_ENDPOINT):
                # There was a token, and the API took the request: an outage must not last for what hangs.
                self.neighbours.answered(Neighbour.API, Neighbour.TOKEN_ENDPOINT, began=task.began)
                return self._hold(task, Neighbour.API)
            case UnclearFailure():
                self._suspicion.failed(task, failure)
                if self.neighbours.is_suspected:
                    return self._its_own(task, has_further_try=False)
        return self._its_own(task, has_further_try=not task.missed_deadline)

    def _met_outage(self, task: Task, outage: Outage) -> Verdict:
        task.overtaken += task.met_outage is not None and self._recorded > task.met_outage
        if task.overtaken >= TIMES_OVERTAKEN:
            # Everybody else is answered: what only this event meets is no outage.
            return self._its_own(task, has_further_try=False)
        is_new = not self.neighbours.is_standstill
        self.neighbours.failed(outage.neighbour, outage.reason)
        return self._hold(task, outage.neighbour, outage.retry_after or 0.0, is_new=is_new)

    def _hold(
        self, task: Task, neighbour: Neighbour, retry_after: float = 0.0, *, is_new: bool = False
    ) -> Verdict:
        now = self._clock.seconds()
        with self._mutex:
            task.probes += 1
            task.met_outage = now
            if is_new:
                self._outage_began, self._probe_pause, self._next_probe = now, 0.0, now
            if now >= self._next_probe:
                # Several that fail at the same time count as one, or the pause would be long at once.
                self._probe_pause = min(
                    max(self._probe_pause * 2, FIRST_PROBE_PAUSE_SECONDS), LONGEST_PROBE_PAUSE_SECONDS
                )
                self._next_probe = now + self._probe_pause
            asked_for = now + min(retry_after, LONGEST_RETRY_AFTER_SECONDS)
            self._next_probe = max(self._next_probe, asked_for)
            return Hold(neighbour, 0.0 if neighbour in NEEDED_BY_EVENTS else self._probe_pause)

    def _its_own(self, task: Task, *, has_further_try: bool) -> Verdict:
        task.tries += 1
        is_suspected = self.neighbours.is_suspected
        has_further_try &= not task.is_after_failure
        if has_further_try and task.tries <= len(self.pauses.held):
            return TryAgain(self.pauses.held[task.tries - 1])
        if task.delivery.is_last and not is_suspected:
            return SetAside()
        pause = self.pauses.after_receive(task.delivery.receives)
        return HandBack(max(pause, self._suspicion.least_pause(task)) if is_suspected else pause)
