"""Tell browsers of changes, as server-sent events."""

import asyncio
import contextlib
from collections.abc import AsyncGenerator, Callable
from typing import Final

from entrypoints.demo.listeners import Listeners

COMMENT_SECONDS: Final = 15.0
_RECONNECT: Final = "retry: 1000\n\n"
_CHANGE: Final = "event: change\ndata: there is something else to see\n\n"
_COMMENT: Final = ": still here\n\n"


class ChangeStreams:
    """The streams that are open; `end` closes them all."""

    def __init__(self, listeners: Listeners, comment_seconds: float = COMMENT_SECONDS) -> None:
        self._listeners = listeners
        self._comment_seconds = comment_seconds
        self._is_over = False
        self._wakers: set[Callable[[], None]] = set()

    def end(self) -> None:
        """Close every stream, now and from now on. Any thread may call it."""
        self._is_over = True
        for wake in tuple(self._wakers):
            wake()

    async def stream(self, seen: int | None = None) -> AsyncGenerator[str, None]:
        """Yield an event whenever there was a change since the last one, and a comment now and then, which
        keeps the connection open. The first comes at once if there were not just so many changes as the
        browser has `seen`, or one came before anybody waited for it.
        """
        woken = asyncio.Event()
        wake = _waker(woken)
        self._wakers.add(wake)
        stop_listening = self._listeners.add(wake)
        if seen is not None and seen != self._listeners.count:
            woken.set()
        try:
            yield _RECONNECT
            while not self._is_over:
                said = await self._next(woken)
                if not self._is_over:
                    yield said
        finally:
            stop_listening()
            self._wakers.discard(wake)

    async def _next(self, woken: asyncio.Event) -> str:
        try:
            await asyncio.wait_for(woken.wait(), self._comment_seconds)
        except TimeoutError:
            return _COMMENT
        woken.clear()
        return _CHANGE


def _waker(woken: asyncio.Event) -> Callable[[], None]:
    loop = asyncio.get_running_loop()

    def wake() -> None:
        # The server may have ended meanwhile.
        with contextlib.suppress(RuntimeError):
            loop.call_soon_threadsafe(woken.set)

    return wake
