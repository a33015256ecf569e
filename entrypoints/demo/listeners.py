"""Listeners, who want to know when there is something else to see."""

from collections.abc import Callable
from threading import Lock


class Listeners:
    """Any thread may add, forget and notify. `count` is the number of changes so far."""

    def __init__(self) -> None:
        self.count = 0
        self._mutex = Lock()
        self._known: dict[object, Callable[[], None]] = {}

    def __len__(self) -> int:
        """Return how many listen."""
        return len(self._known)

    def add(self, notify: Callable[[], None]) -> Callable[[], None]:
        """Call `notify` at every change, until the returned function is called."""
        key = object()
        with self._mutex:
            self._known[key] = notify

        def forget() -> None:
            with self._mutex:
                self._known.pop(key, None)

        return forget

    def notify(self) -> None:
        """Call all listeners."""
        with self._mutex:
            self.count += 1
            known = list(self._known.values())
        for each in known:
            each()
