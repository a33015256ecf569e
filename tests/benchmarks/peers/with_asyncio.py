"""asyncio by hand: aiobotocore, aiohttp and asyncpg. Ten are received, worked on at once, and deleted."""

import asyncio
from collections.abc import Sequence
from typing import Any

from aiobotocore.session import get_session

from tests.benchmarks.peers.awaiting import Handler
from tests.benchmarks.peers.program import AT_ONCE, LONG_POLL_SECONDS, QUEUE_URL, run, say

_BATCHES = 2


async def _work() -> None:
    handler, room, at_once = Handler(), asyncio.Semaphore(_BATCHES), asyncio.Semaphore(AT_ONCE)
    await handler.open()

    async def one(message: Any) -> None:
        async with at_once:
            await handler.handle(message["Body"])

    async def batch(messages: Sequence[Any]) -> None:
        handled = await asyncio.gather(*map(one, messages), return_exceptions=True)
        entries = [
            {"Id": str(place), "ReceiptHandle": message["ReceiptHandle"]}
            for place, message in enumerate(messages)
            if handled[place] is None
        ]
        if entries:
            await sqs.delete_message_batch(QueueUrl=QUEUE_URL, Entries=entries)
        room.release()

    async with get_session().create_client("sqs") as sqs, asyncio.TaskGroup() as batches:
        say("Started")
        while await room.acquire():
            answer = await sqs.receive_message(
                QueueUrl=QUEUE_URL, MaxNumberOfMessages=AT_ONCE, WaitTimeSeconds=LONG_POLL_SECONDS
            )
            batches.create_task(batch(answer.get("Messages", ())))


if __name__ == "__main__":
    run(lambda: asyncio.run(_work()))
