"""A server that takes every connection and never says a word."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread


class SilentServer:
    """Listens on a port of 127.0.0.1. `accepted` is set once somebody has connected."""

    def __init__(self) -> None:
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._connections: list[socket.socket] = []
        self.accepted = Event()
        self.port: int = self._listener.getsockname()[1]
        self._thread = Thread(target=self._accept, daemon=True)
        self._thread.start()

    def _accept(self) -> None:
        while True:
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            self._connections.append(connection)
            self.accepted.set()

    def close(self) -> None:
        """Listens no more, and breaks all connections."""
        # Only that wakes a thread up that waits for a connection.
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self._thread.join(10)
        for connection in self._connections:
            connection.close()


@contextmanager
def silent_server() -> Iterator[SilentServer]:
    """Such a server, for as long as the context lasts."""
    server = SilentServer()
    try:
        yield server
    finally:
        server.close()
