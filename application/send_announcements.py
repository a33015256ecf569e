"""From the outbox to the topic."""

from dataclasses import dataclass

from domain.failures import TemporaryFailure
from domain.ports.announcements import Announcements
from domain.ports.outbox import Outbox
from domain.ports.telemetry import Telemetry

_BATCH = 10


@dataclass(frozen=True, slots=True)
class SendAnnouncements:
    """Publishes what is stored, at least once, in order per person."""

    outbox: Outbox
    announcements: Announcements
    telemetry: Telemetry

    def __call__(self) -> int:
        """Publishes until nothing is stored, or the topic takes no more; how many it took.

        What it does not take stays stored for the next time: a topic that is down delays nothing else.
        """
        sent = 0
        while stored := self.outbox.claim(_BATCH):
            try:
                self.announcements.publish([each.announcement for each in stored])
            except TemporaryFailure as failure:
                self.outbox.release(stored)
                self.telemetry.report("AnnouncementsDelayed", {"reason": failure.reason})
                break
            self.outbox.published(stored)
            sent += len(stored)
        return sent
