"""The details of an event over HTTP: from nowhere but the API, and every fault with its meaning (rule 6)."""

import httpx
import pytest

from adapters.http.client import read_bounded
from domain.failures import Failure, Outage, PermanentFailure, TemporaryFailure
from tests.adapters.api_over_http import (
    API,
    EVENT,
    Answer,
    Wire,
    details,
    event_details,
    failing,
    in_pieces,
    notification,
    status,
)


def failure_of(answer: Answer) -> Failure:
    with pytest.raises(Failure) as raised:
        event_details(Wire([answer])).fetch(notification())
    return raised.value


def test_the_details_are_fetched_with_a_token() -> None:
    wire = Wire()

    event = event_details(wire).fetch(notification())

    assert event.id.value == EVENT.id
    assert wire.asked[-1].headers["Authorization"] == "Bearer token-1"


def test_one_token_serves_many_events() -> None:
    wire = Wire()
    port = event_details(wire)
    port.fetch(notification())
    port.fetch(notification())

    assert wire.tokens == 1


@pytest.mark.parametrize(
    ("code", "meaning"),
    [(code, PermanentFailure) for code in (301, 302, 307, 308, 400, 405, 409, 410, 415, 422)]
    + [(code, TemporaryFailure) for code in (404, 408, 429, 500)]
    + [(code, Outage) for code in (401, 403, 502, 503, 504)],
)
def test_each_status_has_its_meaning(code: int, meaning: type[Failure]) -> None:
    failure = failure_of(status(code, location=f"{API}/elsewhere"))

    assert type(failure) is meaning
    assert failure.reason == f"the CAS3 API answered {code}"


@pytest.mark.parametrize(
    "error",
    [httpx.ConnectError("x"), httpx.ConnectTimeout("x"), httpx.ReadTimeout("x"), httpx.PoolTimeout("x")],
)
def test_what_cannot_be_reached_or_times_out_is_an_outage(error: Exception) -> None:
    assert type(failure_of(failing(error))) is Outage


@pytest.mark.parametrize("error", [httpx.ReadError("x"), httpx.RemoteProtocolError("x")])
def test_a_connection_that_is_lost_in_mid_work_is_a_temporary_failure(error: Exception) -> None:
    assert type(failure_of(failing(error))) is TemporaryFailure
    assert type(failure_of(in_pieces(b"{", then=error))) is TemporaryFailure


def test_an_answer_that_is_not_json_is_a_temporary_failure() -> None:
    assert type(failure_of(in_pieces(b"<html>"))) is TemporaryFailure


def test_an_answer_larger_than_details_are_is_not_read_to_its_end() -> None:
    failure = failure_of(in_pieces(*[b"x" * 100_000] * 11, then=AssertionError("read to its end")))

    assert type(failure) is PermanentFailure


def test_an_answer_that_drips_is_not_waited_for_without_end() -> None:
    answer = in_pieces(b"a", b"b", then=AssertionError("read to its end"))(httpx.Request("GET", API))
    answer.request = httpx.Request("GET", API)

    with pytest.raises(httpx.ReadTimeout):
        read_bounded(answer, 100, seconds=0)


def test_a_fault_with_a_huge_page_is_still_that_fault() -> None:
    huge = b"x" * 2_000_000

    assert type(failure_of(lambda _: httpx.Response(503, content=huge))) is Outage
    assert type(failure_of(lambda _: httpx.Response(500, content=huge))) is TemporaryFailure


def test_a_401_is_answered_once_by_a_new_token() -> None:
    wire = Wire([status(401), details])

    event_details(wire).fetch(notification())

    assert [
        request.headers.get("Authorization", "")[-7:] for request in wire.asked if request.method == "GET"
    ] == [
        "token-1",
        "token-2",
    ]


def test_a_second_401_with_a_fresh_token_is_an_outage() -> None:
    wire = Wire([status(401)])

    with pytest.raises(Outage):
        event_details(wire).fetch(notification())

    assert wire.tokens == 2


@pytest.mark.parametrize(
    "url",
    [
        "http://cas3.example/events/1",
        "https://cas3.example:8443/events/1",
        "https://cas3.example:0/events/1",
        "https://cas3.example.evil/events/1",
        "https://evil/https://cas3.example/events/1",
        "https://evil#@cas3.example/events/1",
        "https://evil?@cas3.example/events/1",
        "https://somebody@cas3.example/events/1",
        "https://somebody:secret@cas3.example/events/1",
        "https://cas3.example@evil/events/1",
        "https://cas3.example\\@evil/events/1",
        "//cas3.example/events/1",
        "/events/1",
        "cas3.example/events/1",
        "file:///etc/passwd",
        "https://",
        "https://[::1",
        "https://xn--/events/1",
        "https://xn--a/events/1",
        "https://cas3.example/\ud800",
        "https://cas3.example/\x00",
        "https://cas3.example:port/events/1",
        "https://" + "a" * 70_000,
        "MARKER",
        " ",
    ],
)
def test_nothing_is_asked_of_any_other_place(url: str) -> None:
    wire = Wire()

    with pytest.raises(PermanentFailure) as raised:
        event_details(wire).fetch(notification(url))

    assert wire.asked == []
    assert url.strip() == "" or url not in raised.value.reason


@pytest.mark.parametrize("url", ["HTTPS://CAS3.example/x", "https://cas3.example:443/x"])
def test_the_same_place_may_be_written_differently(url: str) -> None:
    assert event_details(Wire()).fetch(notification(url)).id.value == EVENT.id
