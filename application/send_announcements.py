"""From the outbox to the topic."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from enum import Enum, auto
from typing import Final

from application.neighbours import Neighbours
from domain.failures import Neighbour, Outage, TemporaryFailure
from domain.london import Instant
from domain.ports.announcements import Announcements
from domain.ports.clock import Clock
from domain.ports.outbox import Outbox, OutboxInUse, StoredAnnouncement
from domain.ports.telemetry import Telemetry

BATCH_LIMIT: Final = 10
# Whatever a topic takes that answers slowly, the claim must not run out over it.
PUBLISHING_TIME: Final = timedelta(seconds=15)
FIRST_DELAY: Final = timedelta(seconds=5)
LONGEST_DELAY: Final = timedelta(hours=1)
# They are named in a query, and no database takes more than a thousand there.
DELAYED_PEOPLE_LIMIT: Final = 500


class Sending(Enum):
    """The end of an attempt to publish all that is stored; true if nothing is left to publish now."""

    DONE = auto()
    IN_OTHER_HANDS = auto()
    FAILED = auto()

    def __bool__(self) -> bool:
        return self is Sending.DONE


@dataclass(frozen=True, slots=True)
class _Delay:
    until: Instant
    length: timedelta


@dataclass(slots=True)
class SendAnnouncements:
    """Publication of the outbox: at least once, and in the order of storing for each person (rule 4).

    - What the topic takes is removed, whatever becomes of its neighbours.
    - What the topic refuses, and what cannot be read, is kept and reported, and tried again after a pause
      that grows from five seconds to an hour. Only later ones of the same person wait for it.
    - When the topic or the outbox is away, all that was not taken stays stored for the next time.

    For one thread at a time.
    """

    outbox: Outbox
    announcements: Announcements
    telemetry: Telemetry
    clock: Clock
    neighbours: Neighbours
    _delays: dict[str, _Delay] = field(default_factory=dict)

    def __call__(self) -> Sending:
        """Publish until nothing is left to publish now, the topic or the outbox fails, or another worker is
        found to have announcements in hand.
        """
        began = self.clock.seconds()
        try:
            self._send_all()
        except OutboxInUse:
            return Sending.IN_OTHER_HANDS
        except TemporaryFailure as failure:
            # Only the work on events tells whether the database is there for them: this needs less of it.
            if isinstance(failure, Outage) and failure.neighbour is Neighbour.TOPIC:
                self.neighbours.failed(Neighbour.TOPIC, failure.reason)
            self.telemetry.report("AnnouncementsDelayed", {"reason": failure.reason})
            return Sending.FAILED
        self.neighbours.answered(Neighbour.TOPIC, began=began)
        return Sending.DONE

    def _send_all(self) -> None:
        """Publish batch after batch, until one has not been full."""
        while True:
            now = self.clock.now()
            latest = Instant(now + PUBLISHING_TIME)
            stored = self.outbox.claim(BATCH_LIMIT, self._delayed_people(now))
            if stored:
                self._send_batch(stored, latest)
            if len(stored) < BATCH_LIMIT and self.clock.now() < latest:
                return

    def _send_batch(self, stored: Sequence[StoredAnnouncement], latest: Instant) -> None:
        """Publish them, as far as there is time, and remove what was taken."""
        taken: list[StoredAnnouncement] = []
        try:
            for wave in self._waves(stored, latest):
                refused = self._publish(wave)
                taken += [each for each in wave if each.id not in refused]
        finally:
            self.outbox.finish(taken)

    def _delayed_people(self, now: Instant) -> Collection[str]:
        """Return whose announcements are not tried again yet. Outage if they are too many for one query."""
        self._delays = {
            person: delay for person, delay in self._delays.items() if now < delay.until + LONGEST_DELAY
        }
        delayed = [person for person, delay in self._delays.items() if now < delay.until]
        if len(delayed) > DELAYED_PEOPLE_LIMIT:
            raise Outage(f"the topic refuses what is about {len(delayed)} people", Neighbour.TOPIC)
        return delayed

    def _waves(
        self, stored: Sequence[StoredAnnouncement], latest: Instant
    ) -> Iterator[Sequence[StoredAnnouncement]]:
        """Yield what may go out together: of each person one, the next only when that one was taken."""
        waiting = list(stored)
        # Between two waves the one that takes them publishes, which tells who is delayed.
        while waiting and self.clock.now() < latest:
            wave = {each.person: each for each in reversed(waiting)}
            yield list(wave.values())[::-1]
            waiting = [
                each for each in waiting if each is not wave[each.person] and each.person not in self._delays
            ]

    def _publish(self, wave: Sequence[StoredAnnouncement]) -> Mapping[int, str]:
        """Publish those that can be read; return why others of them are kept, by their ids."""
        refused = {each.id: each.problem for each in wave if each.problem is not None}
        readable = [each for each in wave if each.id not in refused]
        if readable:
            refused |= self.announcements.publish(readable)
        for each in wave:
            if each.id in refused:
                self._delay(each, refused[each.id])
            else:
                self._delays.pop(each.person, None)
        return refused

    def _delay(self, kept: StoredAnnouncement, reason: str) -> None:
        before = self._delays.get(kept.person)
        length = min(before.length * 2, LONGEST_DELAY) if before else FIRST_DELAY
        self._delays[kept.person] = _Delay(Instant(self.clock.now() + length), length)
        self.telemetry.report(
            "AnnouncementKept",
            {
                "announcement": str(kept.id),
                "crn": kept.person,
                "announcementType": kept.event_type,
                "reason": reason,
            },
        )
