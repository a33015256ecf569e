"""The service at work with its neighbours, in memory or as in production, as the demo needs them."""

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from domain.contact import Contact
from entrypoints.sandbox.person_view import PersonView
from entrypoints.sandbox.sample_events import SampleEvent


class ReportedFact(Protocol):
    """A report of the service: a name, and facts; `messageId` or `traceId` names the message."""

    @property
    def name(self) -> str: ...

    @property
    def facts(self) -> Mapping[str, Any]: ...


class StandInApi(Protocol):
    """The CAS3 API: while `fails_with` is a status, it answers nothing but that."""

    fails_with: int | None

    def hold(self, path: str) -> None:
        """Do not answer whoever asks for that path until the worker is killed."""

    def was_asked(self, path: str) -> bool:
        """Return whether anybody asked for what is at that path."""


class Stack(Protocol):
    """The service with its neighbours. `api_url` is where the CAS3 API is."""

    @property
    def description(self) -> str: ...

    @property
    def api_url(self) -> str: ...

    @property
    def api(self) -> StandInApi: ...

    def pause(self) -> None:
        """Wait a moment. Unsuccessful if the service does not live on."""

    def start_again(self) -> None:
        """Put everything back to how it was at first, with another worker."""

    def kill_worker(self) -> None:
        """End the worker where it stands, without letting it finish anything, and start another."""

    def answer(self, path: str, body: str) -> None:
        """Let the CAS3 API answer so from now on."""

    def publish(self, event: SampleEvent) -> str:
        """Publish the event as CAS3 does; return the id of its message or trace, as reports name it."""

    def send(self, body: str) -> str:
        """Put anything at all into the queue; return the id of its message."""

    def people(self) -> Sequence[PersonView]:
        """Return what practitioners see in Delius. TemporaryFailure if it cannot be read just now."""

    def edit_contact(self, crn: str, contact: Contact) -> bool:
        """Put notes and time in place of those of the contact with its id; return False, with nothing done,
        if somebody changed it since it had that version. TemporaryFailure if Delius cannot be written now.
        """

    def lock_record(self, crn: str | None) -> None:
        """Lock the record of that person in Delius, as a user may, and no other; None for nobody's.
        TemporaryFailure, with none locked, if it is in use just now.
        """

    def unannounced(self) -> int:
        """Return how many announcements are stored that were not sent yet."""

    def new_reports(self) -> Sequence[ReportedFact]:
        """Return what the service reported since it was last asked."""

    def new_announcements(self) -> Sequence[str]:
        """Return what other services were told since it was last asked, as JSON."""
