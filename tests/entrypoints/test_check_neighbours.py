"""`check` looks at everything that the worker needs, and leaves all of it as it was."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
from botocore.stub import Stubber

from adapters.network.aws import sqs_client
from adapters.sqs.permissions import require_permission
from domain.failures import Outage
from entrypoints.sandbox.neighbours.aws import CREDENTIALS, Aws
from entrypoints.sandbox.neighbours.ministack import REGION
from tests.entrypoints.conftest import Command
from tests.support.aws import Queues
from tests.support.cas3_api import CLIENT_ID, CLIENT_SECRET, Cas3Api, cas3_api
from tests.support.http_server import Answer

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


def test_all_is_there_and_nothing_was_sent_or_received(
    change: Callable[[Mapping[str, str]], None], queues: Queues, command: Command
) -> None:
    change({})
    queues.send("a message that waits")
    checked = command("check")
    assert (checked.status, checked.err) == (0, "")
    assert "MISSING" not in checked.out
    assert checked.out.endswith("Nothing is missing.\n")
    assert not queues.dead_letters()
    assert not queues.announced()
    (waiting,) = queues.aws.sqs.receive_message(
        QueueUrl=queues.url, MessageSystemAttributeNames=["ApproximateReceiveCount"]
    )["Messages"]
    assert waiting.get("Attributes") == {"ApproximateReceiveCount": "1"}


@pytest.mark.parametrize(
    ("variables", "gone", "reason"),
    [
        (
            {"CAS3_TOKEN_URL": f"http://{HIDDEN}:{HIDDEN}@127.0.0.1:1/token"},
            "token",
            "the token endpoint cannot be reached (nothing listens there)",
        ),
        (
            {"CAS3_TOPIC_ARN": "arn:aws:sns:eu-west-2:000000000000:nowhere"},
            "topic for announcements, and right to Publish",
            "there is no topic nowhere",
        ),
        (
            {"CAS3_API_URL": "http://127.0.0.1:1"},
            "CAS3 API",
            "the CAS3 API cannot be reached (nothing listens there)",
        ),
        (
            {"CAS3_QUEUE_URL": "http://127.0.0.1:1/0/nowhere"},
            "queue",
            "there is no queue nowhere",
        ),
        ({"CAS3_QUEUE_URL": "", "CAS3_QUEUE_NAME": "nowhere"}, "queue", "there is no queue nowhere"),
        ({"AWS_REGION": ""}, "queue", "AWS_REGION is not set"),
        (
            {"AWS_ENDPOINT_URL": "http://127.0.0.1:1"},
            "queue, topic for announcements, and right to Publish",
            "cannot be reached (nothing listens there)",
        ),
    ],
)
def test_what_is_missing_is_named_once_with_its_reason_and_without_a_secret(
    variables: Mapping[str, str],
    gone: str,
    reason: str,
    change: Callable[[Mapping[str, str]], None],
    command: Command,
) -> None:
    change(variables)
    checked = command("check")
    assert checked.status == 1
    told = " ".join(checked.out.split())
    assert told.endswith(f"Missing beside the database: {gone}.")
    assert told.count("MISSING") == gone.count(", topic") + 1
    assert reason in told
    assert HIDDEN not in checked.out
    assert CLIENT_SECRET not in checked.out


def test_an_api_that_answers_everything_with_an_error_is_not_there(
    api: Cas3Api, change: Callable[[Mapping[str, str]], None], command: Command
) -> None:
    change({})
    api.everywhere = Answer(500)
    checked = command("check")
    assert checked.status == 1
    assert checked.out.endswith("Missing beside the database: CAS3 API.\n")
    assert "the CAS3 API answered 500" in checked.out


def test_a_setting_that_is_missing_is_named(
    change: Callable[[Mapping[str, str]], None], command: Command
) -> None:
    change({"CAS3_CLIENT_ID": ""})
    checked = command("check")
    assert (checked.status, checked.err) == (2, "cas3-and-delius: CAS3_CLIENT_ID is not set\n")


def test_a_database_out_of_reach_does_not_hide_what_else_is_missing(
    change: Callable[[Mapping[str, str]], None], command: Command, tmp_path: Path
) -> None:
    change({"CAS3_API_URL": "http://127.0.0.1:1", "CAS3_DELIUS_URL": f"sqlite:///{tmp_path / 'none.db'}"})
    checked = command("check")
    assert checked.status == 1
    assert checked.out.endswith("Missing beside the database: CAS3 API.\n")
    assert "there is no file" in checked.err


@pytest.mark.parametrize(
    "action", ["ReceiveMessage", "SendMessage", "DeleteMessage", "ChangeMessageVisibility"]
)
def test_a_right_that_is_missing_is_named(action: str) -> None:
    asked = {"ReceiveMessage": "receive_message", "SendMessage": "send_message_batch"}
    batch = {
        **asked,
        "DeleteMessage": "delete_message_batch",
        "ChangeMessageVisibility": "change_message_visibility_batch",
    }[action]
    client = sqs_client("eu-west-2", handlers=1)
    with Stubber(client) as stubber:
        stubber.add_client_error(batch, "AccessDenied", HIDDEN)
        with pytest.raises(Outage) as refused:
            require_permission(client, "https://sqs.example/1/the-queue", action)
    assert refused.value.reason == (
        f"the credentials of this process lack the right sqs:{action} on the queue the-queue"
    )
