"""The bearer token that the CAS3 API asks for."""

import re
from base64 import b64encode
from collections.abc import Callable
from math import isfinite
from threading import Lock
from time import monotonic
from typing import Final

import httpx
from pydantic import Field, HttpUrl, ValidationError, field_validator

from adapters.http.client import HttpClient, read_bounded
from adapters.http.retry_after import retry_after
from adapters.network.deadline import deadline
from adapters.network.unreachable import why_unreachable
from adapters.wire.validation import Lenient
from domain.failures import Neighbour, Outage

DEADLINE_SECONDS: Final = 5.0
_MARGIN_SECONDS: Final = 60.0
# For this long a token is used whose lifetime nobody says: the API says when it is over.
_UNKNOWN_LIFETIME_SECONDS: Final = 300.0
_ANSWER_LIMIT_BYTES: Final = 100_000
_SENDABLE: Final = re.compile(r"[\x21-\x7e]+")


class _Answer(Lenient):
    access_token: str = Field(min_length=1)
    expires_in: float | None = None

    @field_validator("expires_in", mode="before")
    @classmethod
    def _seconds(cls, value: object) -> float | None:
        """Read a number or a text that holds one; whatever else it is says nothing."""
        try:
            seconds = float(value) if isinstance(value, int | float | str) else None
        except (ValueError, OverflowError):
            return None
        return seconds if seconds is not None and isfinite(seconds) else None


class Tokens:
    """OAuth 2 client credentials. One token serves all threads, and is renewed a minute before it ends.

    `credentials` returns the client's id and secret as they are at that moment.
    """

    def __init__(
        self,
        client: HttpClient,
        url: HttpUrl | str,
        credentials: Callable[[], tuple[str, str]],
        deadline_seconds: float = DEADLINE_SECONDS,
    ) -> None:
        self._client = client
        self._url = str(url)
        self._credentials = credentials
        self._deadline_seconds = deadline_seconds
        self._mutex = Lock()
        self._token = ""
        self._usable_until = 0.0
        self._tries = 0
        self._is_refused = False
        self._failure: Outage | None = None

    def current(self) -> str:
        """Return a token that is still valid. Outage if none is to be had."""
        tries = self._tries
        with self._mutex:
            if monotonic() < self._usable_until:
                return self._token
            if self._tries == tries or self._is_refused:
                return self._renew()
            # Somebody asked while this thread waited: they do not all wait for a slow endpoint in turn.
            if self._failure is not None:
                raise Outage(self._failure.reason, self._failure.neighbour, self._failure.retry_after)
            return self._token

    def refused(self, token: str) -> None:
        """Forget that token, which the API does not take: the next one asked for is a new one."""
        with self._mutex:
            if token == self._token:
                self._usable_until, self._is_refused = 0.0, True

    def _renew(self) -> str:
        self._failure, self._is_refused = None, False
        try:
            answer = self._new_token()
        except Outage as outage:
            self._failure = outage
            raise
        finally:
            self._tries += 1
        self._token = answer.access_token
        self._usable_until = monotonic() + _usable_for(answer.expires_in)
        return self._token

    def _new_token(self) -> _Answer:
        """Return a token that a header takes. One that none takes is answered once by asking again."""
        with deadline(self._deadline_seconds):
            answer = self._read(self._ask())
            if _SENDABLE.fullmatch(answer.access_token) is None:
                answer = self._read(self._ask())
        if _SENDABLE.fullmatch(answer.access_token) is None:
            raise _outage("the token endpoint answered with a token that no header takes")
        return answer

    def _ask(self) -> bytes:
        form = {"grant_type": "client_credentials"}
        try:
            headers = {"Authorization": _basic(*self._credentials())}
            with self._client.stream("POST", self._url, headers, data=form) as answer:
                if answer.status_code != httpx.codes.OK:
                    raise Outage(
                        f"the token endpoint answered {answer.status_code}",
                        Neighbour.TOKEN_ENDPOINT,
                        retry_after(answer.headers),
                    )
                return read_bounded(answer, _ANSWER_LIMIT_BYTES)
        except httpx.HTTPError as error:
            raise _outage(f"the token endpoint cannot be reached ({why_unreachable(error)})") from None

    def _read(self, body: bytes) -> _Answer:
        try:
            return _Answer.model_validate_json(body)
        except ValidationError:
            raise _outage("the token endpoint answered without a token") from None


def _basic(client_id: str, client_secret: str) -> str:
    return "Basic " + b64encode(f"{client_id}:{client_secret}".encode()).decode()


def _outage(reason: str) -> Outage:
    return Outage(reason, Neighbour.TOKEN_ENDPOINT)


def _usable_for(lifetime: float | None) -> float:
    """Return seconds. A token that lasts no longer than the margin is used for half of its life."""
    if lifetime is None:
        return _UNKNOWN_LIFETIME_SECONDS
    return max(lifetime - _MARGIN_SECONDS, lifetime / 2, 0.0)
