"""What the worker says of itself over HTTP: health, info and metrics."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Final

from adapters.telemetry.metrics import CONTENT_TYPE, Metrics

_JSON: Final = "application/json"


@dataclass(frozen=True, slots=True)
class Health:
    """`is_alive`: the threads work; `is_ready`: and there is no outage."""

    is_alive: Callable[[], bool]
    is_ready: Callable[[], bool]
    metrics: Metrics
    info: dict[str, Any]

    def answer(self, path: str) -> tuple[int, str, bytes]:
        """Status, content type and body for a path."""
        match path:
            case "/health/liveness":
                return _up_or_down(self.is_alive())
            case "/health/readiness":
                return _up_or_down(self.is_alive() and self.is_ready())
            case "/info":
                return 200, _JSON, json.dumps(self.info).encode()
            case "/metrics":
                return 200, CONTENT_TYPE, self.metrics.text()
            case _:
                return 404, _JSON, b'{"status": "NOT_FOUND"}'


def _up_or_down(is_up: bool) -> tuple[int, str, bytes]:
    return (200, _JSON, b'{"status": "UP"}') if is_up else (503, _JSON, b'{"status": "DOWN"}')


def health_server(health: Health, host: str, port: int) -> ThreadingHTTPServer:
    """A server on that port of the interface with that address. OSError if it is taken."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            status, content_type, body = health.answer(self.path.partition("?")[0])
            self.send_response(status)
            self.send_header("Content-Type", content_type)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
            """Says nothing: the platform asks every few seconds."""

    server = ThreadingHTTPServer((host, port), Handler)
    server.daemon_threads = True
    return server
