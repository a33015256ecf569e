"""dramatiq with dramatiq_sqs: its worker, ten threads."""

import signal

import dramatiq
from dramatiq_sqs import SQSBroker

from tests.benchmarks.peers.blocking import handle
from tests.benchmarks.peers.program import AT_ONCE, QUEUE, run, say


def _work() -> None:
    broker = SQSBroker(visibility_timeout=None)
    dramatiq.set_broker(broker)
    dramatiq.actor(handle, queue_name=QUEUE, broker=broker)
    dramatiq.Worker(broker, worker_threads=AT_ONCE).start()
    say("Started")
    while True:
        signal.pause()


if __name__ == "__main__":
    run(_work)
