"""A way to a server on which the answer to a request can get lost."""

import select
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from socketserver import BaseRequestHandler, ThreadingTCPServer
from threading import Thread

_CHUNK = 65536


class LossyProxy(ThreadingTCPServer):
    """Hands on all that is said to the server at `target`, and its answers. Once `lose_answer_to` has been
    said, the server gets it, but the connection breaks before the answer comes; and that only once.
    """

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self, target: int) -> None:
        super().__init__(("127.0.0.1", 0), _Connection)
        self.target = target
        self.lose_answer_to: bytes | None = None

    @property
    def port(self) -> int:
        """Return where it listens, on 127.0.0.1."""
        return int(self.socket.getsockname()[1])

    def is_to_be_lost(self, said: bytes) -> bool:
        """Return whether the answer to what was said is to get lost."""
        if self.lose_answer_to is None or self.lose_answer_to not in said:
            return False
        self.lose_answer_to = None
        return True


class _Connection(BaseRequestHandler):
    server: LossyProxy

    def handle(self) -> None:
        client: socket.socket = self.request
        with socket.create_connection(("127.0.0.1", self.server.target)) as server:
            while self._handed_on(client, server):
                pass

    def _handed_on(self, client: socket.socket, server: socket.socket) -> bool:
        """Return whether there may be more to hand on."""
        ready, _, _ = select.select([client, server], [], [])
        if server in ready:
            answer = server.recv(_CHUNK)
            client.sendall(answer)
            return bool(answer)
        said = client.recv(_CHUNK)
        server.sendall(said)
        if self.server.is_to_be_lost(said):
            server.recv(_CHUNK)
            return False
        return bool(said)


@contextmanager
def lossy_proxy(target: int) -> Iterator[LossyProxy]:
    """A proxy to that port of 127.0.0.1, for as long as the context lasts."""
    with LossyProxy(target) as proxy:
        thread = Thread(target=proxy.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield proxy
        finally:
            proxy.shutdown()
            thread.join()
