"""The HTTP client for the CAS3 API and its token endpoint: every exchange has one deadline."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from functools import partial
from threading import Lock
from time import monotonic
from typing import Any, Final

import httpcore
import httpx

from adapters.network.deadline import make_within, seconds_left

# As long as httpx keeps a connection that nobody uses.
IDLE_SECONDS: Final = 5.0
_TIMEOUT: Final = {"connect": 3.0, "read": 10.0, "write": 5.0}
_HEADERS: Final = {
    "Accept": "application/json",
    "Accept-Encoding": "gzip, deflate",
    "User-Agent": "cas3-and-delius",
}


class HttpClient:
    """A client that sends what it is asked to and nothing else: it follows no redirect, keeps no cookie, and
    takes no proxy or credentials from the environment. To offer these, `httpx.Client` takes a fifth more CPU.

    Each exchange has a transport to itself, the one that was given back last: a transport that threads share
    looks after all its connections, one by one under a lock, whenever a request begins or ends. The end of an
    exchange closes one that nobody has used for `IDLE_SECONDS`, of the clock `now`.
    """

    def __init__(
        self, new_transport: Callable[[], httpx.BaseTransport], now: Callable[[], float] = monotonic
    ) -> None:
        self._new_transport = new_transport
        self._now = now
        self._mutex = Lock()
        self._idle: list[tuple[float, httpx.BaseTransport]] = []  # with the time at which it was given back

    @contextmanager
    def stream(
        self, method: str, url: httpx.URL | str, headers: Mapping[str, str], **content: Any
    ) -> Iterator[httpx.Response]:
        """Send a request, with content as `httpx.Request` takes it; yield the answer, whose body is still to
        be read. At the end its connection is kept, or closed if there is more to read.
        """
        request = httpx.Request(
            method, url, headers={**_HEADERS, **headers}, extensions={"timeout": _TIMEOUT}, **content
        )
        transport = self._take()
        try:
            answer = transport.handle_request(request)
            answer.request = request
            with closing(answer):
                yield answer
        finally:
            self._give_back(transport)

    def _take(self) -> httpx.BaseTransport:
        with self._mutex:
            transport = self._idle.pop()[1] if self._idle else None
        return transport or self._new_transport()

    def _give_back(self, transport: httpx.BaseTransport) -> None:
        now = self._now()
        with self._mutex:
            self._idle.append((now, transport))
            # Those of a burst would hold their sockets for ever, long after the server has closed its ends.
            is_outdated = now - self._idle[0][0] > IDLE_SECONDS
            outdated = self._idle.pop(0)[1] if is_outdated else None
        if outdated is not None:
            outdated.close()

    def __enter__(self) -> "HttpClient":
        return self

    def __exit__(self, *_: object) -> None:
        for _since, transport in self._idle:
            transport.close()


def new_client() -> HttpClient:
    """Return a client that keeps as many connections as exchanges were lately under way at once, and waits
    for nothing beyond the `deadline` around it.
    """
    # To read the certificates of all authorities takes as long as some forty exchanges.
    certificates = httpx.create_ssl_context(trust_env=False)
    return HttpClient(partial(BoundedTransport, verify=certificates, trust_env=False))


def read_bounded(answer: httpx.Response, most: int) -> bytes:
    """Return the body, or as much of it as shows that it has more than `most` bytes. Raise
    httpx.ReadTimeout when the deadline has passed.
    """
    body = bytearray()
    for chunk in answer.iter_bytes():
        body += chunk
        if len(body) > most:
            break
        try:
            seconds_left()
        except TimeoutError:
            raise httpx.ReadTimeout("the whole answer takes too long", request=answer.request) from None
    return bytes(body)


class BoundedTransport(httpx.HTTPTransport):
    """A transport for one exchange at a time, whose connections, reads and writes wait no longer than until
    the deadline.
    """

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._backend = _BoundedBackend()
        # httpx has no option for it; a test with a server that drips shows that it is still in use.
        self._pool._network_backend = self._backend

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        while True:
            self._backend.has_connected = False
            try:
                return super().handle_request(request)
            except (httpx.ReadError, httpx.WriteError, httpx.RemoteProtocolError):
                # A server may close a connection that it has kept just as the next request is on its way.
                # That is no answer, so it is sent again; each time one connection less is left that was kept.
                if self._backend.has_connected:
                    raise


class _BoundedBackend(httpcore.NetworkBackend):
    """`has_connected`: a connection was made since it was set to False."""

    def __init__(self) -> None:
        self._backend = httpcore.SyncBackend()
        self.has_connected = False

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        def connect() -> httpcore.NetworkStream:
            return self._backend.connect_tcp(host, port, seconds, local_address, socket_options)

        self.has_connected = True
        try:
            seconds = seconds_left(timeout)
            stream = make_within(seconds, connect, lambda late: late.close())
        except TimeoutError as error:
            raise httpcore.ConnectTimeout(str(error)) from None
        return _BoundedStream(stream)


class _BoundedStream(httpcore.NetworkStream):
    def __init__(self, stream: httpcore.NetworkStream) -> None:
        self._stream = stream

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        try:
            return self._stream.read(max_bytes, seconds_left(timeout))
        except TimeoutError as error:
            raise httpcore.ReadTimeout(str(error)) from None

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        try:
            self._stream.write(buffer, seconds_left(timeout))
        except TimeoutError as error:
            raise httpcore.WriteTimeout(str(error)) from None

    def start_tls(
        self, ssl_context: Any, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        try:
            seconds = seconds_left(timeout)
        except TimeoutError as error:
            raise httpcore.ConnectTimeout(str(error)) from None
        return _BoundedStream(self._stream.start_tls(ssl_context, server_hostname, seconds))

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)

    def close(self) -> None:
        self._stream.close()
