"""The port to the topic of announcements."""

from collections.abc import Mapping, Sequence
from typing import Protocol

from domain.ports.outbox import StoredAnnouncement


class Announcements(Protocol):
    """The topic to which other services subscribe."""

    def publish(self, announcements: Sequence[StoredAnnouncement]) -> Mapping[int, str]:
        """Publish at most ten messages as they were stored, of different people, as a topic keeps no order
        among those that it takes at once.

        Return why the topic refused some, by their ids: all others were taken. Outage if it is not known
        that any was taken.
        """
