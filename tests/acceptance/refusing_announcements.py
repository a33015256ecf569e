"""A topic that refuses what is about some people."""

from collections.abc import Mapping, Sequence

from domain.ports.announcements import Announcements
from domain.ports.outbox import StoredAnnouncement


class RefusingAnnouncements:
    """A topic that takes all but the announcements about those whom it `refuses`, by their CRNs."""

    def __init__(self, announcements: Announcements) -> None:
        self._announcements = announcements
        self.refuses: set[str] = set()

    def publish(self, announcements: Sequence[StoredAnnouncement]) -> Mapping[int, str]:
        refused = {each.id: "refused" for each in announcements if each.person in self.refuses}
        rest = [each for each in announcements if each.id not in refused]
        return {**refused, **(self._announcements.publish(rest) if rest else {})}
