"""The details of an event over HTTP: from nowhere but the API, and every fault with its meaning (rule 6)."""

import httpx
import pytest

from domain.failures import (
    DeadlineMissed,
    Failure,
    Neighbour,
    Outage,
    PermanentFailure,
    TemporaryFailure,
    UnclearFailure,
)
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
    problem,
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
    ("answer", "meaning"),
    [
        (problem(404), TemporaryFailure),
        (problem(500), UnclearFailure),
        (status(404), Outage),
        (status(500), Outage),
        (status(503), Outage),
        (problem(400), PermanentFailure),
        (status(302, location=f"{API}/elsewhere"), PermanentFailure),
    ],
)
def test_an_error_of_the_api_is_told_from_one_of_somebody_on_the_way(
    answer: Answer, meaning: type[Failure]
) -> None:
    assert type(failure_of(answer)) is meaning


@pytest.mark.parametrize(
    ("value", "seconds"),
    [("120", 120), ("0", 0), ("soon", None), ("", None), ("Thu, 01 Jan 1970 00:00:00 GMT", 0)],
)
def test_too_many_requests_are_an_outage_for_as_long_as_the_api_says(
    value: str, seconds: float | None
) -> None:
    failure = failure_of(status(429, **{"Retry-After": value}))

    assert isinstance(failure, Outage)
    assert failure.retry_after == seconds


@pytest.mark.parametrize("error", [httpx.ConnectError("x"), httpx.ConnectTimeout("x")])
def test_what_cannot_be_reached_is_an_outage(error: Exception) -> None:
    assert type(failure_of(failing(error))) is Outage


@pytest.mark.parametrize("error", [httpx.ReadTimeout("x"), httpx.PoolTimeout("x")])
def test_no_answer_in_time_is_a_missed_deadline(error: Exception) -> None:
    assert type(failure_of(failing(error))) is DeadlineMissed


@pytest.mark.parametrize("error", [httpx.ReadError("x"), httpx.RemoteProtocolError("x")])
def test_nobody_knows_what_a_lost_connection_means(error: Exception) -> None:
    assert type(failure_of(failing(error))) is UnclearFailure
    assert type(failure_of(in_pieces(b"{", then=error))) is UnclearFailure


def test_nobody_knows_what_an_answer_means_that_is_not_json() -> None:
    assert type(failure_of(in_pieces(b"<html>"))) is UnclearFailure


def test_an_answer_larger_than_details_are_is_not_read_to_its_end() -> None:
    failure = failure_of(in_pieces(*[b"x" * 100_000] * 11, then=AssertionError("read to its end")))

    assert type(failure) is PermanentFailure


def test_a_fault_with_a_huge_page_is_still_that_fault() -> None:
    huge = b"x" * 2_000_000

    assert type(failure_of(lambda _: httpx.Response(503, content=huge))) is Outage
    assert type(failure_of(lambda _: httpx.Response(500, content=huge))) is Outage


@pytest.mark.parametrize("code", [401, 403])
def test_a_refusal_is_answered_once_by_a_new_token(code: int) -> None:
    sent: list[str] = []

    def refuse_the_first(request: httpx.Request) -> httpx.Response:
        sent.append(request.headers["Authorization"])
        return httpx.Response(code) if len(sent) == 1 else details(request)

    event_details(Wire([refuse_the_first])).fetch(notification())

    assert sent == ["Bearer token-1", "Bearer token-2"]


@pytest.mark.parametrize("code", [401, 403])
def test_a_second_refusal_with_a_fresh_token_is_an_outage(code: int) -> None:
    wire = Wire([status(code)])

    with pytest.raises(Outage) as raised:
        event_details(wire).fetch(notification())

    assert raised.value.neighbour is Neighbour.API
    assert (wire.tokens, len(wire.asked)) == (2, 4)


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


BELOW = "/events/cas3/"
IN_PLACE = [
    "/events/cas3/person-arrived/1",
    "/events/cas3/person%20arrived/1?page=1",
    "/events/cas3/a%2Fb",
    "/x/../events/cas3/1",
    "/events/./cas3/1/.",
    "/events/cas3/1;v=2",
    "/events/cas3//../1",
]
OUT_OF_PLACE = [
    "",
    "/",
    "/events/cas2/1",
    "/events/cas3",
    "/Events/cas3/1",
    "/x/events/cas3/1",
    "/events/cas3/../../secrets",
    "/events/cas3/../cas2/1",
    "/events/cas3/..",
    "/events/cas3/%2e%2e/%2E%2e/secrets",
    "/events/cas3/%2e%2e%2fsecrets",
    "/events/cas3/%252e%252e/%252e%252e/secrets",
    "/events/cas3/%25252e%25252e%25252fsecrets",
    "/events/cas3/%" + "25" * 9 + "2e",
    "/events/cas3/%2F../secrets",
    "/events/cas3/..%5csecrets",
    "/events/cas3/..\\..\\secrets",
    "/events/cas3/..;/..;/secrets",
    "/events/cas3/..;a=b/secrets",
    "/events%2Fcas3/1",
    "/%65vents/cas3/1",
    "/secrets?/events/cas3/",
    "/secrets#/events/cas3/",
]


@pytest.mark.parametrize("path", IN_PLACE)
def test_what_is_below_the_path_for_details_is_fetched(path: str) -> None:
    assert event_details(Wire(), BELOW).fetch(notification(f"{API}{path}")).id.value == EVENT.id


@pytest.mark.parametrize("path", OUT_OF_PLACE)
def test_nothing_is_asked_that_is_not_below_the_path_for_details(path: str) -> None:
    wire = Wire()

    with pytest.raises(PermanentFailure, match="CAS3_DETAILS_PATH"):
        event_details(wire, BELOW).fetch(notification(f"{API}{path}"))

    assert wire.asked == []
