"""One try to record the event of a message, and what follows for the message (rule 6)."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from application.outage import FailurePolicy, HandBack, Hold, SetAside, TryAgain
from application.places import place_of
from application.record_event import RecordEvent
from application.task import Task
from domain.failures import DeadlineMissed, Failure, Neighbour, Outage, PermanentFailure, UnclearFailure
from domain.london import instant
from domain.outcome import Outcome
from domain.ports.clock import Clock
from domain.ports.inbound_events import InboundEvents
from domain.ports.telemetry import Telemetry
from domain.recording import Recording


class Disposal(StrEnum):
    """The end of a try that did not record the event."""

    SET_ASIDE = "SetAside"
    HANDED_BACK = "HandedBack"
    HELD = "Held"


@dataclass(frozen=True, slots=True)
class Handled:
    """The end of a try: an outcome, or what was done with the message and why.

    One that is held may be tried again after `pause` seconds; if it `met_outage`, not before the neighbour is
    back. `announces`: something was stored that is to be announced.
    """

    result: Outcome | Disposal
    reason: str | None = None
    pause: float = 0.0
    met_outage: bool = False
    announces: bool = False


@dataclass(frozen=True, slots=True)
class HandleDelivery:
    """Try to record the event of one message, and settle the message."""

    inbound: InboundEvents
    record_event: RecordEvent
    clock: Clock
    telemetry: Telemetry
    policy: FailurePolicy

    def __call__(self, task: Task) -> Handled:
        """Try once; then acknowledge the message, hand it back, set it aside or hold it, and return which.

        Raise an Outage if the queue does not take that: the message comes again by itself, when its
        visibility timeout has passed.
        """
        try:
            recording = self._record(task)
        except Failure as failure:
            return self._settle(task, failure)
        except Exception as error:
            # A fault of our own in one event must not stop the others.
            return self._settle(task, self._unexpected(task, error))
        self.policy.recorded(task)
        self.inbound.acknowledge(task.delivery)
        return Handled(recording.outcome, announces=recording.announces)

    def _record(self, task: Task) -> Recording:
        notification = task.delivery.notification()
        with self._asking(task, Neighbour.API, Neighbour.TOKEN_ENDPOINT):
            task.event = self.record_event.fetch(notification)
        with self._asking(task, Neighbour.DATABASE):
            return self.record_event.record(notification, task.event)

    def _unexpected(self, task: Task, error: Exception) -> Failure:
        failure = UnclearFailure(f"an unexpected {type(error).__name__}")
        facts = {**facts_of(task), "reason": failure.reason, "place": place_of(error)}
        self.telemetry.report("Unexpected", facts)
        return failure

    @contextmanager
    def _asking(self, task: Task, *neighbours: Neighbour) -> Iterator[None]:
        """Note that the neighbours answered, if they did: an answer that is no use is one as well."""
        try:
            yield
        except (PermanentFailure, DeadlineMissed, Outage):
            # A message may be refused without asking anybody, so that shows nothing of the neighbours.
            raise
        except Failure:
            self.policy.neighbours.answered(*neighbours, began=task.began)
            raise
        self.policy.neighbours.answered(*neighbours, began=task.began)

    def _settle(self, task: Task, failure: Failure) -> Handled:
        match self.policy.failed(task, failure):
            case SetAside():
                return self._set_aside(task, failure)
            case HandBack(pause):
                return self._hand_back(task, failure.reason, pause)
            case TryAgain(pause):
                return Handled(Disposal.HELD, failure.reason, pause)
            case Hold(neighbour, pause):
                facts = {**facts_of(task), "neighbour": neighbour.value, "reason": failure.reason}
                self.telemetry.report("Outage", facts)
                return Handled(Disposal.HELD, failure.reason, pause, met_outage=True)

    def _set_aside(self, task: Task, failure: Failure) -> Handled:
        began = self.clock.seconds()
        try:
            self.inbound.set_aside(task.delivery, failure.reason)
        except Outage as outage:
            self.policy.neighbours.failed(Neighbour.DEAD_LETTER_QUEUE, outage.reason)
            pause = self.policy.pauses.after_receive(task.delivery.receives)
            return self._hand_back(task, f"{failure.reason}; and not set aside: {outage.reason}", pause)
        self.policy.neighbours.answered(Neighbour.DEAD_LETTER_QUEUE, began=began)
        self.telemetry.report(Disposal.SET_ASIDE.value, {**facts_of(task), "reason": failure.reason})
        return Handled(Disposal.SET_ASIDE, failure.reason)

    def _hand_back(self, task: Task, reason: str, pause: float) -> Handled:
        self.inbound.hand_back(task.delivery, pause)
        again = instant(self.clock.now() + timedelta(seconds=pause))
        facts = {**facts_of(task), "reason": reason, "triedAgainAt": again.isoformat()}
        self.telemetry.report(Disposal.HANDED_BACK.value, facts)
        return Handled(Disposal.HANDED_BACK, reason)


def facts_of(task: Task) -> Mapping[str, str]:
    """Return what is reported of a message, as far as it is known."""
    if task.event is None:
        return task.delivery.facts
    known = {"externalReference": task.event.reference.value, "eventId": task.event.id.value}
    return {**task.delivery.facts, **known}
