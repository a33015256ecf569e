"""The work on an event with asyncio: GET by aiohttp, INSERT by asyncpg."""

import aiohttp
import asyncpg

from tests.benchmarks.peers.program import AT_ONCE, DATABASE, HEADERS, row_of, say, url_of

_INSERT = "INSERT INTO peer_event VALUES ($1, $2, $3, $4)"


class Handler:
    """Clients of the API and of the database."""

    async def open(self) -> None:
        """Open them."""
        self._http = aiohttp.ClientSession(headers=HEADERS)
        self._database = await asyncpg.create_pool(DATABASE, min_size=AT_ONCE, max_size=AT_ONCE)

    async def handle(self, body: str) -> None:
        """Fetch the details, and store a row."""
        async with self._http.get(url_of(body)) as answer:
            row = row_of(await answer.json())
        await self._database.execute(_INSERT, *row)
        say("Recorded", eventId=row[0])
