"""The words for why a neighbour cannot be reached, by every way that the service takes."""

import socket
from collections.abc import Iterator

import pytest
from pydantic import HttpUrl

from adapters.http.client import new_client
from adapters.http.token import Tokens
from adapters.network.unreachable import why_unreachable
from adapters.sns.announcements import SnsAnnouncements
from adapters.sqs.depth import read_depth
from domain.failures import Outage
from domain.ports.outbox import StoredAnnouncement
from entrypoints.sandbox.neighbours.aws import aws_at
from tests.support.cas3_api import cas3_api
from tests.support.ports import reserved_port


def token_from(url: str) -> str:
    """Return why no token is to be had there."""
    with new_client() as client, pytest.raises(Outage) as away:
        Tokens(client, HttpUrl(url), lambda: ("id", "secret")).current()
    return away.value.reason


@pytest.fixture
def endpoint() -> Iterator[str]:
    """A URL at which nobody listens."""
    with reserved_port() as port:
        yield f"http://127.0.0.1:{port}"


def test_nothing_listens_there(endpoint: str) -> None:
    words = "cannot be reached (nothing listens there)"
    assert token_from(endpoint) == f"the token endpoint {words}"
    with aws_at(endpoint) as aws:
        with pytest.raises(Outage) as queue:
            read_depth(aws.sqs, f"{endpoint}/0/the-queue")
        with pytest.raises(Outage) as topic:
            SnsAnnouncements(aws.sns, "arn:aws:sns:eu-west-2:0:topic").publish(
                [StoredAnnouncement(id=1, event_type="created", body="{}", person="A000001")]
            )
    assert queue.value.reason == f"the queue the-queue {words}"
    assert topic.value.reason == f"the topic {words}"


def test_of_other_errors_only_the_kind_is_said() -> None:
    assert why_unreachable(ValueError("secret")) == "ValueError"


def test_an_error_that_was_raised_from_itself_ends() -> None:
    error = ValueError()
    error.__context__ = OSError()
    error.__context__.__context__ = error
    assert why_unreachable(error) == "ValueError"


def test_a_server_without_tls() -> None:
    with cas3_api() as api:
        told = token_from(api.token_url.replace("http://", "https://"))
    assert told == "the token endpoint cannot be reached (it does not speak TLS as it should)"


def test_a_name_that_cannot_be_resolved() -> None:
    error = OSError("wrapped")
    error.__cause__ = socket.gaierror(-2, "Name or service not known")
    assert why_unreachable(error) == "its name cannot be resolved"
