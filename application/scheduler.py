"""Choose the message that is worked on next, and say how many more may be received (rule 6).

Given the time and the pace, it says what is next: it reads no clock, waits for nothing and knows no thread.
Threads that share it lock around each call.
"""

from bisect import insort
from collections.abc import Collection, Iterable, Sequence
from math import inf
from typing import Final

from application.outage import Pace
from application.task import Task
from domain.london import Instant
from domain.ports.inbound_events import Delivery

BATCH_LIMIT: Final = 10
# Messages that wait for another try, or for a person's turn behind one, are only kept invisible.
HELD_LIMIT: Final = 500
# Of a few people, so many for each that may be in work: among fewer there may be too few different people.
MESSAGES_PER_PERSON: Final = 5
# Where so few people's events met an outage it may be their own trouble, and a new message could tell.
FEW_PEOPLE: Final = 3
NEW_PROBE_AFTER_SECONDS: Final = 20.0
NEW_PROBE_AMONG_MANY_AFTER_SECONDS: Final = 300.0


class Scheduler:
    """The messages in hand. Messages of one person take turns in the order in which they were sent; of
    different people the one that was tried least goes first, so that what is sick delays nobody else.

    During an outage one message is worked on, the probe, a different one each time where there is one.
    """

    def __init__(self, concurrency: int) -> None:
        self._concurrency = concurrency
        self._waiting: list[Task] = []  # the one sent first stands first
        self._in_work: set[Task] = set()
        self._troubled_people: set[str] = set()
        self._people_out_of_turn: set[str] = set()
        self._newest: Task | None = None
        self._newest_receive = -inf

    def __len__(self) -> int:
        """Return the number of messages in hand."""
        return len(self._waiting) + len(self._in_work)

    @property
    def has_waiting(self) -> bool:
        """Return whether there are messages in hand that nobody works on, which may be tried now or later."""
        return bool(self._waiting)

    def add(self, deliveries: Iterable[Delivery], now: float) -> None:
        """Take messages in hand that were received."""
        for delivery in deliveries:
            self._newest_receive = now
            self._wait(Task(delivery))

    def next(self, now: float, pace: Pace) -> Task | None:
        """Return the message whose try begins now; None if none may."""
        ready = [task for task in self._firsts() if self._ready_at(task, pace) <= now]
        if not ready:
            return None
        task = self._next_probe(ready) if pace.is_probing else min(ready, key=_least_tried)
        task.is_after_failure = task.person in self._troubled_people
        self._waiting.remove(task)
        self._in_work.add(task)
        self._newest = task
        return task

    def postpone(self, task: Task, until: float) -> None:
        """Keep a message in hand that is tried again, not before that time."""
        self._in_work.remove(task)
        task.not_before = until
        # Or an outage would last as long as all that may be tried are events that hang.
        self._people_out_of_turn |= {task.person} if task.missed_deadline else set()
        self._wait(task)

    def finished(self, task: Task, *, has_failed: bool = False) -> None:
        """Let go of a message that is settled; `has_failed` if it was tried as often as it may be for now."""
        self._in_work.remove(task)
        person = task.person
        self._troubled_people.discard(person)
        if not has_failed:
            self._people_out_of_turn.discard(person)
        if not any(other.person == person for other in self._waiting):
            self._people_out_of_turn.discard(person)
        elif has_failed:
            self._troubled_people.add(person)
            # In turn, twenty that hang would keep the person's next event waiting for twenty deadlines.
            self._people_out_of_turn |= {person} if task.missed_deadline else set()

    def free_slots(self, now: float, pace: Pace) -> int:
        """Return how many messages may be received."""
        if pace.is_probing:
            return 1 if self._needs_new_probe(now, pace) else 0
        return BATCH_LIMIT if self._has_room() and len(self) + BATCH_LIMIT <= HELD_LIMIT else 0

    def seconds_until_next(self, now: float, pace: Pace) -> float:
        """Return the seconds until a try may begin; infinity if only a change can let one begin."""
        return max(0.0, min((self._ready_at(task, pace) for task in self._firsts()), default=inf) - now)

    def give_up(self) -> Sequence[Delivery]:
        """Let go of all messages that nobody works on, and return them."""
        left, self._waiting = self._waiting, []
        return [task.delivery for task in left]

    def oldest(self) -> Instant | None:
        """Return when the oldest message in hand came into the queue; None if there is none."""
        in_hand = [*self._waiting, *self._in_work]
        return min((task.delivery.sent for task in in_hand), default=None)

    def _has_room(self) -> bool:
        """Return whether more are received, as too few different people are in hand to be worked on at once.

        A worker that is killed costs each message in hand a receive, so they are few; but what failed, and
        what waits behind it for the person's turn, must not keep the good events of others in the queue.
        """
        in_hand = [*self._waiting, *self._in_work]
        troubled = self._troubled_people | {task.person for task in in_hand if task.tries > 0}
        people = [task.person for task in self._in_work]
        people += [task.person for task in self._waiting if task.person not in troubled]
        is_few = len(people) <= self._concurrency * MESSAGES_PER_PERSON
        return is_few and len(set(people)) <= self._concurrency

    def _wait(self, task: Task) -> None:
        insort(self._waiting, task, key=lambda each: each.delivery.sent)

    def _firsts(self) -> Sequence[Task]:
        """Return the oldest message of each person of whom none is in work, the oldest first."""
        busy = {task.person for task in self._in_work}
        firsts: list[Task] = []
        for task in self._waiting:
            if task.person in self._people_out_of_turn or task.person not in busy:
                firsts.append(task)
                busy.add(task.person)
        return firsts

    def _ready_at(self, task: Task, pace: Pace) -> float:
        if not task.is_readable:
            return task.not_before
        if pace.is_probing and any(other.is_readable for other in self._in_work):
            return inf
        return max(task.not_before, pace.not_before)

    def _next_probe(self, ready: Sequence[Task]) -> Task:
        """Return the one that was probed least, but after one that told nothing one that will tell."""
        telling = [task for task in ready if task.tells_of_outage]
        has_told = self._newest is None or self._newest.tells_of_outage
        return min(ready if has_told or not telling else telling, key=_times_probed)

    def _needs_new_probe(self, now: float, pace: Pace) -> bool:
        """Return whether a new message is asked for, as those in hand may be all that meets the outage, or
        none of them may tell that it is over.
        """
        if not self._waiting or self._in_work:
            return not self._in_work
        has_untried = any(not task.probes and task.not_before <= now for task in self._firsts())
        people = {task.person for task in self._waiting}
        if has_untried or len(people) >= self._concurrency + BATCH_LIMIT or len(self) >= HELD_LIMIT:
            return False
        telling = {task.person for task in self._waiting if task.tells_of_outage}
        return not telling or now >= max(self._newest_receive, pace.since) + _pause_of_new_probes(telling)


def _pause_of_new_probes(people: Collection[str]) -> float:
    """Return the seconds between two new messages while the events of those people meet an outage."""
    return NEW_PROBE_AFTER_SECONDS if len(people) < FEW_PEOPLE else NEW_PROBE_AMONG_MANY_AFTER_SECONDS


def _times_probed(task: Task) -> tuple[bool, int]:
    """Return whether it hangs, which tells little, and how often it met an outage."""
    return task.missed_deadline, task.probes


def _least_tried(task: Task) -> tuple[bool, int, float]:
    """Return whether it has failed since it was received, how often it was received, and when it failed: what
    comes again goes after what is new, and what failed after both, the newest first. Where few tries may
    begin, the older ones have had their chance.
    """
    return task.tries > 0, task.delivery.receives, -task.began if task.tries else 0.0
