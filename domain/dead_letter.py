"""A message that was set aside, as it lies in the dead-letter queue."""

from collections.abc import Mapping
from dataclasses import dataclass

from domain.failures import PermanentFailure
from domain.london import Instant
from domain.notification import Notification


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadLetter:
    """`id` names it in the dead-letter queue. `reason` is None where the queue itself moved it there, as its
    receives were used up. `sent` is when it was set aside, or sent if the queue moved it. `receives` counts
    how often it was received from the dead-letter queue, this time included.

    Body and attributes are as they are, binary values of attributes in hexadecimal.
    """

    id: str
    sent: Instant
    receives: int
    reason: str | None
    content: Notification | PermanentFailure
    body: str
    attributes: Mapping[str, str]

    @property
    def event_type(self) -> str | None:
        """The event type that the body names, else that of the attribute."""
        if isinstance(self.content, PermanentFailure):
            return self.attributes.get("eventType")
        return self.content.event_type.value

    @property
    def crn(self) -> str | None:
        """The CRN that the body names."""
        return None if isinstance(self.content, PermanentFailure) else self.content.crn.value
