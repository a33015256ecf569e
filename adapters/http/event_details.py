"""The details of an event, fetched from the CAS3 API."""

from typing import Final

import httpx

from adapters.http.client import read_bounded
from adapters.http.token import HmppsAuth
from adapters.wire.details import read_details
from adapters.wire.status import check_status
from adapters.wire.trace import current_trace_parent
from domain.event import Event
from domain.failures import Neighbour, Outage, PermanentFailure, TemporaryFailure
from domain.notification import Notification

_LARGEST_ANSWER: Final = 1_000_000
_DEFAULT_PORTS: Final = {"http": 80, "https": 443}


class HttpEventDetails:
    """Follows the detail URL of a notification, once, if it is at the configured API and nowhere else.

    Neither a request nor a token leaves for another scheme, host or port, and no redirect is followed.
    """

    def __init__(self, client: httpx.Client, auth: HmppsAuth, api_url: str) -> None:
        self._client = client
        self._auth = auth
        self._origin = _origin(httpx.URL(api_url))

    def fetch(self, notification: Notification) -> Event:
        url = self._checked(notification.detail_url)
        token = self._auth.token()
        status, body = self._get(url, token)
        if status == httpx.codes.UNAUTHORIZED:
            self._auth.refused(token)
            status, body = self._get(url, self._auth.token())
        check_status(status)
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
        return url

    def _get(self, url: httpx.URL, token: str) -> tuple[int, bytes]:
        headers = {"Authorization": f"Bearer {token}", "Accept": "application/json"}
        if (trace_parent := current_trace_parent()) is not None:
            headers["traceparent"] = trace_parent
        try:
            with self._client.stream("GET", url, headers=headers, follow_redirects=False) as answer:
                if answer.status_code != httpx.codes.OK:
                    return answer.status_code, b""
                return answer.status_code, _whole(answer)
        except (httpx.ConnectError, httpx.TimeoutException) as error:
            raise Outage(f"the CAS3 API cannot be reached ({type(error).__name__})", Neighbour.API) from None
        except httpx.HTTPError as error:
            raise TemporaryFailure(f"the CAS3 API broke off ({type(error).__name__})") from None


def _origin(url: httpx.URL) -> tuple[str, str, int | None]:
    port = _DEFAULT_PORTS.get(url.scheme) if url.port is None else url.port
    return url.scheme, url.host, port


def _whole(answer: httpx.Response) -> bytes:
    body = read_bounded(answer, _LARGEST_ANSWER)
    if len(body) > _LARGEST_ANSWER:
        raise PermanentFailure("the answer of the CAS3 API is larger than details ever are")
    return body
