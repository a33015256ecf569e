"""The HTTP client for the CAS3 API and its token endpoint."""

from typing import Final

import httpx

_TIMEOUT: Final = httpx.Timeout(connect=3.0, read=10.0, write=5.0, pool=10.0)


def new_client(connections: int) -> httpx.Client:
    """A client that keeps up to so many connections, waits for nothing without a bound, and follows no
    redirect. It takes no proxy or credentials from the environment.
    """
    limits = httpx.Limits(max_connections=connections, max_keepalive_connections=connections)
    return httpx.Client(timeout=_TIMEOUT, limits=limits, follow_redirects=False, trust_env=False)
