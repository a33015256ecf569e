"""What stands behind the stage: the service with its neighbours, in memory or as in production."""

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from domain.contact import Contact
from entrypoints.sandbox.person_view import PersonView
from entrypoints.sandbox.sample_events import SampleEvent


class Report(Protocol):
    """What the service reported: a name, and facts of which `messageId` or `traceId` says about what."""

    @property
    def name(self) -> str: ...

    @property
    def facts(self) -> Mapping[str, Any]: ...


class Surroundings(Protocol):
    """The service at work, and the neighbours as a demo needs them."""

    @property
    def description(self) -> str:
        """Which parts these are, in a sentence."""

    @property
    def api_url(self) -> str:
        """Where the CAS3 API is."""

    def pause(self) -> None:
        """Waits a moment. Unsuccessful if the service does not live on."""

    def answer(self, path: str, body: str) -> None:
        """Lets the CAS3 API answer so from now on."""

    def fail(self, status: int | None) -> None:
        """Lets the CAS3 API answer nothing but that status, until it is None."""

    def was_asked(self, path: str) -> bool:
        """Whether anybody asked the CAS3 API for what it has at that path."""

    def publish(self, event: SampleEvent) -> str:
        """CAS3 tells of the event; the id of its message or of its trace, as reports name it."""

    def send(self, body: str) -> str:
        """Puts anything at all into the queue; the id of its message."""

    def people(self) -> Sequence[PersonView]:
        """What practitioners see in Delius."""

    def edit_contact(self, crn: str, contact: Contact) -> bool:
        """Puts notes and time as given in place of those of the contact with its id; not if somebody changed
        it since it had that version. Whether it did. TemporaryFailure if Delius cannot be written just now.
        """

    def unannounced(self) -> int:
        """How many announcements are stored that were not sent yet."""

    def new_reports(self) -> Sequence[Report]:
        """What the service reported since it was last asked."""

    def new_announcements(self) -> Sequence[str]:
        """What other services were told since it was last asked, as JSON."""
