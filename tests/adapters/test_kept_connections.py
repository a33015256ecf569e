"""Connections that are kept: the last one is used first and alone, and no request fails for one that a
server has closed.
"""

import select
import socket
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from functools import partial
from itertools import count
from threading import Thread

import httpx
import pytest

from adapters.http.client import IDLE_SECONDS, HttpClient, new_client
from entrypoints.sandbox.neighbours.cas3_api import cas3_api

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
    with new_client() as client:
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


def _in_turn() -> Callable[[], httpx.BaseTransport]:
    """Return what makes transports that answer with their numbers, from 1."""
    numbers = count(1)

    def new() -> httpx.BaseTransport:
        number = str(next(numbers))
        return httpx.MockTransport(lambda _: httpx.Response(200, text=number))

    return new


def _which(client: HttpClient, open_at_once: int = 1) -> list[str]:
    """Return the numbers of the transports of exchanges that end in turn, the last one begun first."""
    with ExitStack() as exchanges:
        streams = [client.stream("GET", "http://api.example/", {}) for _ in range(open_at_once)]
        return [exchanges.enter_context(stream).read().decode() for stream in streams]


def test_an_exchange_has_a_transport_to_itself_the_one_that_was_given_back_last() -> None:
    with HttpClient(_in_turn()) as client:
        assert _which(client, open_at_once=3) == ["1", "2", "3"]
        assert [*_which(client), *_which(client)] == ["1", "1"]
        assert _which(client, open_at_once=4) == ["1", "2", "3", "4"]


def test_those_of_a_burst_are_closed_once_nobody_has_used_them_for_seconds() -> None:
    closed: list[str] = []
    numbers = map(str, count(1))
    times = [0.0]
    with HttpClient(lambda: _Closing(next(numbers), closed), now=lambda: times[0]) as client:
        _which(client, open_at_once=3)
        times[0] = IDLE_SECONDS
        assert (_which(client), closed) == (["1"], [])
        times[0] += 1.0
        assert (_which(client), closed) == (["1"], ["3"])
        assert (_which(client), closed) == (["1"], ["3", "2"])
        times[0] += 2 * IDLE_SECONDS
        assert (_which(client), closed) == (["1"], ["3", "2"])
        assert _which(client, open_at_once=2) == ["1", "4"]

    assert closed == ["3", "2", "4", "1"]


class _Closing(httpx.MockTransport):
    """Answers with its name, which is noted when it is closed."""

    def __init__(self, name: str, closed: list[str]) -> None:
        super().__init__(lambda _: httpx.Response(200, text=name))
        self._note = partial(closed.append, name)

    def close(self) -> None:
        self._note()


def test_a_transport_whose_exchange_failed_is_used_again() -> None:
    with HttpClient(_failing_once()) as client:
        with pytest.raises(httpx.ConnectError), client.stream("GET", "http://api.example/", {}):
            pass
        assert _which(client) == ["the same"]


def _failing_once() -> Callable[[], httpx.BaseTransport]:
    answers = iter([httpx.ConnectError("away")])

    def answer(_: httpx.Request) -> httpx.Response:
        for error in answers:
            raise error
        return httpx.Response(200, text="the same")

    transports = iter([httpx.MockTransport(answer)])
    return lambda: next(transports)


def test_an_exchange_looks_after_no_connection_but_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    """A pool that threads share asks the system about each connection that it keeps, twice an exchange."""
    looks: list[None] = []
    poll = select.poll

    def counted() -> select.poll:
        looks.append(None)
        return poll()

    with cas3_api() as api, new_client() as client:
        with ExitStack() as exchanges:
            streams = [client.stream("GET", api.url, {}) for _ in range(10)]
            for answer in [exchanges.enter_context(stream) for stream in streams]:
                answer.read()
        monkeypatch.setattr(select, "poll", counted)
        with client.stream("GET", api.url, {}) as answer:
            answer.read()

    assert 1 <= len(looks) <= 2
