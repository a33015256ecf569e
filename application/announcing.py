"""The step that sends stored announcements, and its pauses."""

from dataclasses import dataclass, field
from math import inf
from typing import Final

from application.send_announcements import SendAnnouncements, Sending
from application.steps import FIRST_PAUSE_SECONDS, Backoff
from domain.ports.clock import Clock

LONGEST_PAUSE_SECONDS: Final = 10.0
# What is stored meanwhile goes out together: one by one, each announcement costs a claim and a request.
PAUSE_AFTER_SENDING_SECONDS: Final = 0.2


@dataclass(slots=True)
class Announcing:
    """The step `send`, repeated at the start and whenever there may be something, after a pause each time.

    One thread at a time calls the step; any thread may call `notice`.
    """

    send: SendAnnouncements
    clock: Clock
    _backoff: Backoff = field(default_factory=lambda: Backoff(LONGEST_PAUSE_SECONDS))
    _not_before: float = 0.0
    _look_at: float = 0.0

    def __call__(self) -> float:
        """Send what is stored, if it is time; return the seconds after which to call again, infinity after
        the next notice.
        """
        now = self.clock.seconds()
        if (pause := max(self._not_before, self._look_at) - now) > 0:
            return pause
        self._look_at = inf
        try:
            sending = self.send()
        except BaseException:
            # The caller of this step reports it; what is stored must not wait for the next event.
            self._wait(now, self._backoff.longer())
            raise
        if sending is Sending.DONE:
            self._backoff.reset()
            self._not_before = now + PAUSE_AFTER_SENDING_SECONDS
            return 0.0
        # Another worker is done soon; what has failed may fail for long.
        is_failure = sending is Sending.FAILED
        return self._wait(now, self._backoff.longer() if is_failure else FIRST_PAUSE_SECONDS)

    def notice(self) -> bool:
        """Note that something may be stored; return False if it is looked for before long anyhow."""
        is_news = self._look_at == inf
        if is_news:
            self._look_at = self._not_before
        return is_news

    def _wait(self, now: float, pause: float) -> float:
        self._not_before = self._look_at = now + pause
        return pause
