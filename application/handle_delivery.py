"""What an outcome or a failure means for the message (rule 6)."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum

from application.outage import OutageGuard
from application.record_event import RecordEvent
from domain.delivery import Delivery
from domain.failures import Failure, Neighbour, Outage, PermanentFailure, TemporaryFailure
from domain.london import instant
from domain.notification import Notification
from domain.outcome import Outcome
from domain.ports.clock import Clock
from domain.ports.inbound_events import InboundEvents
from domain.ports.telemetry import Telemetry
from domain.recording import Recording


class Disposal(StrEnum):
    """What was done with a message whose event was not recorded."""

    SET_ASIDE = "SetAside"
    HANDED_BACK = "HandedBack"


@dataclass(frozen=True, slots=True)
class Handled:
    """What became of a message, and why if it was not recorded."""

    result: Outcome | Disposal
    reason: str | None = None


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
        """The pause for a message that was received so often; jitter keeps many from coming back at once."""
        return self.jitter(self.handed_back[min(receives, len(self.handed_back)) - 1])


@dataclass(frozen=True, slots=True)
class HandleDelivery:
    """Records the event of one message and settles the message."""

    inbound: InboundEvents
    record_event: RecordEvent
    clock: Clock
    telemetry: Telemetry
    pauses: RetryPauses
    guard: OutageGuard = field(default_factory=OutageGuard)

    def __call__(self, delivery: Delivery) -> Handled:
        """Acknowledges the message, hands it back or sets it aside, and says which.

        An Outage is raised and the message left in hand: it is not to blame.
        """
        try:
            notification = delivery.notification()
        except PermanentFailure as failure:
            return self._set_aside(delivery, failure)
        try:
            recording = self._tried(notification)
        except PermanentFailure as failure:
            self.guard.refused(_key(delivery))
            return self._set_aside(delivery, failure)
        except TemporaryFailure as failure:
            return self.failed(delivery, failure)
        self.guard.succeeded(_key(delivery))
        self.inbound.acknowledge(delivery)
        return Handled(recording.outcome)

    def failed(self, delivery: Delivery, failure: TemporaryFailure) -> Handled:
        """Hands the message back, or sets it aside if the queue permits no further receive. Raises the
        Outage, and leaves the message in hand, if the failure is not its own.
        """
        if isinstance(failure, Outage):
            is_outage = self.guard.is_unreachable(_key(delivery))
        else:
            is_outage = self.guard.is_in_trouble(_key(delivery))
        if is_outage:
            raise failure if isinstance(failure, Outage) else Outage(failure.reason, Neighbour.API)
        if delivery.is_last:
            return self._set_aside(delivery, failure)
        pause = self.pauses.after_receive(delivery.receives)
        self.inbound.hand_back(delivery, pause)
        again = instant(self.clock.now() + timedelta(seconds=pause))
        return self._reported(delivery, Disposal.HANDED_BACK, failure, triedAgainAt=again.isoformat())

    def _tried(self, notification: Notification) -> Recording:
        """Tries while the message is held, as what is wrong may pass at once."""
        for pause in self.pauses.held:
            self.guard.began(notification.detail_url)
            try:
                return self.record_event(notification)
            except Outage:
                raise
            except TemporaryFailure:
                self.clock.wait(pause)
        self.guard.began(notification.detail_url)
        return self.record_event(notification)

    def _set_aside(self, delivery: Delivery, failure: Failure) -> Handled:
        self.inbound.set_aside(delivery, failure.reason)
        return self._reported(delivery, Disposal.SET_ASIDE, failure)

    def _reported(self, delivery: Delivery, disposal: Disposal, failure: Failure, **facts: str) -> Handled:
        self.guard.settled(_key(delivery))
        facts = {**facts_of(delivery), **facts, "reason": failure.reason}
        self.telemetry.report(disposal.value, facts)
        return Handled(disposal, failure.reason)


def _key(delivery: Delivery) -> str:
    """What its event is known by: one event may come in several messages."""
    content = delivery.content
    return delivery.id if isinstance(content, PermanentFailure) else content.detail_url


def facts_of(delivery: Delivery) -> Mapping[str, str]:
    """What is reported of every message."""
    if isinstance(delivery.content, PermanentFailure):
        return {}
    return {"eventType": delivery.content.event_type.value, "crn": delivery.content.crn.value}
