"""Try every kind of event for one person, with every statement of the worker, and leave nothing behind."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from time import perf_counter
from typing import Final

from adapters.oracle.database import Database
from adapters.oracle.delius import OracleDelius
from adapters.oracle.installation import read_installation
from adapters.oracle.outbox import OracleOutbox
from adapters.oracle.rehearsal import Rehearsal, Work, rehearsing
from domain.case import CaseRequest
from domain.event import Event
from domain.failures import Failure
from domain.identifiers import Crn
from domain.ports.clock import Clock
from domain.ports.outbox import OutboxInUse
from domain.recording import record
from entrypoints.operations.trial_events import trial_events

_ANNOUNCEMENTS: Final = 10


@dataclass(frozen=True, slots=True)
class Trial:
    """The result of one trial: its outcome, or the reason why it failed."""

    name: str
    outcome: str
    has_failed: bool
    seconds: float
    work: Work


def try_events(database: Database, crn: Crn, clock: Clock) -> Sequence[Trial]:
    """Try all nine kinds of event and the announcements. Nothing stays but numbers taken from sequences."""
    with rehearsing(database) as rehearsal:
        delius = OracleDelius(rehearsal, read_installation(rehearsal, clock), clock)
        outbox = OracleOutbox(rehearsal, clock)

        def recorded(event: Event) -> str:
            with delius.open_case(CaseRequest.of(event)) as opened:
                recording = record(event, opened.case, clock.now())
                if recording.changes is not None:
                    opened.commit(recording.changes)
            return str(recording.outcome)

        def announced() -> str:
            try:
                claimed = outbox.claim(_ANNOUNCEMENTS)
            except OutboxInUse as busy:
                return busy.reason
            outbox.finish(claimed)
            return f"{len(claimed)} stored"

        events = trial_events(crn, clock.now())
        works = {event_type.value: _bound(recorded, event) for event_type, event in events.items()}
        return [
            _tried(name, work, rehearsal) for name, work in (works | {"announcements": announced}).items()
        ]


def _bound(work: Callable[[Event], str], event: Event) -> Callable[[], str]:
    return lambda: work(event)


def _tried(name: str, work: Callable[[], str], rehearsal: Rehearsal) -> Trial:
    before, began = rehearsal.work, perf_counter()
    try:
        outcome, has_failed = work(), False
    except Failure as failure:
        outcome, has_failed = failure.reason, True
    after = rehearsal.work
    done = Work(after.statements - before.statements, after.rows - before.rows)
    return Trial(name, outcome, has_failed, perf_counter() - began, done)
