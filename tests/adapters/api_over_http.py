"""A CAS3 API behind a client of httpx: the wire is faked, the client is the real one."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime

import httpx

from adapters.http.client import HttpClient
from adapters.http.event_details import HttpEventDetails
from adapters.http.token import Tokens
from domain.event import EventType
from domain.identifiers import Crn
from domain.notification import Notification
from entrypoints.sandbox.sample_events import SampleEvent, on

API = "https://cas3.example"
TOKEN_URL = "https://auth.example/auth/oauth/token"
EVENT = SampleEvent(
    type=EventType.BOOKING_CONFIRMED,
    crn="A000001",
    timestamp=datetime(2026, 6, 11, 9, tzinfo=UTC),
    details={"bookingId": "b1", "expectedArrivedAt": on(datetime(2026, 6, 12, tzinfo=UTC).date())},
    api_url=API,
)
Answer = Callable[[httpx.Request], httpx.Response]


def notification(url: str = f"{API}{EVENT.detail_path}") -> Notification:
    """A message whose details are at that URL."""
    return Notification(event_type=EVENT.type, crn=Crn(EVENT.crn), detail_url=url)


def status(code: int, **more: str) -> Answer:
    """An answer with that status, of somebody on the way."""
    return lambda _: httpx.Response(code, headers=more)


def problem(code: int) -> Answer:
    """An error of the API itself."""
    headers = {"Content-Type": "application/problem+json; charset=utf-8"}
    return lambda _: httpx.Response(code, headers=headers, text='{"status": 0}')


def details(_: httpx.Request) -> httpx.Response:
    """The details of the event."""
    return httpx.Response(200, text=EVENT.answer)


def failing(error: Exception) -> Answer:
    """No answer."""

    def fail(_: httpx.Request) -> httpx.Response:
        raise error

    return fail


def in_pieces(*pieces: bytes, then: Exception | None = None) -> Answer:
    """An answer that comes piece by piece, and perhaps not to its end."""

    def stream() -> Iterator[bytes]:
        yield from pieces
        if then is not None:
            raise then

    return lambda _: httpx.Response(200, content=stream())


@dataclass(slots=True)
class Wire:
    """The answers of the neighbours, one after the other, the last for ever; and the requests to them."""

    api: list[Answer] = field(default_factory=lambda: [details])
    auth: list[Answer] = field(default_factory=list)
    asked: list[httpx.Request] = field(default_factory=list)

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.asked.append(request)
        if str(request.url) == TOKEN_URL:
            return _next(self.auth)(request) if self.auth else self._token()
        return _next(self.api)(request)

    @property
    def tokens(self) -> int:
        """Return how many were asked for."""
        return sum(str(request.url) == TOKEN_URL for request in self.asked)

    def _token(self) -> httpx.Response:
        return httpx.Response(200, json={"access_token": f"token-{self.tokens}", "expires_in": 3600})


def _next(answers: list[Answer]) -> Answer:
    return answers.pop(0) if len(answers) > 1 else answers[0]


def tokens(wire: Wire) -> Tokens:
    """The token endpoint on that wire."""
    client = HttpClient(lambda: httpx.MockTransport(wire))
    return Tokens(client, TOKEN_URL, lambda: ("the-client", "the-secret"))


def event_details(wire: Wire, path: str = "/") -> HttpEventDetails:
    """The port on that wire, for details below that path."""
    client = HttpClient(lambda: httpx.MockTransport(wire))
    source = Tokens(client, TOKEN_URL, lambda: ("the-client", "x"))
    return HttpEventDetails(client, source, API, path)
