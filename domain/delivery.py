"""One receipt of a message from the queue."""

from dataclasses import dataclass

from domain.failures import PermanentFailure
from domain.london import Instant
from domain.notification import Notification


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """A message in hand, invisible to others for a while.

    `id` names the message, however often it is received; `receipt` names this receive of it. `content` is
    what it says, or why it says nothing that can be used. `receives` counts how often it was received, this
    time included; `is_last`: the redrive policy of the queue permits no further receive. `sent` is when it
    came into the queue.
    """

    id: str
    receipt: str
    content: Notification | PermanentFailure
    receives: int
    is_last: bool
    sent: Instant

    @property
    def trace_parent(self) -> str | None:
        """The trace that the message came with, if it says anything that can be used."""
        return None if isinstance(self.content, PermanentFailure) else self.content.trace_parent

    def notification(self) -> Notification:
        """What the message says; raises the PermanentFailure if it says nothing that can be used."""
        if isinstance(self.content, PermanentFailure):
            raise self.content
        return self.content
