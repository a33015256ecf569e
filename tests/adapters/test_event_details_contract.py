"""The contract of every source of details with the application."""

from collections.abc import Iterator
from typing import Protocol
from urllib.parse import urlsplit

import pytest

from adapters.http.client import new_client
from adapters.http.event_details import HttpEventDetails
from adapters.http.token import Tokens
from adapters.in_memory.event_details import Answer, InMemoryEventDetails
from adapters.wire.status import PROBLEM
from domain.failures import Failure, Outage, PermanentFailure, TemporaryFailure, UnclearFailure
from domain.notification import Notification
from domain.ports.event_details import EventDetails
from tests.adapters.api_over_http import EVENT
from tests.adapters.api_over_http import notification as notification_at
from tests.support import http_server
from tests.support.cas3_api import Cas3Api, cas3_api

HTML = "text/html"


class Api(Protocol):
    """An API into which details can be put."""

    url: str

    @property
    def port(self) -> EventDetails: ...
    def put(self, path: str, status: int, body: str, kind: str) -> None: ...
    def was_asked(self, path: str) -> bool: ...


class InMemoryApi:
    """The one in memory."""

    url = "https://cas3.example"

    def __init__(self) -> None:
        self.port = InMemoryEventDetails(self.url)

    def put(self, path: str, status: int, body: str, kind: str) -> None:
        self.port.put(path, Answer(body, status, kind))

    def was_asked(self, path: str) -> bool:
        return self.port.was_asked(path)


class ApiOverHttp:
    """One on loopback, behind the real client."""

    def __init__(self, api: Cas3Api, port: HttpEventDetails) -> None:
        self._api = api
        self.url = api.url
        self.port = port

    def put(self, path: str, status: int, body: str, kind: str) -> None:
        """Let it answer so."""
        self._api.put(path, http_server.Answer(status, body, {"Content-Type": kind}))

    def was_asked(self, path: str) -> bool:
        """Return whether anybody asked for it."""
        return bool(self._api.asked(path))


@pytest.fixture(params=["in memory", "http"])
def api(request: pytest.FixtureRequest) -> Iterator[Api]:
    if request.param == "in memory":
        yield InMemoryApi()
        return
    with cas3_api() as server, new_client() as client:
        tokens = Tokens(client, server.token_url, lambda: ("client", "x"))
        yield ApiOverHttp(server, HttpEventDetails(client, tokens, server.url, "/events/"))


def notification(api: Api) -> Notification:
    return notification_at(f"{api.url}{EVENT.detail_path}")


def test_the_event_is_fetched_that_the_notification_speaks_of(api: Api) -> None:
    api.put(EVENT.detail_path, 200, EVENT.answer, "application/json")

    event = api.port.fetch(notification(api))

    assert (event.id.value, event.crn.value) == (EVENT.id, EVENT.crn)


@pytest.mark.parametrize(
    ("status", "kind", "meaning"),
    [
        (404, PROBLEM, TemporaryFailure),
        (500, PROBLEM, UnclearFailure),
        (404, HTML, Outage),
        (500, HTML, Outage),
        (503, PROBLEM, Outage),
        (429, PROBLEM, Outage),
        (403, PROBLEM, Outage),
        (400, PROBLEM, PermanentFailure),
        (302, HTML, PermanentFailure),
        (204, HTML, UnclearFailure),
    ],
)
def test_each_answer_means_the_same(api: Api, status: int, kind: str, meaning: type[Failure]) -> None:
    api.put(EVENT.detail_path, status, "", kind)

    with pytest.raises(meaning) as raised:
        api.port.fetch(notification(api))

    assert type(raised.value) is meaning


@pytest.mark.parametrize(("body", "meaning"), [("<html>", UnclearFailure), ("{}", PermanentFailure)])
def test_an_answer_of_no_use_is_told_from_details_that_are_wrong(
    api: Api, body: str, meaning: type[Failure]
) -> None:
    api.put(EVENT.detail_path, 200, body, "application/json")

    with pytest.raises(meaning) as raised:
        api.port.fetch(notification(api))

    assert type(raised.value) is meaning


def test_what_was_never_put_is_not_there_yet(api: Api) -> None:
    with pytest.raises(TemporaryFailure) as raised:
        api.port.fetch(notification(api))

    assert type(raised.value) is TemporaryFailure


@pytest.mark.parametrize("url", ["https://elsewhere.example{path}", "no URL", "https://[::1"])
def test_nobody_else_is_asked(api: Api, url: str) -> None:
    with pytest.raises(PermanentFailure):
        api.port.fetch(notification_at(url.format(path=EVENT.detail_path)))

    assert not api.was_asked(urlsplit(api.url + EVENT.detail_path).path)
