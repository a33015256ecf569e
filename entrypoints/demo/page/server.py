"""Serves the page from a thread of its own."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from ipaddress import ip_address
from threading import Thread

import uvicorn
from starlette.applications import Starlette

from entrypoints.demo.page.app import create_app
from entrypoints.demo.page.changes import Changes
from entrypoints.demo.page.stage import Stage

_LONGEST_END = 5


@contextmanager
def serving(stage: Stage, host: str, port: int) -> Iterator[str]:
    """Serves the page at that host and port, 0 for a free one, and yields its URL. At the end streams are
    closed, and what is being answered is finished. OSError if the port is taken.
    """
    changes = Changes(stage)
    with _listening(host, port) as listener:
        app = create_app(stage, ["localhost", host], changes)
        server = uvicorn.Server(_config(app))
        thread = Thread(target=server.run, kwargs={"sockets": [listener]}, name="page", daemon=True)
        thread.start()
        try:
            yield f"http://{_in_url(_reachable(host))}:{listener.getsockname()[1]}"
        finally:
            changes.end()
            server.should_exit = True
            thread.join()


def _listening(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    return socket.create_server((host, port), family=family)


def _config(app: Starlette) -> uvicorn.Config:
    return uvicorn.Config(
        app,
        loop="asyncio",
        http="h11",
        ws="none",
        lifespan="off",
        log_config=None,
        log_level="error",
        access_log=False,
        proxy_headers=False,
        server_header=False,
        timeout_graceful_shutdown=_LONGEST_END,
    )


def _reachable(host: str) -> str:
    """Where a browser on this machine finds a server that listens everywhere."""
    try:
        address = ip_address(host)
    except ValueError:
        return host
    if not address.is_unspecified:
        return host
    return "127.0.0.1" if address.version == 4 else "::1"


def _in_url(host: str) -> str:
    return f"[{host}]" if ":" in host else host
