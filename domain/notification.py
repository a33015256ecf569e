"""The small message that says that something happened, and where its details are."""

from dataclasses import dataclass

from domain.event import BookingEvent, Event, EventType
from domain.failures import PermanentFailure
from domain.identifiers import BookingId, Crn


@dataclass(frozen=True, slots=True, kw_only=True)
class Notification:
    """The content of a message. `detail_url` is to be followed as it is; `booking` is None if not given.

    `trace_parent` is the W3C trace context in which the event happened, if the message brings one.
    """

    event_type: EventType
    crn: Crn
    detail_url: str
    booking: BookingId | None = None
    trace_parent: str | None = None

    def check(self, event: Event) -> None:
        """PermanentFailure if the details are not of what the message speaks of (rule 6)."""
        if event.crn != self.crn:
            raise PermanentFailure(f"the message is about {self.crn}, its details are about {event.crn}")
        if self.booking is not None and isinstance(event, BookingEvent) and event.booking != self.booking:
            raise PermanentFailure(
                f"the message is about booking {self.booking}, its details are about booking {event.booking}"
            )
