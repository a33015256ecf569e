"""Clients for AWS: every exchange has one deadline, and unusable settings are reported at once."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.client import HTTPResponse
from io import BufferedReader, RawIOBase
from socket import socket
from typing import TYPE_CHECKING, Any, Final

import boto3
from botocore.awsrequest import (
    AWSHTTPConnection,
    AWSHTTPConnectionPool,
    AWSHTTPSConnection,
    AWSHTTPSConnectionPool,
)
from botocore.config import Config
from botocore.exceptions import BotoCoreError, NoRegionError
from urllib3.exceptions import ConnectTimeoutError

from adapters.network.deadline import make_within, seconds_left
from domain.failures import NotConfigured

if TYPE_CHECKING:
    from types_boto3_sns import SNSClient
    from types_boto3_sqs import SQSClient

# The longest exchange that is in order is a long poll of ten seconds.
_TIMEOUT_SECONDS: Final = 20
_CONNECT_SECONDS: Final = 5
# Beside those that handle messages: to receive, delete, extend, announce and observe.
_OTHER_THREADS: Final = 5


def sqs_client(region: str | None, handlers: int) -> "SQSClient":
    """Return a client of SQS for so many threads that handle messages, and a few more. NotConfigured if what
    boto3 reads from the environment cannot be used.
    """
    with _aws_errors_as_not_configured():
        client = boto3.client("sqs", region_name=region, config=_config(handlers))
    bound_exchanges(client)
    return client


def sns_client(region: str | None, handlers: int) -> "SNSClient":
    """Return a client of SNS, as `sqs_client` does of SQS."""
    with _aws_errors_as_not_configured():
        client = boto3.client("sns", region_name=region, config=_config(handlers))
    bound_exchanges(client)
    return client


def bound_exchanges(client: Any) -> None:
    """Let every connection of the client keep to the `deadline` around a call."""
    # botocore has no option for it; a test with a server that drips shows that it is still in use.
    client._endpoint.http_session._pool_classes_by_scheme.update(http=_HttpPool, https=_HttpsPool)


def _config(handlers: int) -> Config:
    """Return settings with few retries, as the worker has its own."""
    return Config(
        # botocore's own, of a dozen parts, is made anew for each request, at a tenth of its CPU.
        user_agent="cas3-and-delius",
        # The type checker has seen to them; for a batch it would take a sixth of the time of a request.
        parameter_validation=False,
        connect_timeout=_CONNECT_SECONDS,
        read_timeout=_TIMEOUT_SECONDS,
        retries={"mode": "standard", "max_attempts": 2},
        max_pool_connections=handlers + _OTHER_THREADS,
    )


@contextmanager
def _aws_errors_as_not_configured() -> Iterator[None]:
    try:
        yield
    except NoRegionError:
        raise NotConfigured("AWS_REGION is not set") from None
    except BotoCoreError as error:
        raise NotConfigured(f"the AWS settings cannot be used ({type(error).__name__})") from None
    except ValueError:
        raise NotConfigured("AWS_ENDPOINT_URL is no URL") from None


class _BoundedReader(RawIOBase):
    """A reader of a socket that waits no longer than until the deadline."""

    def __init__(self, sock: socket, raw: RawIOBase) -> None:
        self._sock = sock
        self._raw = raw

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any, /) -> int | None:
        self._sock.settimeout(seconds_left(self._sock.gettimeout()))
        return self._raw.readinto(buffer)

    def close(self) -> None:
        self._raw.close()
        super().close()


class _BoundedResponse(HTTPResponse):
    def __init__(self, sock: socket, *arguments: Any, **options: Any) -> None:
        super().__init__(sock, *arguments, **options)
        self.fp = BufferedReader(_BoundedReader(sock, self.fp.detach()))


class _Bounded:
    """A mixin for both kinds of connections."""

    response_class = _BoundedResponse
    timeout: float | None

    def _new_conn(self) -> socket:
        connect: Callable[[], socket] = super()._new_conn  # type: ignore[misc]  # of the class beside it
        try:
            return make_within(seconds_left(self.timeout), connect, socket.close)
        except TimeoutError as error:
            raise ConnectTimeoutError(self, str(error)) from None


class _HttpConnection(_Bounded, AWSHTTPConnection): ...  # type: ignore[misc]  # botocore has no types


class _HttpsConnection(_Bounded, AWSHTTPSConnection): ...  # type: ignore[misc]  # nor here


class _HttpPool(AWSHTTPConnectionPool):
    ConnectionCls = _HttpConnection


class _HttpsPool(AWSHTTPSConnectionPool):
    ConnectionCls = _HttpsConnection
