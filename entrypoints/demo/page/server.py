"""Serve the page from a thread of its own."""

from collections.abc import Iterator
from contextlib import contextmanager
from ipaddress import ip_address
from socket import AF_INET, AF_INET6, create_server, socket
from threading import Thread
from typing import Final

import uvicorn

from entrypoints.demo.live_demo import LiveDemo
from entrypoints.demo.page.app import create_app
from entrypoints.demo.page.change_stream import ChangeStreams
from entrypoints.demo.page.security import allowed_hosts

_ANSWERED_WITHIN_SECONDS: Final = 5


def listener(host: str, port: int) -> socket:
    """Return a socket that listens at that port, 0 for a free one. OSError if that is not possible."""
    return create_server((host, port), family=AF_INET6 if ":" in host else AF_INET)


@contextmanager
def serving(demo: LiveDemo, listening: socket, host: str) -> Iterator[str]:
    """Serve the page at a socket that listens at that host, and yield its URL. At the end streams are closed,
    what is being answered is finished, and the socket is closed.
    """
    changes = ChangeStreams(demo.listeners)
    app = create_app(demo, allowed_hosts(host), changes)
    config = uvicorn.Config(
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
        timeout_graceful_shutdown=_ANSWERED_WITHIN_SECONDS,
    )
    server = uvicorn.Server(config)
    thread = Thread(target=server.run, kwargs={"sockets": [listening]}, name="page", daemon=True)
    with listening:
        thread.start()
        try:
            yield f"http://{_reachable(host)}:{listening.getsockname()[1]}"
        finally:
            changes.end()
            server.should_exit = True
            thread.join()


def _reachable(host: str) -> str:
    """Return where a browser on this machine finds a server at that host, which may be everywhere."""
    if ":" not in host:
        return "127.0.0.1" if host == "0.0.0.0" else host  # noqa: S104 - it is compared, not listened at
    return "[::1]" if ip_address(host).is_unspecified else f"[{host}]"
