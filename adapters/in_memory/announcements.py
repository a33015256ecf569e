"""A topic that keeps what was published."""

from collections.abc import Mapping, Sequence

from domain.failures import Neighbour, Outage
from domain.ports.outbox import StoredAnnouncement


class InMemoryAnnouncements:
    """Announcements in the order in which they were published; takes none while it `is_down`, and never
    one about those whom it `refuses`.
    """

    def __init__(self) -> None:
        self.is_down = False
        self.refuses: set[str] = set()
        self._messages: list[str] = []

    @property
    def messages(self) -> Sequence[str]:
        """The bodies that were published, as JSON."""
        return tuple(self._messages)

    def publish(self, announcements: Sequence[StoredAnnouncement]) -> Mapping[int, str]:
        if self.is_down:
            raise Outage("the topic is down", Neighbour.TOPIC)
        refused = {each.id: "the topic refuses it" for each in announcements if each.person in self.refuses}
        self._messages.extend(each.body for each in announcements if each.id not in refused)
        return refused
