"""The comparison with others can be made: programs run, and messages are in the wrapping that they read."""

import json
import sys
from base64 import b64decode

from domain.event import EventType
from tests.benchmarks.mixture import backlog
from tests.benchmarks.on_neighbours import running_neighbours, told
from tests.benchmarks.peers.__main__ import bench_for
from tests.benchmarks.peers.commands import for_celery, for_dramatiq, for_taskiq, peers, versions
from tests.benchmarks.worker import Command

_EVENT = backlog(1)[0]


def test_a_program_works_off_a_backlog() -> None:
    # Of all peers only this one needs nothing that the project does not have.
    threads = Command([sys.executable, "-m", "tests.benchmarks.peers.with_threads"])
    with (
        running_neighbours() as neighbours,
        told(20, 0.0) as (url, events),
        bench_for(neighbours, url, events) as bench,
    ):
        measured = bench.backlog(threads)

    assert measured.events == 20
    assert measured.requests >= 4


def test_a_message_for_dramatiq_has_the_whole_body_as_its_argument() -> None:
    message = json.loads(b64decode(for_dramatiq(_EVENT, "bench-1")))

    assert message["queue_name"] == "bench-1"
    assert [_type_in(argument) for argument in message["args"]] == [_EVENT.type]


def test_a_message_for_celery_has_the_whole_body_as_its_argument() -> None:
    message = json.loads(b64decode(for_celery(_EVENT, "bench-1")))
    arguments, named, _ = json.loads(b64decode(message["body"]))

    assert message["properties"]["delivery_info"]["routing_key"] == "bench-1"
    assert [_type_in(argument) for argument in arguments] == [_EVENT.type]
    assert named == {}


def test_a_message_for_taskiq_has_the_whole_body_as_its_argument() -> None:
    message = json.loads(for_taskiq(_EVENT, "bench-1"))

    assert [_type_in(argument) for argument in message["args"]] == [_EVENT.type]


def test_the_versions_of_the_compared_are_told() -> None:
    assert {"dramatiq", "celery", "taskiq", "aiobotocore"} <= versions().keys()
    assert {"threads by hand", "asyncio by hand", "dramatiq", "celery", "taskiq"} <= peers().keys()


def _type_in(body: str) -> EventType:
    return EventType(json.loads(json.loads(body)["Message"])["eventType"])
