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
    def notification(self) -> Notification | None:
        """Return what the body says, if that can be used."""
        return self.content if isinstance(self.content, Notification) else None

    @property
    def event_type(self) -> str | None:
        """The event type that the body names, else that of the attribute."""
        said = self.notification
        return said.event_type.value if said else self.attributes.get("eventType")

    @property
    def crn(self) -> str | None:
        """The CRN that the body names."""
        return self.notification.crn.value if self.notification else None
