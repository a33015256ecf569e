"""The bearer token that the CAS3 API asks for."""

from threading import Lock
from time import monotonic
from typing import Final

import httpx
from pydantic import Field, SecretStr, ValidationError

from adapters.http.client import read_bounded
from adapters.wire.validation import Lenient
from domain.failures import Neighbour, Outage

_RENEWED_BEFORE_ITS_END: Final = 60.0
_LARGEST_ANSWER: Final = 100_000


class _Answer(Lenient):
    access_token: str = Field(min_length=1)
    expires_in: float = Field(default=0.0, ge=0)


class HmppsAuth:
    """OAuth 2 client credentials. One token serves all threads, and is renewed a minute before it ends."""

    def __init__(self, client: httpx.Client, url: str, client_id: str, client_secret: SecretStr) -> None:
        self._client = client
        self._url = url
        self._credentials = (client_id, client_secret.get_secret_value())
        self._mutex = Lock()
        self._token = ""
        self._usable_until = 0.0
        self._tries = 0
        self._failure: Outage | None = None

    def token(self) -> str:
        """A token that is still valid. Outage if none is to be had."""
        tries = self._tries
        with self._mutex:
            if monotonic() < self._usable_until:
                return self._token
            if self._tries > tries and self._failure is not None:
                # Somebody asked while this thread waited: they do not all wait for time-outs in turn.
                raise Outage(self._failure.reason, Neighbour.TOKEN_ENDPOINT)
            return self._try_to_renew()

    def refused(self, token: str) -> None:
        """The API does not take that token: the next one asked for is a new one."""
        with self._mutex:
            if token == self._token:
                self._usable_until = 0.0

    def _try_to_renew(self) -> str:
        try:
            self._renew(self._asked())
        except Outage as outage:
            self._failure = outage
            raise
        else:
            self._failure = None
            return self._token
        finally:
            self._tries += 1

    def _asked(self) -> bytes:
        form = {"grant_type": "client_credentials"}
        try:
            with self._client.stream("POST", self._url, data=form, auth=self._credentials) as answer:
                if answer.status_code != httpx.codes.OK:
                    raise Outage(
                        f"the token endpoint answered {answer.status_code}", Neighbour.TOKEN_ENDPOINT
                    )
                return read_bounded(answer, _LARGEST_ANSWER)
        except httpx.HTTPError as error:
            raise Outage(
                f"the token endpoint cannot be reached ({type(error).__name__})", Neighbour.TOKEN_ENDPOINT
            ) from None

    def _renew(self, body: bytes) -> None:
        try:
            answer = _Answer.model_validate_json(body)
        except ValidationError:
            raise Outage("the token endpoint answered without a token", Neighbour.TOKEN_ENDPOINT) from None
        self._token = answer.access_token
        self._usable_until = monotonic() + _usable_for(answer.expires_in)


def _usable_for(seconds: float) -> float:
    """A token that lasts no longer than the margin is used for half of its life."""
    return max(seconds - _RENEWED_BEFORE_ITS_END, seconds / 2)
