"""From the outbox to the topic."""

from dataclasses import dataclass

from domain.failures import TemporaryFailure
from domain.ports.announcements import Announcements
from domain.ports.outbox import Outbox
from domain.ports.telemetry import Telemetry

_BATCH = 10


@dataclass(frozen=True, slots=True)
class SendAnnouncements:
    """Publishes what is stored, at least once, in the order in which it was stored."""

    outbox: Outbox
    announcements: Announcements
    telemetry: Telemetry

    def __call__(self) -> bool:
        """Publishes until nothing is stored, or the topic or the outbox fails: whether all is out.

        What is not stays stored for the next time: a topic that is down delays nothing else.
        """
        try:
            while self._sent_batch():
                pass
        except TemporaryFailure as failure:
            self.telemetry.report("AnnouncementsDelayed", {"reason": failure.reason})
            return False
        return True

    def _sent_batch(self) -> bool:
        stored = self.outbox.claim(_BATCH)
        if not stored:
            return False
        try:
            self.announcements.publish([each.announcement for each in stored])
        except TemporaryFailure:
            self.outbox.release(stored)
            raise
        self.outbox.published(stored)
        return True
