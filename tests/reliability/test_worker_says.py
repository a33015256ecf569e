"""The log of a worker: nothing about people at any level, and in a sentence why it cannot start."""

import json
import socket
from dataclasses import replace

import pytest

from entrypoints.sandbox.neighbours.ministack import LOCALHOST
from tests.reliability.worker_events import Teller, crn_of
from tests.reliability.worker_scene import WorkerScene
from tests.support.http_server import Answer
from tests.support.waiting import wait_until

MARK = "MARKER"


def _trouble_of_every_kind(scene: WorkerScene, teller: Teller) -> int:
    """Return how many of the messages are set aside in the end."""
    no_json, refused, invalid, unknown = (teller.confirmed(number, "x") for number in (2, 3, 4, 99))
    arrival = teller.arrived(5, "x")
    too_long = replace(arrival, details={**arrival.details, "bookingId": "an-id-" * 100})
    wrong = json.loads(invalid.answer)
    wrong["timestamp"] = "MARKER-date"
    scene.happens(*teller.all_nine(1), no_json, refused, invalid, unknown, too_long)
    scene.queues.send("MARKER-body")
    scene.queues.send(json.dumps({"Message": json.dumps({"eventType": "MARKER-type"})}))
    scene.queues.send(json.dumps({"Message": {"MARKER-key": "MARKER-value"}}))
    scene.api.put(no_json.detail_path, Answer(body="MARKER-body"))
    scene.api.put(refused.detail_path, Answer(400))
    scene.api.put(invalid.detail_path, Answer(body=json.dumps(wrong)))
    return 8


@pytest.mark.parametrize("log_format", ["json", "console"])
def test_no_secret_and_nothing_that_is_told_of_people_is_logged_or_given_as_a_reason(
    worker_scene: WorkerScene, teller: Teller, log_format: str
) -> None:
    worker_scene.register(map(crn_of, range(10)))
    worker_scene.api.accepts_tokens = False
    worker = worker_scene.new_worker(CAS3_RETRY_PAUSES="1", CAS3_LOG_FORMAT=log_format).launch()
    set_aside = _trouble_of_every_kind(worker_scene, teller)
    wait_until(lambda: worker_scene.api.tokens_given >= 2)
    worker_scene.api.accepts_tokens = True
    reasons = worker_scene.until_set_aside(set_aside)
    assert worker_scene.recorded == 9
    worker.kill()

    assert MARK in str(worker_scene.api.requests)
    assert MARK not in str(reasons)
    assert MARK not in worker.output
    assert crn_of(1) in worker.output


def test_it_says_in_a_sentence_why_it_cannot_start(worker_scene: WorkerScene) -> None:
    with socket.socket() as taken:
        taken.bind((LOCALHOST, 0))
        taken.listen()
        troubles = {
            "CAS3_DELIUS_USERNAME": "nobody",
            "CAS3_HTTP_PORT": str(taken.getsockname()[1]),
            "CAS3_QUEUE_URL": f"{worker_scene.queues.url}-that-is-not-there",
            "AWS_REGION": "",
            "AWS_ENDPOINT_URL": "MARKER",
            "AWS_ACCESS_KEY_ID": "",
        }
        workers = {name: worker_scene.new_worker(**{name: value}) for name, value in troubles.items()}
        for worker in workers.values():
            worker.launch()
        statuses = {name: worker.ended() for name, worker in workers.items()}

    assert set(statuses.values()) == {1}
    said = {
        name: worker.complaints.removeprefix("cas3-and-delius: cannot start: ")
        for name, worker in workers.items()
    }
    assert all(text.count("\n") == 1 and text.endswith("\n") for text in said.values()), said
    assert said == {
        "CAS3_DELIUS_USERNAME": "Delius has no user nobody: see to CAS3_DELIUS_USERNAME\n",
        "CAS3_HTTP_PORT": "cannot listen at CAS3_HTTP_PORT (Address already in use)\n",
        "CAS3_QUEUE_URL": "there is no such queue: see to CAS3_QUEUE_URL and CAS3_DEAD_LETTER_QUEUE_URL\n",
        "AWS_REGION": "AWS_REGION is not set\n",
        "AWS_ENDPOINT_URL": "AWS_ENDPOINT_URL is no URL\n",
        "AWS_ACCESS_KEY_ID": (
            "no AWS credentials are to be found: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or a role\n"
        ),
    }
    logged = {name: worker.reports("CannotStart") for name, worker in workers.items()}
    assert {name: [f"{line['reason']}\n" for line in lines] for name, lines in logged.items()} == {
        name: [text] for name, text in said.items()
    }


def test_a_wrong_setting_stands_in_the_log_as_well(worker_scene: WorkerScene) -> None:
    worker = worker_scene.new_worker(CAS3_CONCURRENCY=MARK, CAS3_TOPIC_ARN="").launch()
    assert worker.ended() == 2
    (line,) = worker.reports("CannotStart")
    assert (line["level"], line["service"]) == ("critical", "cas3-and-delius")
    assert worker.complaints == f"cas3-and-delius: {line['reason']}\n"
    assert MARK not in worker.output
