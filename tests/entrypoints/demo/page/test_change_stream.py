"""The stream that tells browsers that there is something else to see."""

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable
from threading import Thread

import pytest

from entrypoints.demo.listeners import Listeners
from entrypoints.demo.page.change_stream import ChangeStreams
from tests.entrypoints.demo.page.scripted_demo import ScriptedDemo

COMMENT = ": still here\n\n"
CHANGE = "event: change\ndata: there is something else to see\n\n"

Story = Callable[[ScriptedDemo, ChangeStreams, AsyncGenerator[str, None]], Awaitable[None]]


def played(story: Story, comment_seconds: float = 60) -> ScriptedDemo:
    """The demo after the story of one stream, which has opened and is closed in the end."""

    async def play(demo: ScriptedDemo) -> None:
        changes = ChangeStreams(demo.listeners, comment_seconds)
        stream = changes.stream()
        assert await anext(stream) == "retry: 1000\n\n"
        async with asyncio.timeout(60):
            await story(demo, changes, stream)
        await stream.aclose()

    demo = ScriptedDemo()
    asyncio.run(play(demo))
    return demo


def test_a_change_from_another_thread_is_told() -> None:
    async def story(demo: ScriptedDemo, changes: ChangeStreams, stream: AsyncGenerator[str, None]) -> None:
        Thread(target=demo.change).start()
        assert await anext(stream) == CHANGE

    played(story)


def test_many_changes_at_once_are_told_as_one() -> None:
    async def story(demo: ScriptedDemo, changes: ChangeStreams, stream: AsyncGenerator[str, None]) -> None:
        for _ in range(100):
            demo.change()
        assert await anext(stream) == CHANGE
        following = asyncio.ensure_future(anext(stream))
        for _ in range(20):
            await asyncio.sleep(0)
        assert not following.done()
        demo.change()
        assert await following == CHANGE

    played(story)


@pytest.mark.parametrize(("seen", "first"), [(2, CHANGE), (1, COMMENT), (None, COMMENT)])
def test_a_browser_that_has_not_seen_all_changes_is_told_at_once(seen: int | None, first: str) -> None:
    async def story(demo: ScriptedDemo, changes: ChangeStreams, stream: AsyncGenerator[str, None]) -> None:
        demo.change()
        other = changes.stream(seen)
        assert [await anext(other), await anext(other)] == ["retry: 1000\n\n", first]

    played(story, comment_seconds=0.01)


def test_a_comment_keeps_the_stream_open() -> None:
    async def story(demo: ScriptedDemo, changes: ChangeStreams, stream: AsyncGenerator[str, None]) -> None:
        assert await anext(stream) == COMMENT
        assert await anext(stream) == COMMENT

    played(story, comment_seconds=0.01)


def test_every_stream_is_told() -> None:
    async def story(demo: ScriptedDemo, changes: ChangeStreams, stream: AsyncGenerator[str, None]) -> None:
        other = changes.stream()
        await anext(other)
        demo.change()
        assert await anext(stream) == await anext(other) == CHANGE

    played(story)


def test_the_end_closes_streams_those_to_come_too() -> None:
    async def story(demo: ScriptedDemo, changes: ChangeStreams, stream: AsyncGenerator[str, None]) -> None:
        Thread(target=changes.end).start()
        assert [each async for each in stream] == []
        assert [each async for each in changes.stream()] == ["retry: 1000\n\n"]

    assert len(played(story).listeners) == 0


def test_a_stream_that_is_left_listens_no_longer() -> None:
    async def story(demo: ScriptedDemo, changes: ChangeStreams, stream: AsyncGenerator[str, None]) -> None:
        assert len(demo.listeners) == 1

    assert len(played(story).listeners) == 0


def test_who_notifies_need_not_know_that_the_server_has_ended() -> None:
    class Remembering(Listeners):
        def add(self, notify: Callable[[], None]) -> Callable[[], None]:
            kept.append(notify)
            return super().add(notify)

    kept: list[Callable[[], None]] = []

    async def listen() -> None:
        stream = ChangeStreams(Remembering()).stream()
        await anext(stream)
        await stream.aclose()

    asyncio.run(listen())
    kept[0]()
