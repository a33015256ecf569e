"""The bearer token that the CAS3 API asks for."""

from threading import Lock
from time import monotonic
from typing import Final

import httpx
from pydantic import Field, SecretStr, ValidationError

from adapters.wire.validation import Lenient
from domain.failures import Outage

_RENEWED_BEFORE_ITS_END: Final = 60.0


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

    def token(self) -> str:
        """A token that is still valid. Outage if none is to be had."""
        with self._mutex:
            if monotonic() >= self._usable_until:
                self._renew()
            return self._token

    def refused(self, token: str) -> None:
        """The API does not take that token: the next one asked for is a new one."""
        with self._mutex:
            if token == self._token:
                self._usable_until = 0.0

    def _renew(self) -> None:
        try:
            answer = self._client.post(
                self._url, data={"grant_type": "client_credentials"}, auth=self._credentials
            )
        except httpx.HTTPError as error:
            raise Outage(f"the token endpoint cannot be reached ({type(error).__name__})") from None
        if answer.status_code != httpx.codes.OK:
            raise Outage(f"the token endpoint answered {answer.status_code}")
        try:
            read = _Answer.model_validate_json(answer.content)
        except ValidationError:
            raise Outage("the token endpoint answered without a token") from None
        self._token = read.access_token
        self._usable_until = monotonic() + _usable_for(read.expires_in)


def _usable_for(seconds: float) -> float:
    """A token that lasts no longer than the margin is used for half of its life."""
    return max(seconds - _RENEWED_BEFORE_ITS_END, seconds / 2)
