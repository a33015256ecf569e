"""Tells browsers that there is something else to see, as server-sent events."""

import asyncio
import contextlib
from collections.abc import AsyncGenerator, Callable
from typing import Protocol

KEEP_OPEN_EVERY = 15.0
_RECONNECT = "retry: 1000\n\n"
_CHANGE = "event: change\ndata: there is something else to see\n\n"
_COMMENT = ": still here\n\n"


class Observable(Protocol):
    """Where changes come from."""

    def on_change(self, notify: Callable[[], None]) -> Callable[[], None]:
        """As `Stage.on_change`."""


class Changes:
    """The streams that are open; `end` closes them all."""

    def __init__(self, observable: Observable, keep_open_every: float = KEEP_OPEN_EVERY) -> None:
        self._observable = observable
        self._keep_open_every = keep_open_every
        self._is_over = False
        self._wakers: set[Callable[[], None]] = set()

    def end(self) -> None:
        """Closes every stream, now and from now on. Any thread may call it."""
        self._is_over = True
        for wake in tuple(self._wakers):
            wake()

    async def stream(self) -> AsyncGenerator[str, None]:
        """An event whenever there was a change since the last one, and a comment now and then.

        The first event comes at once if the change came before anybody waited for it.
        """
        woken = asyncio.Event()
        wake = _waker(woken)
        self._wakers.add(wake)
        stop_listening = self._observable.on_change(wake)
        try:
            yield _RECONNECT
            while not self._is_over:
                told = await self._next(woken)
                if not self._is_over:
                    yield told
        finally:
            stop_listening()
            self._wakers.discard(wake)

    async def _next(self, woken: asyncio.Event) -> str:
        try:
            await asyncio.wait_for(woken.wait(), self._keep_open_every)
        except TimeoutError:
            return _COMMENT
        woken.clear()
        return _CHANGE


def _waker(woken: asyncio.Event) -> Callable[[], None]:
    loop = asyncio.get_running_loop()

    def wake() -> None:
        # Who notifies need not know that the server has ended meanwhile.
        with contextlib.suppress(RuntimeError):
            loop.call_soon_threadsafe(woken.set)

    return wake
