"""A small HTTP server with every fault that one can ask of it; it keeps what it was asked."""

import json
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from socket import SHUT_RDWR, socket
from threading import Event, Thread
from typing import Any, Final

from entrypoints.sandbox.neighbours.ministack import LOCALHOST

_ENDS_WITHIN: Final = 0.02


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer: `delay` seconds later, not before the event `after`, and if it `drips`, a byte in so many
    seconds, from the first of its head on if `head_drips`.
    """

    status: int = 200
    body: str | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    delay: float = 0.0
    after: Event | None = None
    drips: float | None = None
    head_drips: bool = False

    @property
    def kind(self) -> str:
        """The content type: of a problem, as the API has it, where no body is given."""
        return "application/problem+json" if self.body is None else "application/json"

    @property
    def content(self) -> bytes:
        """The body, that of a problem where none is given."""
        problem = json.dumps({"title": "Problem", "status": self.status, "detail": "MARKER-problem"})
        return (problem if self.body is None else self.body).encode()


@dataclass(frozen=True, slots=True)
class Request:
    """A request that was received."""

    method: str
    path: str
    headers: Mapping[str, str]
    body: str


class HttpServer:
    """Listens at a port of 127.0.0.1 and answers as `answer` says, until it is stopped."""

    def __init__(self, answer: Callable[[Request], Answer], port: int = 0) -> None:
        self._over = Event()
        self._server = _Server((LOCALHOST, port), _Handler)
        self._server.answer = answer
        self._server.wait = self._over.wait
        self.port = self._server.server_port
        self._thread = Thread(target=self._server.serve_forever, args=(_ENDS_WITHIN,), daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Listens no longer, and breaks off all conversations."""
        self._over.set()
        self._server.shutdown()
        self._thread.join()
        self._server.break_off()
        self._server.server_close()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64
    answer: Callable[[Request], Answer]
    wait: Callable[[float], bool]

    def __init__(self, address: tuple[str, int], handler: type[BaseHTTPRequestHandler]) -> None:
        self._connections: set[socket] = set()
        super().__init__(address, handler)

    def break_off(self) -> None:
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
        """Say nothing: whoever asked has gone away, or this has."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    # Head and body are written apart: with it the second waits for the client's delayed acknowledgement.
    disable_nagle_algorithm = True
    server: _Server

    def do_GET(self) -> None:
        self._answer()

    def do_POST(self) -> None:
        self._answer()

    def _answer(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"] or 0)).decode()
        answer = self.server.answer(Request(self.command, self.path, dict(self.headers), body))
        if answer.after is not None:
            answer.after.wait()
        if self.server.wait(answer.delay):
            self.close_connection = True
            return
        if answer.head_drips:
            self._drip(b"HTTP/1.1 200 OK\r\nX-Endless: " + b"x" * 10_000, answer.drips or 0.0)
            return
        self.send_response(answer.status)
        for name, value in {"Content-Type": answer.kind, **answer.headers}.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(answer.content)))
        self.end_headers()
        self._write(answer)

    def _write(self, answer: Answer) -> None:
        if answer.drips is None:
            self.wfile.write(answer.content)
            return
        self._drip(answer.content, answer.drips)

    def _drip(self, content: bytes, seconds: float) -> None:
        for byte in content:
            self.wfile.write(bytes([byte]))
            if self.server.wait(seconds):
                return

    def log_message(self, *_: Any, **__: Any) -> None:
        """Say nothing: the requests are kept."""
