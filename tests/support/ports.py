"""Ports that stay free for those who are to listen at them, or for nobody."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager

from entrypoints.sandbox.neighbours.ministack import LOCALHOST


@contextmanager
def reserved_port() -> Iterator[int]:
    """A port of 127.0.0.1 that the system gives to nobody else as long as the context lasts.

    Whoever is told of it may listen there, again and again; until then whoever connects is refused.
    """
    with socket.socket() as reservation:
        # A port that is bound so and not listened at can still be listened at by a server that sets it too.
        reservation.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        reservation.bind((LOCALHOST, 0))
        yield int(reservation.getsockname()[1])
