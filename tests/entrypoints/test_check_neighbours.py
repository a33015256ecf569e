"""`check` looks at everything that the worker needs, and leaves all of it as it was."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
from botocore.exceptions import ClientError

from adapters.sqs.rights import refusals_as_outages
from domain.failures import Outage
from entrypoints.sandbox.neighbours.aws import CREDENTIALS, Aws
from entrypoints.sandbox.neighbours.ministack import REGION
from tests.entrypoints.conftest import Command
from tests.support.aws import Queues
from tests.support.cas3_api import CLIENT_ID, CLIENT_SECRET, Cas3Api, cas3_api

HIDDEN = "hidden-from-all"


@pytest.fixture
def api() -> Iterator[Cas3Api]:
    with cas3_api() as api:
        yield api


@pytest.fixture
def queues(aws: Aws) -> Queues:
    return Queues.new(aws)


@pytest.fixture
def change(
    queues: Queues, api: Cas3Api, tmp_path: Path, command: Command, monkeypatch: pytest.MonkeyPatch
) -> Callable[[Mapping[str, str]], None]:
    """Sets variables; those of a worker for which everything is there are set already."""

    def set_all(variables: Mapping[str, str]) -> None:
        for name, value in variables.items():
            monkeypatch.setenv(name, value)

    set_all(
        {
            **CREDENTIALS,
            "AWS_REGION": REGION,
            "AWS_ENDPOINT_URL": queues.aws.endpoint,
            "CAS3_QUEUE_URL": queues.url,
            "CAS3_TOPIC_ARN": queues.messaging.announcements_topic,
            "CAS3_API_URL": api.url,
            "CAS3_TOKEN_URL": api.token_url,
            "CAS3_CLIENT_ID": CLIENT_ID,
            "CAS3_CLIENT_SECRET": CLIENT_SECRET,
            "CAS3_DELIUS_URL": f"sqlite:///{tmp_path / 'delius.db'}",
        }
    )
    assert [command("delius", "create").status, command("migrate").status] == [0, 0]
    return set_all


def test_all_is_there_and_nothing_was_sent(
    change: Callable[[Mapping[str, str]], None], queues: Queues, command: Command
) -> None:
    change({})
    checked = command("check")
    assert (checked.status, checked.err) == (0, "")
    assert "MISSING" not in checked.out
    assert checked.out.endswith("Nothing is missing.\n")
    assert queues.is_worked_off
    assert not queues.dead_letters()
    assert not queues.announced()


@pytest.mark.parametrize(
    ("variables", "gone"),
    [
        ({"CAS3_TOKEN_URL": f"http://{HIDDEN}:{HIDDEN}@127.0.0.1:1/token"}, "token, CAS3 API"),
        ({"CAS3_TOPIC_ARN": "arn:aws:sns:eu-west-2:000000000000:nowhere"}, "topic for announcements"),
        ({"CAS3_API_URL": "http://127.0.0.1:1"}, "CAS3 API"),
        ({"CAS3_QUEUE_URL": "http://127.0.0.1:1/0/nowhere"}, "queue, right to DeleteMessage on the queue"),
    ],
)
def test_what_is_missing_is_named_without_a_secret(
    variables: Mapping[str, str],
    gone: str,
    change: Callable[[Mapping[str, str]], None],
    command: Command,
) -> None:
    change(variables)
    checked = command("check")
    assert checked.status == 1
    assert f"Missing beside the database: {gone}" in " ".join(checked.out.split())
    assert HIDDEN not in checked.out
    assert CLIENT_SECRET not in checked.out


def test_a_setting_that_is_missing_is_named(
    change: Callable[[Mapping[str, str]], None], command: Command
) -> None:
    change({"CAS3_CLIENT_ID": ""})
    checked = command("check")
    assert (checked.status, checked.err) == (2, "cas3-and-delius: CAS3_CLIENT_ID is not set\n")


def test_a_right_that_is_missing_is_named() -> None:
    denied = ClientError({"Error": {"Code": "AccessDenied", "Message": HIDDEN}}, "SendMessageBatch")

    def refuse() -> None:
        with refusals_as_outages("SendMessage", "https://sqs.example/1/the-dlq"):
            raise denied

    with pytest.raises(Outage) as refused:
        refuse()
    assert refused.value.reason == (
        "the credentials of this process lack the right sqs:SendMessage on the queue the-dlq"
    )
