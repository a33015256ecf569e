"""The port to the details of events."""

from typing import Protocol

from domain.event import Event
from domain.notification import Notification


class EventDetails(Protocol):
    """The CAS3 API, which holds an immutable snapshot of every event."""

    def fetch(self, notification: Notification) -> Event:
        """The event that the notification speaks of, of the type that the notification names.

        PermanentFailure if the details do not validate or the API refuses; TemporaryFailure if it does not
        have them yet or answers in error; Outage if it cannot be reached.
        """
