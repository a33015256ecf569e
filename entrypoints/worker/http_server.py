"""A small HTTP server that slow, many or broken clients cannot hold up."""

import socket
import sys
from collections.abc import Callable
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Lock
from time import monotonic
from typing import Any, Final

import structlog

from adapters.telemetry.logs import LOGGER

# Platforms ask over a few connections at once; each takes a thread.
CLIENTS_LIMIT: Final = 16
# A request is a line with some headers, and an answer some kilobytes: a client that takes longer has stopped.
CLIENT_SECONDS: Final = 5.0
_WAITING_CLIENTS: Final = 64

Respond = Callable[[str], tuple[int, str, bytes]]


class HttpServer(ThreadingHTTPServer):
    """A server for GET and HEAD. `respond` returns status, content type and body for a path.

    Where too many ask at once, the one that has been there longest is cut off: a probe of the platform, which
    takes milliseconds, is answered however many others drip.
    """

    daemon_threads = True
    request_queue_size = _WAITING_CLIENTS

    def __init__(
        self, host: str, port: int, respond: Respond, client_seconds: float = CLIENT_SECONDS
    ) -> None:
        """Listen at that port of the interface with that address. OSError if it is taken."""
        self._client_seconds = client_seconds
        self.address_family = socket.AF_INET6 if ":" in host else socket.AF_INET
        self._mutex = Lock()
        self._clients: dict[socket.socket, float] = {}
        super().__init__((host, port), _handler(respond))

    def process_request(self, request: Any, client_address: Any) -> None:
        """Answer on a thread of its own."""
        self._cut_off(lambda _: len(self._clients) >= CLIENTS_LIMIT)
        with self._mutex:
            self._clients[request] = monotonic()
        super().process_request(request, client_address)

    def process_request_thread(self, request: Any, client_address: Any) -> None:
        """Answer, and forget the client."""
        try:
            super().process_request_thread(request, client_address)
        finally:
            with self._mutex:
                self._clients.pop(request, None)

    def service_actions(self) -> None:
        """Cut off the clients that have taken too long."""
        latest = monotonic() - self._client_seconds
        self._cut_off(lambda since: since < latest)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing of a client that goes away in the middle; report a fault of our own."""
        if not isinstance(sys.exception(), OSError):
            structlog.get_logger(LOGGER).error("Unexpected", part="health", exc_info=True)

    def _cut_off(self, is_to_go: Callable[[float], bool]) -> None:
        """Cut off clients, the oldest first, as long as that holds for when they came."""
        with self._mutex:
            while self._clients and is_to_go(next(iter(self._clients.values()))):
                client, _ = next(iter(self._clients.items()))
                del self._clients[client]
                # Its thread wakes up with nothing to read, and ends.
                with suppress(OSError):
                    client.shutdown(socket.SHUT_RDWR)


def _handler(respond: Respond) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        timeout = CLIENT_SECONDS

        def do_GET(self) -> None:
            self.wfile.write(self._begin_answer())

        def do_HEAD(self) -> None:
            self._begin_answer()

        def version_string(self) -> str:
            """Name the service: what it is built on, and in which version, is nobody's business."""
            return "cas3-and-delius"

        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - as in the base class
            """Say nothing: the platform asks every few seconds."""

        def _begin_answer(self) -> bytes:
            status, content_type, body = respond(self.path.partition("?")[0])
            self.send_response(status)
            self.send_header("Content-Type", content_type)
            self.send_header("Content-Length", str(len(body)))
            self.send_header("Cache-Control", "no-store")
            self.end_headers()
            return body

    return Handler
