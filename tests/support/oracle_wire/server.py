"""The server: listens, and has a thread for each client."""

import socket
from collections.abc import Iterator, MutableMapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from threading import Thread
from urllib.parse import quote

from tests.support.h2.session import H2Session
from tests.support.oracle_wire.greeting import NO_SUCH_SERVICE, Greeting, Refused
from tests.support.oracle_wire.packets import Gone, Packets
from tests.support.oracle_wire.scene import PASSWORD, Scene
from tests.support.oracle_wire.session import Session


@dataclass(slots=True)
class WireServer:
    """Listens on a port of 127.0.0.1. `services` are the URLs of H2 by the names of the services."""

    scene: Scene = field(default_factory=Scene)
    services: MutableMapping[str, str] = field(default_factory=dict)
    _listener: socket.socket = field(default_factory=lambda: socket.create_server(("127.0.0.1", 0)))
    _clients: list[tuple[socket.socket, Thread]] = field(default_factory=list)

    def url(self, service: str) -> str:
        """The SQLAlchemy URL of a service."""
        return (
            f"oracle+oracledb://cas3:{quote(PASSWORD, safe='')}@127.0.0.1:{self.port}?service_name={service}"
        )

    @property
    def port(self) -> int:
        """The port that it listens on."""
        return int(self._listener.getsockname()[1])

    def serve(self) -> None:
        """Take clients until the server is closed."""
        with suppress(OSError):
            while True:
                connection, _ = self._listener.accept()
                connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                thread = Thread(target=self._talk, args=(connection,), daemon=True)
                self._clients.append((connection, thread))
                thread.start()

    def cut_all(self) -> None:
        """End all sessions at once."""
        for connection, _ in self._clients:
            with suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)
        for _, thread in self._clients:
            thread.join(10)
        self._clients.clear()

    def close(self) -> None:
        """Listen no more, and end all sessions."""
        self.scene.closing.set()
        self.scene.faults.clear()
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self.cut_all()

    def _talk(self, connection: socket.socket) -> None:
        try:
            self._greet_and_serve(Packets(connection))
        except (Gone, Refused, OSError):
            pass
        except BaseException as error:
            self.scene.crashes.append(error)
            raise
        finally:
            with suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)
            connection.close()

    def _greet_and_serve(self, client: Packets) -> None:
        greeting = Greeting(client, self.scene)
        # A test that ends meanwhile takes its service away; the session still begins, and finds nobody.
        url = self.services.get(greeting.connect())
        if url is None:
            greeting.refuse(NO_SUCH_SERVICE)
        greeting.log_on()
        Session(client, H2Session(url), self.scene).serve()


@contextmanager
def wire_server(scene: Scene | None = None) -> Iterator[WireServer]:
    """A server for as long as the context lasts. What went wrong in it is raised at the end."""
    server = WireServer(scene or Scene())
    thread = Thread(target=server.serve, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.close()
        thread.join(10)
    if server.scene.crashes:
        raise server.scene.crashes[0]
