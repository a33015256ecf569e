"""A server that stands in for the CAS3 API and for HMPPS Auth, with every fault that one can ask of it."""

import json
from base64 import b64decode
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from itertools import count
from math import inf
from threading import Event, Lock
from typing import Final

from entrypoints.sandbox.neighbours.ministack import LOCALHOST
from entrypoints.sandbox.sample_events import SampleEvent
from tests.support.http_server import Answer, HttpServer, Request
from tests.support.ports import reserved_port

CLIENT_ID: Final = "the-client"
CLIENT_SECRET: Final = "MARKER-client-secret"
TOKEN_PATH: Final = "/auth/oauth/token"


NEVER: Final = Answer(delay=600)
NOT_FOUND: Final = Answer(404)


class Cas3Api:
    """Answers by the path, 401 without a token that is valid; keeps every request.

    Told to `pause_after` some details it gives no more until it may `go_on`, so that much is still to be done
    when something happens. `client_secret`: the only one that it gives tokens for; None stands for any.
    """

    def __init__(self, port: int) -> None:
        self.everywhere: Answer | None = None
        self.token_endpoint: Answer | None = None
        self.accepts_tokens = True
        self.client_secret: str | None = None
        self.requests: list[Request] = []
        self._answers: dict[str, list[Answer]] = {}
        self._tokens: list[str] = []
        self._numbers = count(1)
        self._until_pause: float = inf
        self._goes_on = Event()
        self._mutex = Lock()
        self._server: HttpServer | None = None
        self.port = port
        self.start()

    def pause_after(self, answers: int) -> None:
        """Answer only so many more requests for details until it goes on."""
        self._until_pause = answers

    def go_on(self) -> None:
        """Answer those who wait, and everybody else."""
        self._until_pause = inf
        self._goes_on.set()

    @property
    def url(self) -> str:
        """Return where it is."""
        return f"http://{LOCALHOST}:{self.port}"

    @property
    def token_url(self) -> str:
        """Return where it gives tokens."""
        return f"{self.url}{TOKEN_PATH}"

    def start(self) -> None:
        """Listens, again at the same port."""
        self._server = HttpServer(self.answer, self.port)

    def stop(self) -> None:
        """Listens no longer, and breaks off all conversations."""
        self.go_on()
        if self._server is not None:
            self._server.stop()
            self._server = None

    def recover(self) -> None:
        """Has no fault any more, but for those of single paths; breaks off all conversations."""
        self.everywhere = self.token_endpoint = None
        self.accepts_tokens = True
        self.stop()
        self.start()

    def put(self, path: str, *answers: Answer) -> None:
        """Let it answer so from now on, one after the other; the last stays."""
        with self._mutex:
            self._answers[path] = list(answers)

    def tell(self, event: SampleEvent) -> None:
        """Let it answer with the details of the event."""
        self.put(event.detail_path, Answer(body=event.answer))

    def revoke_tokens(self) -> None:
        """Take no token any more that it has given."""
        with self._mutex:
            self._tokens.clear()

    def asked(self, path: str) -> Sequence[Request]:
        """All requests with that path."""
        return [request for request in tuple(self.requests) if request.path == path]

    @property
    def tokens_given(self) -> int:
        """Return how many times somebody asked for a token."""
        return len(self.asked(TOKEN_PATH))

    def answer(self, request: Request) -> Answer:
        """Return the answer to a request, which is remembered."""
        with self._mutex:
            self.requests.append(request)
            if request.path == TOKEN_PATH:
                return self.token_endpoint or self._token(request)
            if self.everywhere is not None:
                return self.everywhere
            if not self.accepts_tokens or request.headers.get("Authorization") not in self._tokens:
                return Answer(401)
            answers = self._answers.get(request.path, [NOT_FOUND])
            answer = answers.pop(0) if len(answers) > 1 else answers[0]
            self._until_pause -= 1
            return answer if self._until_pause >= 0 else replace(answer, after=self._goes_on)

    def _token(self, request: Request) -> Answer:
        given = b64decode(request.headers.get("Authorization", "").removeprefix("Basic ")).decode()
        if self.client_secret is not None and given != f"{CLIENT_ID}:{self.client_secret}":
            return Answer(401)
        token = f"MARKER-token-{next(self._numbers)}"
        self._tokens.append(f"Bearer {token}")
        return Answer(
            body=json.dumps({"access_token": token, "token_type": "bearer", "expires_in": 3600}),
        )


@contextmanager
def cas3_api() -> Iterator[Cas3Api]:
    """The server, as long as the context lasts."""
    with reserved_port() as port:
        api = Cas3Api(port)
        try:
            yield api
        finally:
            api.stop()
