"""What an outcome or a failure means for the message (rule 6)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from application.record_event import RecordEvent
from domain.delivery import Delivery
from domain.diary import Outcome
from domain.failures import Failure, Outage, PermanentFailure, TemporaryFailure
from domain.notification import Notification
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


@dataclass(frozen=True, slots=True)
class RetryPauses:
    """Seconds between tries: while the message is held, and after it was handed back for the first time,
    the second, and so on (the last counts for all further ones).
    """

    held: Sequence[float] = (0.2, 1.0)
    handed_back: Sequence[float] = (300.0, 1500.0)

    def after_receive(self, receives: int) -> float:
        """The pause for a message that was received so often."""
        return self.handed_back[min(receives, len(self.handed_back)) - 1]


@dataclass(frozen=True, slots=True)
class HandleDelivery:
    """Records the event of one message and settles the message."""

    inbound: InboundEvents
    record_event: RecordEvent
    clock: Clock
    telemetry: Telemetry
    pauses: RetryPauses

    def __call__(self, delivery: Delivery) -> Handled:
        """Acknowledges the message, hands it back or sets it aside, and says which.

        An Outage is raised and the message left in hand: it is not to blame.
        """
        try:
            recording = self._tried(delivery.notification())
        except PermanentFailure as failure:
            return self._set_aside(delivery, failure)
        except Outage:
            raise
        except TemporaryFailure as failure:
            return (
                self._set_aside(delivery, failure) if delivery.is_last else self._hand_back(delivery, failure)
            )
        self.inbound.acknowledge(delivery)
        return Handled(recording.outcome)

    def _tried(self, notification: Notification) -> Recording:
        """Tries while the message is held, as what is wrong may pass at once."""
        for pause in self.pauses.held:
            try:
                return self.record_event(notification)
            except Outage:
                raise
            except TemporaryFailure:
                self.clock.wait(pause)
        return self.record_event(notification)

    def _set_aside(self, delivery: Delivery, failure: Failure) -> Handled:
        self.inbound.set_aside(delivery, failure.reason)
        return self._reported(delivery, Disposal.SET_ASIDE, failure)

    def _hand_back(self, delivery: Delivery, failure: Failure) -> Handled:
        self.inbound.hand_back(delivery, self.pauses.after_receive(delivery.receives))
        return self._reported(delivery, Disposal.HANDED_BACK, failure)

    def _reported(self, delivery: Delivery, disposal: Disposal, failure: Failure) -> Handled:
        self.telemetry.report(disposal.value, {**_facts(delivery), "reason": failure.reason})
        return Handled(disposal, failure.reason)


def _facts(delivery: Delivery) -> Mapping[str, str]:
    if isinstance(delivery.content, PermanentFailure):
        return {}
    return {"eventType": delivery.content.event_type.value, "crn": delivery.content.crn.value}
