"""A way to the stand-in for SQS on which whoever asks can be kept waiting."""

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from threading import Event
from typing import Final

import httpx

from entrypoints.sandbox.neighbours.ministack import LOCALHOST
from tests.support.http_server import Answer, HttpServer, Request

_SECONDS: Final = 60
_TARGET: Final = "X-Amz-Target"


class Relay:
    """Hands on every request, and its answer: of one action only so many until it may `go_on`.

    All others of it are done as well, but not answered; `keeps_waiting` is set once there is one.
    """

    def __init__(self, client: httpx.Client, action: str, answers: int) -> None:
        self._client = client
        self._action = action
        self._answers = answers
        self._asked = count(1)
        self._goes_on = Event()
        self.keeps_waiting = Event()
        self._server = HttpServer(self._answer)

    @property
    def url(self) -> str:
        """Return where it is."""
        return f"http://{LOCALHOST}:{self._server.port}"

    def go_on(self) -> None:
        """Answer everybody."""
        self._goes_on.set()

    def stop(self) -> None:
        """Listen no longer."""
        self.go_on()
        self._server.stop()

    def _answer(self, request: Request) -> Answer:
        headers = {name: request.headers[name] for name in (_TARGET, "Content-Type")}
        done = self._client.post(request.path, content=request.body, headers=headers)
        is_kept = request.headers[_TARGET].endswith(f".{self._action}") and next(self._asked) > self._answers
        if is_kept:
            self.keeps_waiting.set()
        kind = {"Content-Type": done.headers["Content-Type"]}
        return Answer(done.status_code, done.text, kind, after=self._goes_on if is_kept else None)


@contextmanager
def relay(endpoint: str, action: str, answers: int) -> Iterator[Relay]:
    """A relay to that URL, as long as the context lasts."""
    with httpx.Client(base_url=endpoint, trust_env=False, timeout=_SECONDS) as client:
        on_the_way = Relay(client, action, answers)
        try:
            yield on_the_way
        finally:
            on_the_way.stop()
