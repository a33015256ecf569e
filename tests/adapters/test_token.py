"""The bearer token: fetched when needed, shared, renewed in time."""

from base64 import b64encode
from collections.abc import Callable
from threading import Event, Thread

import httpx
import pytest

from domain.failures import Outage
from tests.adapters.api_over_http import Wire, failing, in_pieces, status, tokens
from tests.support.waiting import a_moment, wait_until


def lasting(**seconds: int) -> Wire:
    return Wire(auth=[lambda _: httpx.Response(200, json={"access_token": "t", **seconds})])


def test_it_asks_with_the_clients_credentials() -> None:
    wire = Wire()

    assert tokens(wire).current() == "token-1"
    (request,) = wire.asked
    assert request.method == "POST"
    assert request.headers["Authorization"] == "Basic " + b64encode(b"the-client:the-secret").decode()
    assert request.content == b"grant_type=client_credentials"


def test_a_token_is_used_until_a_minute_before_its_end() -> None:
    wire = lasting(expires_in=3600)
    port = tokens(wire)
    port.current(), port.current()

    assert wire.tokens == 1


@pytest.mark.parametrize("lifetime", [3599, 3599.5, "3599", " 3599 ", None, "soon", [], "inf", 10**400])
def test_its_lifetime_may_be_a_number_a_text_or_nothing(lifetime: object) -> None:
    answer = {"access_token": "t", "token_type": "Bearer", "expires_in": lifetime}
    wire = Wire(auth=[lambda _: httpx.Response(200, json=answer)])
    port = tokens(wire)

    assert [port.current(), port.current()] == ["t", "t"]
    assert wire.tokens == 1


def test_a_token_without_a_lifetime_is_used_for_a_while() -> None:
    wire = lasting()
    port = tokens(wire)
    port.current(), port.current()

    assert wire.tokens == 1


@pytest.mark.parametrize("lifetime", [0, -1])
def test_a_token_that_ends_at_once_is_used_once(lifetime: int) -> None:
    wire = lasting(expires_in=lifetime)
    port = tokens(wire)
    port.current(), port.current()

    assert wire.tokens == 2


UNSENDABLE = ["two\nlines", "é", "a b", "\x00"]


@pytest.mark.parametrize("token", UNSENDABLE)
def test_a_token_that_no_header_takes_is_answered_once_by_a_new_one(token: str) -> None:
    answers = [
        lambda _: httpx.Response(200, json={"access_token": token, "expires_in": 3600}),
        lambda _: httpx.Response(200, json={"access_token": "good", "expires_in": 3600}),
    ]
    assert tokens(Wire(auth=[*answers])).current() == "good"

    wire = Wire(auth=answers[:1])
    with pytest.raises(Outage, match="no header takes"):
        tokens(wire).current()
    assert wire.tokens == 2


def test_one_that_is_shorter_than_the_margin_is_used_for_half_of_its_life() -> None:
    wire = lasting(expires_in=50)
    port = tokens(wire)
    port.current(), port.current()

    assert wire.tokens == 1


def test_a_refused_token_is_replaced_once_for_all_who_had_it() -> None:
    wire = Wire()
    port = tokens(wire)
    token = port.current()
    port.refused(token)

    assert port.current() == "token-2"
    port.refused(token)
    assert port.current() == "token-2"


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
        tokens(Wire(auth=[answer])).current()

    assert "secret" not in raised.value.reason


EVERYBODY = 8


def _all_ask_while_the_first_waits(answer: Callable[[], httpx.Response]) -> tuple[int, list[str]]:
    """Return how often the endpoint was asked, and what each thread that asked for a token got."""
    all_wait, asking, got = Event(), [], []

    def slow(_: httpx.Request) -> httpx.Response:
        all_wait.wait(30)
        return answer()

    wire = Wire(auth=[slow])
    port = tokens(wire)

    def ask() -> None:
        asking.append(True)
        try:
            got.append(port.current())
        except Outage:
            got.append("an outage")

    threads = [Thread(target=ask, daemon=True) for _ in range(EVERYBODY)]
    for thread in threads:
        thread.start()
    wait_until(lambda: len(asking) == EVERYBODY)
    # One that waits is enough, and nothing shows it from outside.
    a_moment()
    all_wait.set()
    for thread in threads:
        thread.join(30)
    return wire.tokens, got


def test_those_who_waited_for_a_token_in_vain_do_not_all_ask_in_turn() -> None:
    def never() -> httpx.Response:
        raise httpx.ReadTimeout("x")

    asked, got = _all_ask_while_the_first_waits(never)

    assert got == ["an outage"] * EVERYBODY
    assert asked < EVERYBODY


def test_those_who_waited_for_a_token_that_ends_at_once_do_not_all_ask_in_turn() -> None:
    answer = {"access_token": "t", "expires_in": 0}

    asked, got = _all_ask_while_the_first_waits(lambda: httpx.Response(200, json=answer))

    assert got == ["t"] * EVERYBODY
    assert asked < EVERYBODY


def test_after_a_failure_the_next_who_asks_tries_again() -> None:
    wire = Wire(auth=[status(503), lambda _: httpx.Response(200, json={"access_token": "t"})])
    port = tokens(wire)
    with pytest.raises(Outage):
        port.current()

    assert port.current() == "t"
