"""A message that was set aside, as it lies in the dead-letter queue."""

from collections.abc import Mapping
from dataclasses import dataclass

from domain.london import Instant
from domain.notification import MessageSubject, Notification, UnusableMessage


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadLetter:
    """A message that was set aside; `id` names it in the dead-letter queue. `reason` is None where the queue
    itself moved it there, as its receives were used up. `sent` is when it was set aside, or sent if the queue
    moved it. `receives` counts how often it was received from the dead-letter queue, this time included.

    Body and attributes are as they are, binary values of attributes in hexadecimal.
    """

    id: str
    sent: Instant
    receives: int
    reason: str | None
    content: Notification | UnusableMessage
    body: str
    attributes: Mapping[str, str]

    @property
    def subject(self) -> MessageSubject:
        """Return what the message is about, as far as it can be read."""
        return self.content.subject
