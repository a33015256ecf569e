"""taskiq with taskiq_aio_sqs: its receiver, ten tasks at once."""

import asyncio

from taskiq.api import run_receiver_task
from taskiq_aio_sqs import SQSBroker

from tests.benchmarks.peers.awaiting import Handler
from tests.benchmarks.peers.program import AT_ONCE, ENDPOINT, LONG_POLL_SECONDS, QUEUE, REGION, run, say


async def _work() -> None:
    handler = Handler()
    await handler.open()

    async def handle(body: str) -> None:
        await handler.handle(body)

    broker = SQSBroker(
        QUEUE,
        endpoint_url=ENDPOINT,
        region_name=REGION,
        wait_time_seconds=LONG_POLL_SECONDS,
        max_number_of_messages=AT_ONCE,
    )
    broker.register_task(handle, task_name="handle")
    say("Started")
    await run_receiver_task(broker, max_async_tasks=AT_ONCE, max_prefetch=AT_ONCE, run_startup=True)


if __name__ == "__main__":
    run(lambda: asyncio.run(_work()))
