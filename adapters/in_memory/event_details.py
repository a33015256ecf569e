"""A CAS3 API with details put into it."""

import threading
from dataclasses import dataclass
from urllib.parse import urlsplit

from adapters.wire.details import read_details
from adapters.wire.status import check_status
from domain.event import Event
from domain.failures import PermanentFailure
from domain.notification import Notification


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer of the API at a path; an error of the API itself is told by its content type."""

    body: str | bytes = ""
    status: int = 200
    content_type: str = "application/problem+json"


class InMemoryEventDetails:
    """Details by the path of the detail URL alone, 404 where none was put. Where it is told to be at a URL,
    it refuses those of another scheme, host or port.

    While `fails_with` is a status, it answers nothing but that.
    """

    def __init__(self, url: str | None = None) -> None:
        self.fails_with: int | None = None
        self._origin = _parts(url)[:2] if url else None
        self._answers: dict[str, Answer] = {}
        self._asked: set[str] = set()
        self._held: set[str] = set()

    def hold(self, path: str) -> None:
        """Never answer whoever asks for that path next."""
        self._held.add(path)

    def was_asked(self, path: str) -> bool:
        """Return whether the path was requested."""
        return path in self._asked

    def put(self, path: str, answer: Answer) -> None:
        """Let the API answer so from now on."""
        self._answers[path] = answer

    def fetch(self, notification: Notification) -> Event:
        *origin, path = _parts(notification.detail_url)
        if self._origin and self._origin != tuple(origin):
            raise PermanentFailure("the detailUrl of the message is not at the CAS3 API")
        self._asked.add(path)
        if path in self._held:
            self._held.remove(path)
            threading.Event().wait()
        answer = self._answers.get(path, Answer(status=404))
        if self.fails_with is not None:
            answer = Answer(status=self.fails_with)
        check_status(answer.status, answer.content_type)
        return read_details(notification.event_type, answer.body)


def _parts(url: str) -> tuple[str, str, str]:
    """Return the scheme, the host with its port, and the path."""
    try:
        return urlsplit(url)[:3]
    except ValueError:
        raise PermanentFailure("the detailUrl of the message is not a URL") from None
