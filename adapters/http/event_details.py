"""The details of an event, fetched from the CAS3 API."""

from contextlib import AbstractContextManager
from typing import Final

import httpx
from pydantic import HttpUrl

from adapters.http.client import HttpClient, read_bounded
from adapters.http.retry_after import retry_after
from adapters.http.token import Tokens
from adapters.network.deadline import deadline
from adapters.network.unreachable import why_unreachable
from adapters.wire.detail_path import is_below
from adapters.wire.details import read_details
from adapters.wire.status import check_status
from adapters.wire.trace import current_trace_parent
from domain.event import Event
from domain.failures import DeadlineMissed, Neighbour, Outage, PermanentFailure, UnclearFailure
from domain.notification import Notification

# Twenty events that hang, ten at a time, must leave a good one behind them more than half a minute.
DEADLINE_SECONDS: Final = 10.0
_ANSWER_LIMIT_BYTES: Final = 1_000_000
_REFUSALS: Final = frozenset({httpx.codes.UNAUTHORIZED, httpx.codes.FORBIDDEN})
_DEFAULT_PORTS: Final = {"http": 80, "https": 443}


class HttpEventDetails:
    """The CAS3 API over HTTP: a detail URL is followed if it is at that API, below the path for details.

    Neither a request nor a token leaves for another scheme, host or port, and no redirect is followed.
    The whole of it, a new token included, has one deadline.
    """

    def __init__(
        self,
        client: HttpClient,
        tokens: Tokens,
        api_url: HttpUrl | str,
        details_path: str,
        deadline_seconds: float = DEADLINE_SECONDS,
    ) -> None:
        self._client = client
        self._tokens = tokens
        self._origin = _origin(httpx.URL(str(api_url)))
        self._details_path = details_path
        self._deadline_seconds = deadline_seconds

    def fetch(self, notification: Notification) -> Event:
        url = self._checked(notification.detail_url)
        with deadline(self._deadline_seconds):
            body = self._get(url)
        return read_details(notification.event_type, body)

    def _checked(self, detail_url: str) -> httpx.URL:
        try:
            url = httpx.URL(detail_url)
            origin = _origin(url)
        except (httpx.InvalidURL, ValueError):
            # ValueError is what a host that no name could be ends in.
            raise PermanentFailure("the detailUrl of the message is not a URL") from None
        if origin != self._origin or url.userinfo:
            raise PermanentFailure("the detailUrl of the message is not at the CAS3 API")
        if not is_below(url.raw_path.partition(b"?")[0].decode(), self._details_path):
            raise PermanentFailure("the detailUrl of the message is not below CAS3_DETAILS_PATH")
        return url

    def _get(self, url: httpx.URL) -> bytes:
        try:
            token = self._tokens.current()
            with self._ask(url, token) as answer:
                if answer.status_code not in _REFUSALS:
                    return _whole(answer)
            # Not before the answer has given its connection back, which the next request can use then.
            self._tokens.refused(token)
            with self._ask(url, self._tokens.current()) as answer:
                return _whole(answer)
        except (httpx.ConnectError, httpx.ConnectTimeout) as error:
            raise Outage(
                f"the CAS3 API cannot be reached ({why_unreachable(error)})", Neighbour.API
            ) from None
        except httpx.TimeoutException as error:
            raise DeadlineMissed(
                f"no whole answer of the CAS3 API in time ({type(error).__name__})"
            ) from None
        except httpx.HTTPError as error:
            raise UnclearFailure(f"the CAS3 API broke off ({type(error).__name__})") from None

    def _ask(self, url: httpx.URL, token: str) -> AbstractContextManager[httpx.Response]:
        headers = {"Authorization": f"Bearer {token}"}
        if (trace_parent := current_trace_parent()) is not None:
            headers["traceparent"] = trace_parent
        return self._client.stream("GET", url, headers)


def _origin(url: httpx.URL) -> tuple[str, str, int | None]:
    port = _DEFAULT_PORTS.get(url.scheme) if url.port is None else url.port
    return url.scheme, url.host, port


def _whole(answer: httpx.Response) -> bytes:
    check_status(answer.status_code, answer.headers.get("Content-Type", ""), retry_after(answer.headers))
    body = read_bounded(answer, _ANSWER_LIMIT_BYTES)
    if len(body) > _ANSWER_LIMIT_BYTES:
        raise PermanentFailure("the answer of the CAS3 API is larger than details ever are")
    return body
