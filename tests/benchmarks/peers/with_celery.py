"""celery: its worker, ten threads, a message acknowledged after the work as everywhere else."""

from typing import Any

from celery import Celery
from celery.signals import worker_ready
from kombu.asynchronous.http.curl import CurlClient

from tests.benchmarks.peers.blocking import handle
from tests.benchmarks.peers.program import (
    AT_ONCE,
    ENDPOINT,
    LONG_POLL_SECONDS,
    QUEUE,
    QUEUE_URL,
    REGION,
    count_calls,
    end_when_told,
    run,
    say,
)


def _work() -> None:
    app = Celery(broker=ENDPOINT.replace("http://", "sqs://test:test@"))
    app.conf.update(
        task_default_queue=QUEUE,
        task_acks_late=True,
        task_ignore_result=True,
        worker_enable_remote_control=False,
        broker_transport_options={
            "predefined_queues": {QUEUE: {"url": QUEUE_URL, "region": REGION}},
            "wait_time_seconds": LONG_POLL_SECONDS,
            "polling_interval": 0,
            "is_secure": False,
        },
    )
    app.task(name="handle")(handle)
    # It receives by an HTTP client of its own, and deletes by boto3.
    count_calls(CurlClient, "add_request")
    worker_ready.connect(_ready)
    options = ["--pool=threads", f"--concurrency={AT_ONCE}", "--without-gossip", "--without-mingle"]
    app.worker_main(["--quiet", "worker", "--loglevel=WARNING", *options])


def _ready(**_: Any) -> None:
    # Celery has put handlers of its own in place of ours.
    end_when_told()
    say("Started")


if __name__ == "__main__":
    run(_work)
