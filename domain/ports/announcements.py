"""Where announcements go."""

from collections.abc import Sequence
from typing import Protocol

from domain.announcement import Announcement


class Announcements(Protocol):
    """The topic to which other services subscribe."""

    def publish(self, announcements: Sequence[Announcement]) -> None:
        """Publishes all of them, in that order. TemporaryFailure if not all of them were."""
