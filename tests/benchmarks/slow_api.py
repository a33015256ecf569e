"""The CAS3 API and its token endpoint in a process of their own, answering after a while."""

import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from multiprocessing import get_context
from multiprocessing.connection import Connection

from entrypoints.sandbox.neighbours.cas3_api import Cas3Api, cas3_api


class _Slow(Cas3Api):
    """An API that takes its time over every answer."""

    def __init__(self, delay: float) -> None:
        super().__init__()
        self._delay = delay

    def get(self, path: str, authorization: str | None) -> tuple[int, str]:
        time.sleep(self._delay)
        return super().get(path, authorization)


def _serve(answers: Mapping[str, str], delay: float, parent: Connection) -> None:
    with cas3_api(_Slow(delay)) as api:
        for path, body in answers.items():
            api.put(path, body)
        parent.send(api.url)
        parent.recv()


@contextmanager
def slow_api(answers: Mapping[str, str], delay: float) -> Iterator[str]:
    """Its URL, as long as the context lasts; each answer takes `delay` seconds."""
    context = get_context("spawn")
    mine, theirs = context.Pipe()
    process = context.Process(target=_serve, args=(answers, delay, theirs), daemon=True)
    process.start()
    yield str(mine.recv())
    mine.send(None)
    process.join()
