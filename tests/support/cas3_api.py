"""A server that stands in for the CAS3 API and for HMPPS Auth, with every fault that one can ask of it."""

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import count
from socket import SHUT_RDWR, socket
from threading import Event, Lock, Thread
from typing import Any, Final

from entrypoints.neighbours.ministack import LOCALHOST
from entrypoints.sample_events import SampleEvent

CLIENT_ID: Final = "the-client"
CLIENT_SECRET: Final = "MARKER-client-secret"  # noqa: S105
TOKEN_PATH: Final = "/auth/oauth/token"  # noqa: S105
_ENDS_WITHIN: Final = 0.02


@dataclass(frozen=True, slots=True)
class Answer:
    """What is answered: `delay` seconds later, and if it `drips`, a byte in so many seconds."""

    status: int = 200
    body: str | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    delay: float = 0.0
    drips: float | None = None

    @property
    def content(self) -> bytes:
        """The body, that of a problem where none is given."""
        problem = json.dumps({"title": "Problem", "status": self.status, "detail": "MARKER-problem"})
        return (problem if self.body is None else self.body).encode()


@dataclass(frozen=True, slots=True)
class Request:
    """What was asked."""

    method: str
    path: str
    headers: Mapping[str, str]
    body: str


NEVER: Final = Answer(delay=600)
NOT_FOUND: Final = Answer(404)


class Cas3Api:
    """Answers by the path, 401 without a token that is valid; keeps every request."""

    def __init__(self) -> None:
        self.everywhere: Answer | None = None
        self.token_endpoint: Answer | None = None
        self.accepts_tokens = True
        self.requests: list[Request] = []
        self._answers: dict[str, list[Answer]] = {}
        self._tokens: list[str] = []
        self._numbers = count(1)
        self._mutex = Lock()
        self._over = Event()
        self._server: _Server | None = None
        self.port = 0
        self.start()

    @property
    def url(self) -> str:
        """Where it is."""
        return f"http://{LOCALHOST}:{self.port}"

    @property
    def token_url(self) -> str:
        """Where it gives tokens."""
        return f"{self.url}{TOKEN_PATH}"

    def start(self) -> None:
        """Listens, again at the same port."""
        self._over.clear()
        self._server = _Server((LOCALHOST, self.port), _handler(self))
        self.port = self._server.server_port
        Thread(target=self._server.serve_forever, args=(_ENDS_WITHIN,), daemon=True).start()

    def stop(self) -> None:
        """Listens no longer, and breaks off all conversations."""
        if self._server is not None:
            self._over.set()
            self._server.end()
            self._server = None

    def put(self, path: str, *answers: Answer) -> None:
        """Lets it answer so from now on, one after the other; the last stays."""
        with self._mutex:
            self._answers[path] = list(answers)

    def tell(self, event: SampleEvent) -> None:
        """Lets it answer with the details of the event."""
        self.put(event.detail_path, Answer(body=event.answer))

    def revoke_tokens(self) -> None:
        """Takes no token any more that it has given."""
        with self._mutex:
            self._tokens.clear()

    def asked(self, path: str) -> Sequence[Request]:
        """All requests with that path."""
        return [request for request in tuple(self.requests) if request.path == path]

    @property
    def tokens_given(self) -> int:
        """How many times somebody asked for a token."""
        return len(self.asked(TOKEN_PATH))

    def answer(self, request: Request) -> Answer:
        """What to answer, which is remembered."""
        with self._mutex:
            self.requests.append(request)
            if request.path == TOKEN_PATH:
                return self.token_endpoint or self._token()
            if self.everywhere is not None:
                return self.everywhere
            if not self.accepts_tokens or request.headers.get("Authorization") not in self._tokens:
                return Answer(401)
            answers = self._answers.get(request.path, [NOT_FOUND])
            return answers.pop(0) if len(answers) > 1 else answers[0]

    def wait(self, seconds: float) -> None:
        """Waits so long, but not beyond its end."""
        self._over.wait(seconds)

    def _token(self) -> Answer:
        token = f"MARKER-token-{next(self._numbers)}"
        self._tokens.append(f"Bearer {token}")
        return Answer(
            body=json.dumps({"access_token": token, "token_type": "bearer", "expires_in": 3600}),
        )


class _Server(ThreadingHTTPServer):
    """A server that can break off what it has begun."""

    daemon_threads = True
    request_queue_size = 64

    def __init__(self, address: tuple[str, int], handler: type[BaseHTTPRequestHandler]) -> None:
        self._connections: set[socket] = set()
        super().__init__(address, handler)

    def end(self) -> None:
        self.shutdown()
        self.server_close()
        for connection in tuple(self._connections):
            with suppress(OSError):
                connection.shutdown(SHUT_RDWR)

    def process_request(self, request: Any, client_address: Any) -> None:
        self._connections.add(request)
        super().process_request(request, client_address)

    def close_request(self, request: Any) -> None:
        self._connections.discard(request)
        super().close_request(request)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Says nothing: whoever asked has gone away, or this has."""


def _handler(api: Cas3Api) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            self._answer()

        def do_POST(self) -> None:
            self._answer()

        def _answer(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"] or 0)).decode()
            answer = api.answer(Request(self.command, self.path, dict(self.headers), body))
            api.wait(answer.delay)
            self.send_response(answer.status)
            for name, value in answer.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(answer.content)))
            self.end_headers()
            self._write(answer)

        def _write(self, answer: Answer) -> None:
            if answer.drips is None:
                self.wfile.write(answer.content)
                return
            for byte in answer.content:
                self.wfile.write(bytes([byte]))
                api.wait(answer.drips)

        def log_message(self, *_: Any, **__: Any) -> None:
            """Says nothing: the requests are kept."""

    return Handler


@contextmanager
def cas3_api() -> Iterator[Cas3Api]:
    """The server, as long as the context lasts."""
    api = Cas3Api()
    try:
        yield api
    finally:
        api.stop()
