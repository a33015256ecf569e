"""Rules of the application and of the adapters, broken on purpose one at a time: the simulator finds each."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any, Final

from adapters.in_memory.delius import delius as delius_module
from adapters.in_memory.delius import reading, writing
from adapters.in_memory.delius.delius import InMemoryDelius, InMemoryOpenCase
from adapters.in_memory.delius.outbox import InMemoryOutbox
from adapters.in_memory.delius.tables import Tables
from adapters.in_memory.inbound_events import InMemoryInboundEvents
from application.giving_back import GivingBack
from application.handle_delivery import Disposal, Handled, HandleDelivery
from application.neighbours import Neighbours
from application.outage import FailurePolicy, HandBack, Pace, SetAside, Verdict
from application.record_event import RecordEvent
from application.scheduler import Scheduler
from application.send_announcements import SendAnnouncements
from application.task import Task
from application.worker import Worker
from domain.case import Case, CaseRequest
from domain.changes import Changes
from domain.event import Event
from domain.failures import Failure, Neighbour, Outage, TemporaryFailure, UnclearFailure
from domain.history import History
from domain.notification import Notification
from domain.outcome import Outcome
from domain.person import surviving
from domain.ports.inbound_events import Delivery
from domain.ports.outbox import StoredAnnouncement
from domain.recording import Recording


@dataclass(frozen=True, slots=True)
class Broken:
    """A rule that is broken by a stand-in for an attribute."""

    where: object
    name: str
    stand_in: object


_failed, _finished, _wait = FailurePolicy.failed, Scheduler.finished, Scheduler._wait
_pace, _postpone = FailurePolicy.pace, Scheduler.postpone
_receive, _commit, _write = InMemoryInboundEvents.receive, InMemoryOpenCase.commit, writing.write
_read_case = reading.read_case


def _acknowledge_before_recording(self: HandleDelivery, task: Task) -> Handled:
    self.inbound.acknowledge(task.delivery)
    try:
        return Handled(self._record(task).outcome)
    except Failure as failure:
        return Handled(Disposal.SET_ASIDE, failure.reason)


def _never_acknowledge(self: HandleDelivery, task: Task) -> Handled:
    try:
        return Handled(self._record(task).outcome)
    except Failure as failure:
        return self._settle(task, failure)


def _take_every_failure_for_done(self: HandleDelivery, task: Task, failure: Failure) -> Handled:
    self.inbound.acknowledge(task.delivery)
    return Handled(Outcome.RECORDED)


def _set_aside_whatever_fails(self: FailurePolicy, task: Task, failure: Failure) -> Verdict:
    return SetAside()


def _set_aside_in_an_outage(self: FailurePolicy, task: Task, failure: Failure) -> Verdict:
    return SetAside() if isinstance(failure, Outage) else _failed(self, task, failure)


def _hand_back_in_an_outage(self: FailurePolicy, task: Task, failure: Failure) -> Verdict:
    if isinstance(failure, Outage):
        return SetAside() if task.delivery.is_last else HandBack(60.0)
    return _failed(self, task, failure)


def _set_aside_what_is_not_there_yet(self: FailurePolicy, task: Task, failure: Failure) -> Verdict:
    is_plain = isinstance(failure, TemporaryFailure) and not isinstance(failure, Outage | UnclearFailure)
    return SetAside() if is_plain else _failed(self, task, failure)


def _an_outage_never_ends(self: Neighbours, *neighbours: object, began: float) -> None:
    """Note nothing."""


def _nothing_is_tried_in_an_outage(self: FailurePolicy) -> Pace:
    pace = _pace(self)
    return Pace(float("inf"), is_probing=True) if pace.is_probing else pace


def _keep_everybody_waiting(self: Scheduler, task: Task, until: float) -> None:
    _postpone(self, task, until + 120.0)


def _a_person_waits_for_what_failed(self: Scheduler, task: Task, *, has_failed: bool = False) -> None:
    if has_failed:
        self._in_work.add(Task(task.delivery))
    _finished(self, task, has_failed=has_failed)


def _what_is_received_is_forgotten(self: Scheduler, deliveries: Iterable[Delivery], now: float) -> None:
    for delivery in list(deliveries)[1:]:
        _wait(self, Task(delivery))


def _nothing_left_is_looked_for(self: Worker) -> float:
    return 3_600.0


def _publish_in_any_order(
    self: SendAnnouncements, stored: Sequence[StoredAnnouncement], latest: object
) -> Iterator[Sequence[StoredAnnouncement]]:
    yield list(reversed(stored))


def _remove_before_publishing(
    self: SendAnnouncements, stored: Sequence[StoredAnnouncement], _: object
) -> None:
    self.outbox.finish(stored)
    self.announcements.publish(stored)


def _remove_what_was_refused(
    self: SendAnnouncements, stored: Sequence[StoredAnnouncement], _: object
) -> None:
    self.announcements.publish(stored)
    self.outbox.finish(stored)


def _one_refused_delays_all(self: SendAnnouncements, now: object) -> Sequence[str]:
    if self._delays:
        raise Outage("the topic refuses something", Neighbour.TOPIC)
    return ()


def _keep_the_lease_of_nothing(
    self: InMemoryOutbox, limit: int, passing_by: Sequence[str] = ()
) -> Sequence[StoredAnnouncement]:
    raise Outage("somebody else has the outbox", Neighbour.DATABASE)


@contextmanager
def _nobody_locks_the_person(self: InMemoryDelius, request: CaseRequest) -> Iterator[InMemoryOpenCase]:
    person = surviving(request.crn, self._tables.live_person, self._tables.merges)
    yield InMemoryOpenCase(self._tables, person, _read_case(self._tables, person, request))


def _write_over_what_others_wrote(tables: Tables, person: object, changes: Changes) -> None:
    """Check no version."""


def _forget_what_was_applied(tables: Tables, person: object, request: CaseRequest) -> Case:
    return replace(_read_case(tables, person, request), history=History())  # type: ignore[arg-type]  # of any person


def _store_no_announcement(tables: Tables, person: Any, changes: Changes) -> None:
    _write(tables, person, changes)
    for _ in changes.announcements:
        tables.outbox.popitem()


def _remember_no_residence(self: Tables, row: object) -> None:
    """Store nothing."""


def _write_half(self: InMemoryOpenCase, changes: Changes) -> None:
    _commit(self, replace(changes, added_address=None, changed_addresses=(), residences=(), announcements=()))


def _lose_what_is_handed_back(self: InMemoryInboundEvents, delivery: Delivery, pause: float) -> None:
    self.acknowledge(delivery)


def _count_no_receive(self: InMemoryInboundEvents, limit: int) -> Sequence[Delivery]:
    return [replace(each, is_last=True) for each in _receive(self, limit)]


def _keep_nothing_invisible(self: InMemoryInboundEvents, delivery: Delivery) -> None:
    """Extend nothing."""


def _set_aside_without_a_reason(self: InMemoryInboundEvents, delivery: Delivery, reason: str) -> None:
    with self._holding(delivery) as message:
        if message is not None:
            del self._messages[message.id]
            self._dead_letters.append(message)


def _set_aside_into_nothing(self: InMemoryInboundEvents, delivery: Delivery, reason: str) -> None:
    self.acknowledge(delivery)


def _record_nothing(self: RecordEvent, notification: Notification, event: Event) -> Recording:
    return Recording(outcome=Outcome.RECORDED)


def _stop_without_giving_back(self: GivingBack, deliveries: Iterable[Delivery]) -> None:
    for delivery in deliveries:
        self.inbound.acknowledge(delivery)


BROKEN: Final[Mapping[str, Broken]] = {
    "acknowledge before recording": Broken(HandleDelivery, "__call__", _acknowledge_before_recording),
    "never acknowledge": Broken(HandleDelivery, "__call__", _never_acknowledge),
    "take every failure for done": Broken(HandleDelivery, "_settle", _take_every_failure_for_done),
    "record nothing": Broken(RecordEvent, "record", _record_nothing),
    "set aside whatever fails": Broken(FailurePolicy, "failed", _set_aside_whatever_fails),
    "set aside in an outage": Broken(FailurePolicy, "failed", _set_aside_in_an_outage),
    "hand back in an outage": Broken(FailurePolicy, "failed", _hand_back_in_an_outage),
    "set aside what is not there yet": Broken(FailurePolicy, "failed", _set_aside_what_is_not_there_yet),
    "an outage never ends": Broken(Neighbours, "answered", _an_outage_never_ends),
    "nothing is tried in an outage": Broken(FailurePolicy, "pace", _nothing_is_tried_in_an_outage),
    "wait for every pause in place": Broken(Scheduler, "postpone", _keep_everybody_waiting),
    "a person waits for what failed": Broken(Scheduler, "finished", _a_person_waits_for_what_failed),
    "what is received is forgotten": Broken(Scheduler, "add", _what_is_received_is_forgotten),
    "a stop gives nothing back": Broken(GivingBack, "give_back", _stop_without_giving_back),
    "announcements wait for an hour": Broken(Worker, "announce", _nothing_left_is_looked_for),
    "announce in any order": Broken(SendAnnouncements, "_waves", _publish_in_any_order),
    "remove before publishing": Broken(SendAnnouncements, "_send_batch", _remove_before_publishing),
    "remove what was refused": Broken(SendAnnouncements, "_send_batch", _remove_what_was_refused),
    "one that is refused delays all": Broken(SendAnnouncements, "_delayed_people", _one_refused_delays_all),
    "an outbox that nobody gets": Broken(InMemoryOutbox, "claim", _keep_the_lease_of_nothing),
    "nobody locks the person": Broken(InMemoryDelius, "open_case", _nobody_locks_the_person),
    "write over what others wrote": Broken(writing, "_check_versions", _write_over_what_others_wrote),
    "forget what was applied": Broken(delius_module, "read_case", _forget_what_was_applied),
    "remember no residence": Broken(Tables, "remember", _remember_no_residence),
    "write half": Broken(InMemoryOpenCase, "commit", _write_half),
    "lose what is handed back": Broken(InMemoryInboundEvents, "hand_back", _lose_what_is_handed_back),
    "every receive is the last": Broken(InMemoryInboundEvents, "receive", _count_no_receive),
    "keep nothing invisible": Broken(InMemoryInboundEvents, "extend", _keep_nothing_invisible),
    "set aside without a reason": Broken(InMemoryInboundEvents, "set_aside", _set_aside_without_a_reason),
    "set aside into nothing": Broken(InMemoryInboundEvents, "set_aside", _set_aside_into_nothing),
}
