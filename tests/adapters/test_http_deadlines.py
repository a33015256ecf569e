"""Rule 6: the whole of an exchange over HTTP has one deadline, however a neighbour drags it out."""

from collections.abc import Callable, Iterator
from contextlib import closing
from socket import create_server
from threading import Event
from threading import enumerate as running_threads
from time import monotonic

import httpx
import pytest

from adapters.http.client import HttpClient, new_client
from adapters.http.event_details import HttpEventDetails
from adapters.http.token import Tokens
from adapters.network.deadline import deadline, make_within, seconds_left
from domain.failures import DeadlineMissed, Neighbour, Outage
from entrypoints.sandbox.neighbours.ministack import LOCALHOST
from tests.adapters.api_over_http import EVENT, notification
from tests.support.http_server import Answer, HttpServer, Request

DEADLINE = 0.3
# Far more than the deadline, as the machine may be busy, and far less than any of these answers takes.
AT_MOST = 120.0
DRIPS = {
    "says nothing": Answer(delay=600),
    "drips its head": Answer(drips=0.05, head_drips=True),
    "drips its body": Answer(body="x" * 10_000, drips=0.05),
}
TOKEN = Answer(body='{"access_token": "t", "expires_in": 3600}')

Serve = Callable[[Callable[[Request], Answer]], str]


@pytest.fixture
def serve() -> Iterator[Serve]:
    servers: list[HttpServer] = []

    def start(answer: Callable[[Request], Answer]) -> str:
        servers.append(HttpServer(answer))
        return f"http://{LOCALHOST}:{servers[-1].port}"

    yield start
    for server in servers:
        server.stop()


def fetch(client: HttpClient, url: str) -> None:
    tokens = Tokens(client, f"{url}/token", lambda: ("client", "x"), deadline_seconds=DEADLINE)
    details = HttpEventDetails(client, tokens, url, "/", deadline_seconds=DEADLINE)
    details.fetch(notification(f"{url}{EVENT.detail_path}"))


@pytest.mark.parametrize("drip", DRIPS.values(), ids=DRIPS)
def test_an_api_that_drags_its_answer_out_meets_the_deadline(drip: Answer, serve: Serve) -> None:
    url = serve(lambda request: TOKEN if request.path == "/token" else drip)
    began = monotonic()

    with new_client() as client, pytest.raises(DeadlineMissed):
        fetch(client, url)

    assert monotonic() - began < AT_MOST


@pytest.mark.parametrize("drip", DRIPS.values(), ids=DRIPS)
def test_a_token_endpoint_that_drags_its_answer_out_is_an_outage(drip: Answer, serve: Serve) -> None:
    url = serve(lambda _: drip)
    began = monotonic()

    with new_client() as client, pytest.raises(Outage) as raised:
        fetch(client, url)

    assert raised.value.neighbour is Neighbour.TOKEN_ENDPOINT
    assert monotonic() - began < AT_MOST


def test_after_a_missed_deadline_the_client_works_on(serve: Serve) -> None:
    answers = iter([Answer(delay=600)])
    url = serve(
        lambda request: TOKEN if request.path == "/token" else next(answers, Answer(body=EVENT.answer))
    )

    with new_client() as client:
        with pytest.raises(DeadlineMissed):
            fetch(client, url)
        fetch(client, url)


def test_a_port_that_takes_no_connection_in_time_is_an_outage() -> None:
    """Its backlog is full, so that the handshake is not answered."""
    with create_server((LOCALHOST, 0), backlog=0) as server, new_client() as client:
        url = f"http://{LOCALHOST}:{server.getsockname()[1]}"
        others = [httpx.Client(timeout=0.01) for _ in range(3)]
        for other in others:
            with pytest.raises(httpx.TimeoutException), closing(other):
                other.get(url)
        with pytest.raises(Outage):
            fetch(client, url)


def test_what_is_made_too_late_is_thrown_away_and_leaves_no_thread() -> None:
    thrown: list[str] = []
    before = set(running_threads())

    is_given_up = Event()

    def make() -> str:
        is_given_up.wait(30)
        return "late"

    with pytest.raises(TimeoutError):
        make_within(0.01, make, thrown.append)
    is_given_up.set()
    for thread in set(running_threads()) - before:
        thread.join(30)

    assert thrown == ["late"]


def test_what_fails_while_it_is_made_fails_for_who_waits() -> None:
    def fail() -> None:
        raise OSError("no such name")

    with pytest.raises(OSError, match="no such name"):
        make_within(30, fail, print)


def test_a_deadline_inside_another_never_extends_it() -> None:
    assert seconds_left() is None
    with deadline(10), deadline(1_000):
        assert (seconds_left() or 0) <= 10
        assert seconds_left(at_most=1) == 1
        with deadline(-1), pytest.raises(TimeoutError):
            seconds_left()
        assert seconds_left() is not None
