"""A small server that stands in for the CAS3 API and for HMPPS Auth."""

import json
import sys
from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from typing import Any, Final
from urllib.parse import parse_qs

from entrypoints.sandbox.neighbours.ministack import LOCALHOST

CLIENT: Final = ("cas3-and-delius", "no secret at all")
"""The only client that gets a token, and its secret."""

_AUTH_PATH: Final = "/auth/oauth/token"
_BASIC: Final = "Basic " + b64encode(":".join(CLIENT).encode()).decode()
BEARER: Final = "Bearer token-1"
"""The header of a request with the token that it gives."""
_POLL_SECONDS: Final = 0.05


class Cas3Api:
    """A stand-in for the API: details that were put, 404 where there are none, 401 without the right token.

    While `fails_with` is a status, it answers nothing but that; tokens it gives all the same.
    """

    def __init__(self) -> None:
        self.url = ""
        self.fails_with: int | None = None
        self._answers: dict[str, tuple[int, str]] = {}
        self._asked: set[str] = set()
        self._held: dict[str, Event] = {}

    @property
    def token_url(self) -> str:
        """The URL for tokens."""
        return f"{self.url}{_AUTH_PATH}"

    def hold(self, path: str) -> None:
        """Keep whoever asks for that path next waiting for `release`."""
        self._held[path] = Event()

    def release(self) -> None:
        """Answer whoever waits, and from now on everybody at once."""
        held, self._held = self._held, {}
        for each in held.values():
            each.set()

    def forget(self) -> None:
        """Answer as at first: with nothing but 404."""
        self.release()
        self.fails_with = None
        self._answers.clear()
        self._asked.clear()

    def was_asked(self, path: str) -> bool:
        """Return whether the path was requested with the right token."""
        return path in self._asked

    def put(self, path: str, body: str, status: int = 200) -> None:
        """Let the API answer so from now on; other statuses than 200 have a body of their own."""
        self._answers[path] = (status, body if status == 200 else _problem(status))

    def get(self, path: str, authorization: str | None) -> tuple[int, str]:
        """Return status and body for a path."""
        if authorization != BEARER:
            return 401, _problem(401)
        self._asked.add(path)
        if (held := self._held.get(path)) is not None:
            held.wait()
        if (failure := self.fails_with) is not None:
            return failure, _problem(failure)
        return self._answers.get(path, (404, _problem(404)))


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing of clients that have gone."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


@contextmanager
def cas3_api(api: Cas3Api | None = None) -> Iterator[Cas3Api]:
    """The server, on a free port, as long as the context lasts."""
    api = api or Cas3Api()
    server = _Server((LOCALHOST, 0), _handler(api))
    api.url = f"http://{LOCALHOST}:{server.server_port}"
    thread = Thread(target=server.serve_forever, args=(_POLL_SECONDS,), name="cas3-api", daemon=True)
    thread.start()
    try:
        yield api
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def _token(authorization: str | None, form: str) -> tuple[int, str]:
    if authorization != _BASIC or parse_qs(form).get("grant_type") != ["client_credentials"]:
        return 401, _problem(401)
    token = {"access_token": BEARER.removeprefix("Bearer "), "token_type": "bearer", "expires_in": 3600}
    return 200, json.dumps(token)


def _problem(status: int) -> str:
    return json.dumps({"title": "Problem", "status": status, "detail": "said by a stand-in"})


def _handler(api: Cas3Api) -> type[BaseHTTPRequestHandler]:
    class StandInHandler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        # Head and body are written apart: with it the second waits for the client's delayed acknowledgement.
        disable_nagle_algorithm = True

        def do_GET(self) -> None:
            self._answer(*api.get(self.path, self.headers["Authorization"]))

        def do_POST(self) -> None:
            form = self.rfile.read(int(self.headers["Content-Length"] or 0)).decode()
            if self.path == _AUTH_PATH:
                self._answer(*_token(self.headers["Authorization"], form))
            else:
                self._answer(404, _problem(404))

        def _answer(self, status: int, body: str) -> None:
            kind = "application/json" if status == 200 else "application/problem+json"
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body.encode())))
            self.end_headers()
            self.wfile.write(body.encode())

        def log_message(self, *_: Any, **__: Any) -> None:
            """Log nothing: the worker's own log tells what happened."""

    return StandInHandler
