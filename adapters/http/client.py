"""The HTTP client for the CAS3 API and its token endpoint."""

from time import monotonic
from typing import Final

import httpx

_TIMEOUT: Final = httpx.Timeout(connect=3.0, read=10.0, write=5.0, pool=10.0)
_LONGEST_ANSWER_SECONDS: Final = 15.0


def new_client(connections: int) -> httpx.Client:
    """A client that keeps up to so many connections, waits for nothing without a bound, and follows no
    redirect. It takes no proxy or credentials from the environment.
    """
    limits = httpx.Limits(max_connections=connections, max_keepalive_connections=connections)
    return httpx.Client(timeout=_TIMEOUT, limits=limits, follow_redirects=False, trust_env=False)


def read_bounded(answer: httpx.Response, most: int, seconds: float = _LONGEST_ANSWER_SECONDS) -> bytes:
    """The body, or as much of it as shows that it has more than `most` bytes. httpx.ReadTimeout if it takes
    longer as a whole; the time-outs of the client only bound each of its parts.
    """
    body = bytearray()
    latest = monotonic() + seconds
    for chunk in answer.iter_bytes():
        body += chunk
        if len(body) > most:
            break
        if monotonic() > latest:
            raise httpx.ReadTimeout("the whole answer takes too long", request=answer.request)
    return bytes(body)
