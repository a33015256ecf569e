"""Connections that a server closes though it has kept them: no request may fail for that."""

import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from threading import Thread

import httpx
import pytest

from adapters.http.client import new_client

ANSWER = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}"


@contextmanager
def server(answers: int, end: Callable[[socket.socket], None]) -> Iterator[str]:
    """A server that answers so many requests on each connection, and ends it when it has read one more."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        thread = Thread(target=_serve, args=(listening, answers, end))
        thread.start()
        yield f"http://127.0.0.1:{listening.getsockname()[1]}/"
        listening.shutdown(socket.SHUT_RDWR)
        thread.join()


def _serve(listening: socket.socket, answers: int, end: Callable[[socket.socket], None]) -> None:
    with suppress(OSError):
        while True:
            connection, _ = listening.accept()
            with connection, connection.makefile("rb") as requests:
                for number in range(answers + 1):
                    if not _has_read_one(requests) or number == answers:
                        break
                    connection.sendall(ANSWER)
                end(connection)


def _has_read_one(requests: Iterator[bytes]) -> bool:
    return any(line == b"\r\n" for line in requests)


def _close(_: socket.socket) -> None:
    """Close it in order."""


def _reset(connection: socket.socket) -> None:
    """Let the client find it reset."""
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")


def _answers(method: str, url: str, requests: int) -> Iterator[bytes]:
    with new_client(1) as client:
        for _ in range(requests):
            with client.stream(method, url, headers={}) as answer:
                yield answer.read()


@pytest.mark.parametrize("end", [_close, _reset])
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_kept_connection_that_is_closed_as_a_request_comes_costs_no_request(
    method: str, end: Callable[[socket.socket], None]
) -> None:
    with server(1, end) as url:
        answers = list(_answers(method, url, requests=5))

    assert answers == [b"{}"] * 5


@pytest.mark.parametrize("end", [_close, _reset])
def test_a_new_connection_that_is_closed_without_an_answer_is_a_failure(
    end: Callable[[socket.socket], None],
) -> None:
    with server(0, end) as url, pytest.raises((httpx.ReadError, httpx.ProtocolError)):
        list(_answers("GET", url, requests=1))
