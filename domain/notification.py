"""The small message that says that something happened, and where its details are."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from domain.event import BookingEvent, Event, EventType
from domain.failures import PermanentFailure
from domain.identifiers import BookingId, Crn


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageSubject:
    """The ids by which people recognise a message; None for what it does not say."""

    event_type: str | None = None
    crn: str | None = None
    detail_path: str | None = None
    booking: str | None = None

    @property
    def facts(self) -> Mapping[str, str]:
        """Return those that there are, as they are reported."""
        named = {"eventType": self.event_type, "crn": self.crn, "detailPath": self.detail_path}
        return {name: value for name, value in named.items() if value is not None}


class UnusableMessage(PermanentFailure):
    """A message that says nothing that can be used. Its `subject` is what it is about all the same."""

    def __init__(self, reason: str, subject: MessageSubject | None = None) -> None:
        super().__init__(reason)
        self.subject = subject or MessageSubject()


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

    @property
    def subject(self) -> MessageSubject:
        """Return what it is about."""
        return MessageSubject(
            event_type=self.event_type.value,
            crn=self.crn.value,
            detail_path=_path(self.detail_url),
            booking=self.booking.value if self.booking else None,
        )

    def check(self, event: Event) -> None:
        """Raise PermanentFailure if the details are not of what the message speaks of (rule 6)."""
        if event.crn != self.crn:
            raise PermanentFailure(f"the message is about {self.crn}, its details are about {event.crn}")
        if self.booking is not None and isinstance(event, BookingEvent) and event.booking != self.booking:
            raise PermanentFailure(
                f"the message is about booking {self.booking}, its details are about booking {event.booking}"
            )


def _path(url: str) -> str:
    """Return the path, which holds ids only: what else stands in a URL might be a secret."""
    try:
        return urlsplit(url).path
    except ValueError:
        return ""
