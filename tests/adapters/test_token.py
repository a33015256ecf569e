"""The bearer token: fetched when needed, shared, renewed in time."""

from base64 import b64encode
from threading import Event, Thread

import httpx
import pytest

from domain.failures import Outage
from tests.adapters.api_over_http import Wire, auth, failing, in_pieces, status
from tests.support.waiting import a_moment


def lasting(**seconds: int) -> Wire:
    return Wire(auth=[lambda _: httpx.Response(200, json={"access_token": "t", **seconds})])


def test_it_asks_with_the_clients_credentials() -> None:
    wire = Wire()

    assert auth(wire).token() == "token-1"
    (request,) = wire.asked
    assert request.method == "POST"
    assert request.headers["Authorization"] == "Basic " + b64encode(b"the-client:the-secret").decode()
    assert request.content == b"grant_type=client_credentials"


def test_a_token_is_used_until_a_minute_before_its_end() -> None:
    wire = lasting(expires_in=3600)
    port = auth(wire)
    port.token(), port.token()

    assert wire.tokens == 1


@pytest.mark.parametrize("seconds", [{}, {"expires_in": 0}])
def test_a_token_that_ends_at_once_is_used_once(seconds: dict[str, int]) -> None:
    wire = lasting(**seconds)
    port = auth(wire)
    port.token(), port.token()

    assert wire.tokens == 2


def test_one_that_is_shorter_than_the_margin_is_used_for_half_of_its_life() -> None:
    wire = lasting(expires_in=50)
    port = auth(wire)
    port.token(), port.token()

    assert wire.tokens == 1


def test_a_refused_token_is_replaced_once_for_all_who_had_it() -> None:
    wire = Wire()
    port = auth(wire)
    token = port.token()
    port.refused(token)

    assert port.token() == "token-2"
    port.refused(token)
    assert port.token() == "token-2"


@pytest.mark.parametrize(
    "answer",
    [
        *(status(code) for code in (302, 400, 401, 403, 404, 500, 503)),
        failing(httpx.ConnectError("x")),
        failing(httpx.ReadTimeout("x")),
        in_pieces(b"{", then=httpx.ReadError("x")),
        in_pieces(b"<html>"),
        in_pieces(*[b"x" * 50_000] * 3, then=AssertionError("read to its end")),
        lambda _: httpx.Response(200, json={"expires_in": 3600}),
        lambda _: httpx.Response(200, json={"access_token": "", "expires_in": 3600}),
    ],
)
def test_without_a_token_nothing_can_succeed(answer: object) -> None:
    assert callable(answer)
    with pytest.raises(Outage) as raised:
        auth(Wire(auth=[answer])).token()

    assert "secret" not in raised.value.reason


def test_those_who_waited_for_a_token_in_vain_do_not_all_ask_in_turn() -> None:
    everybody = 8
    all_wait, failed = Event(), []

    def slow(_: httpx.Request) -> httpx.Response:
        all_wait.wait(30)
        raise httpx.ReadTimeout("x")

    wire = Wire(auth=[slow])
    port = auth(wire)

    def ask() -> None:
        with pytest.raises(Outage):
            port.token()
        failed.append(True)

    threads = [Thread(target=ask, daemon=True) for _ in range(everybody)]
    for thread in threads:
        thread.start()
    a_moment()
    all_wait.set()
    for thread in threads:
        thread.join(30)

    assert len(failed) == everybody
    assert wire.tokens < everybody


def test_after_a_failure_the_next_who_asks_tries_again() -> None:
    wire = Wire(auth=[status(503), lambda _: httpx.Response(200, json={"access_token": "t"})])
    port = auth(wire)
    with pytest.raises(Outage):
        port.token()

    assert port.token() == "t"
