"""A topic that keeps what was published."""

from collections.abc import Sequence

from adapters.wire.announcement import write_announcement
from domain.announcement import Announcement
from domain.failures import Neighbour, Outage


class InMemoryAnnouncements:
    """Keeps the messages in the order in which they were published; takes none while it `is_down`."""

    def __init__(self) -> None:
        self.is_down = False
        self._messages: list[str] = []

    @property
    def messages(self) -> Sequence[str]:
        """The bodies that were published, as JSON."""
        return tuple(self._messages)

    def publish(self, announcements: Sequence[Announcement]) -> None:
        if self.is_down:
            raise Outage("the topic is down", Neighbour.TOPIC)
        self._messages.extend(write_announcement(announcement) for announcement in announcements)
