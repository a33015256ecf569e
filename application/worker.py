"""The steps of a worker: to receive, to handle, to announce, once each."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from math import inf
from threading import Lock
from typing import Final

from application.announcing import Announcing
from application.giving_back import GivingBack
from application.handle_delivery import Disposal, Handled, HandleDelivery, facts_of
from application.scheduler import Scheduler
from application.send_announcements import SendAnnouncements
from application.steps import FIRST_PAUSE_SECONDS, Backoff, StepKind
from application.task import Task
from domain.failures import Neighbour, Outage
from domain.london import Instant
from domain.ports.clock import Clock
from domain.ports.inbound_events import Delivery, InboundEvents
from domain.ports.telemetry import Telemetry

LONGEST_PAUSE_SECONDS: Final = 30.0
# Longer than the usual pauses after which a message comes again that the dead-letter queue refused.
SILENCE_SECONDS: Final = 3600.0
# A queue that answers at once with nothing, again and again, is not asked without a pause.
EMPTY_ANSWER_SECONDS: Final = 0.2


class _HeldForOutage(Exception):
    """An outage met by a try, raised so that the try's trace ends as a failure."""

    def __init__(self, handled: Handled) -> None:
        super().__init__()
        self.handled = handled


@dataclass(slots=True)
class Worker:
    """The work of a worker in steps, which threads repeat.

    Each step does one thing, waits for nothing but its neighbours, and returns the seconds after which it is
    worth calling again: 0 at once, infinity once `changed` is called with its kind. One thread is enough
    then: `handle_next` that finds a message calls for another thread itself if there may be more. A step may
    be called at any time: `handle_next` by several threads, `receive` and `announce` by one each. No port is
    called while a lock is held.
    """

    inbound: InboundEvents
    scheduler: Scheduler
    handle: HandleDelivery
    send_announcements: SendAnnouncements
    clock: Clock
    telemetry: Telemetry
    changed: Callable[[StepKind], None] = field(default=lambda _: None)
    _mutex: Lock = field(default_factory=Lock)
    _is_stopping: bool = False
    _receive_backoff: Backoff = field(default_factory=lambda: Backoff(LONGEST_PAUSE_SECONDS))
    _no_receive_before: float = 0.0
    _giving_back: GivingBack = field(init=False)
    _announcing: Announcing = field(init=False)

    def __post_init__(self) -> None:
        self._giving_back = GivingBack(self.inbound)
        self._announcing = Announcing(self.send_announcements, self.clock)

    def receive(self) -> float:
        """Receive once, if there is room for more messages."""
        now = self.clock.seconds()
        if now < self._no_receive_before and not self._is_stopping:
            return self._no_receive_before - now
        with self._mutex:
            if self._is_stopping:
                return inf
            slots = self.scheduler.free_slots(now, self.handle.policy.pace())
            if not slots:
                # Time alone may make room as well as a change.
                return FIRST_PAUSE_SECONDS
            self._giving_back.receive_begins()
        try:
            return self._receive(slots, now)
        finally:
            self._giving_back.receive_is_over()

    def handle_next(self) -> float:
        """Try one message, if one may be tried."""
        now = self.clock.seconds()
        with self._mutex:
            if self._is_stopping:
                return inf
            # In one lock, or several threads would start at once where one may.
            pace = self.handle.policy.pace()
            if (task := self.scheduler.next(now, pace)) is None:
                return self.scheduler.seconds_until_next(now, pace)
            self.handle.policy.began(task, now)
            may_be_more = self.scheduler.has_waiting
        if may_be_more:
            self.changed(StepKind.HANDLE)
        self._handle(task)
        return 0.0

    def announce(self) -> float:
        """Send what is stored, at the start and whenever there may be something."""
        return inf if self._is_stopping else self._announcing()

    def notice_announcements(self) -> None:
        """Let `announce` look for announcements: some are stored, which another worker may have left."""
        if self._announcing.notice():
            self.changed(StepKind.ANNOUNCE)

    def stop(self) -> None:
        """Receive and start nothing more, and give back what nobody works on yet."""
        self.handle.policy.stop()
        with self._mutex:
            self._is_stopping = True
            left = self.scheduler.give_up()
        self._giving_back.give_back(left)

    @property
    def is_stopping(self) -> bool:
        """Return whether no more messages are begun."""
        return self._is_stopping

    def in_hand(self) -> int:
        """Return the number of messages that this worker holds."""
        with self._mutex:
            return len(self.scheduler)

    def oldest(self) -> Instant | None:
        """Return when the oldest of these came into the queue; None if there is none."""
        with self._mutex:
            return self.scheduler.oldest()

    def _receive(self, slots: int, began: float) -> float:
        neighbours = self.handle.policy.neighbours
        try:
            deliveries = self.inbound.receive(slots)
        except Outage as outage:
            neighbours.failed(Neighbour.QUEUE, outage.reason)
            self.telemetry.report("QueueUnreachable", {"reason": outage.reason})
            return self._receive_later(self._receive_backoff.longer())
        neighbours.answered(Neighbour.QUEUE, began=began)
        # Another worker may have set aside what was refused here, so that nothing is left to show the end.
        neighbours.forget(Neighbour.DEAD_LETTER_QUEUE, SILENCE_SECONDS)
        self._receive_backoff.reset()
        self._take(deliveries)
        # A queue that says at once that there is nothing, instead of waiting, would be asked without end.
        is_hasty = not deliveries and self.clock.seconds() - began < EMPTY_ANSWER_SECONDS
        return self._receive_later(EMPTY_ANSWER_SECONDS) if is_hasty else 0.0

    def _receive_later(self, pause: float) -> float:
        self._no_receive_before = self.clock.seconds() + pause
        return pause

    def _take(self, deliveries: Sequence[Delivery]) -> None:
        now = self.clock.seconds()
        with self._mutex:
            is_late = self._is_stopping
            if not is_late:
                self.scheduler.add(deliveries, now)
        if is_late:
            self._giving_back.give_back(deliveries)
        elif deliveries:
            self.changed(StepKind.HANDLE)

    def _handle(self, task: Task) -> None:
        try:
            # What is held no longer comes again, to this worker or another.
            handled = self._follow(task) if self.inbound.is_held(task.delivery) else None
        except Outage as outage:
            # The queue took no settlement, so the message comes again by itself.
            self.handle.policy.neighbours.failed(outage.neighbour, outage.reason)
            self._let_go(task)
        except BaseException:
            # The caller of this step reports it; the message must not stand in its person's way for ever.
            self._keep(task, LONGEST_PAUSE_SECONDS)
            raise
        else:
            self._conclude(task, handled)

    def _follow(self, task: Task) -> Handled:
        delivery = task.delivery
        try:
            with self.telemetry.following(delivery.id, delivery.trace_parent):
                if task.tries == 0:
                    facts = {**facts_of(task), "receives": str(delivery.receives)}
                    self.telemetry.report("InWork", facts)
                return self._try(task)
        except _HeldForOutage as held:
            return held.handled

    def _try(self, task: Task) -> Handled:
        handled = self.handle(task)
        if handled.met_outage:
            raise _HeldForOutage(handled)
        return handled

    def _conclude(self, task: Task, handled: Handled | None) -> None:
        if handled is None:
            self._let_go(task)
        elif handled.result is Disposal.HELD:
            self._keep(task, handled.pause)
        else:
            if handled.announces:
                self.notice_announcements()
            self._let_go(task, has_failed=handled.result in list(Disposal) and task.tries > 0)

    def _let_go(self, task: Task, *, has_failed: bool = False) -> None:
        now = self.clock.seconds()
        with self._mutex:
            self.scheduler.finished(task, has_failed=has_failed)
            has_room = self.scheduler.free_slots(now, self.handle.policy.pace()) > 0
        # What may be handled now is looked for by the thread that calls this. Of ten that are settled in a
        # backlog one makes room: to wake whoever receives for each of them would only cost CPU.
        if has_room:
            self.changed(StepKind.RECEIVE)

    def _keep(self, task: Task, pause: float) -> None:
        until = self.clock.seconds() + pause
        with self._mutex:
            is_kept = not self._is_stopping
            if is_kept:
                self.scheduler.postpone(task, until)
        if is_kept:
            self.changed(StepKind.HANDLE)
            self.changed(StepKind.RECEIVE)
        else:
            self._let_go(task)
            self._giving_back.give_back([task.delivery])
