"""A scheduler with messages in hand, and what becomes of their tries."""

from application.outage import Pace
from application.scheduler import Scheduler
from application.task import Task
from domain.ports.inbound_events import Delivery

FULL = Pace()
PROBING = Pace(not_before=0.0, is_probing=True)


def holding(*deliveries: Delivery, concurrency: int = 2) -> Scheduler:
    """A scheduler with these messages in hand."""
    scheduler = Scheduler(concurrency)
    scheduler.add(deliveries, now=0.0)
    return scheduler


def started(scheduler: Scheduler, pace: Pace = FULL, now: float = 0.0) -> Task:
    """The message whose try begins now."""
    task = scheduler.next(now, pace)
    assert task is not None
    return task


def fails(scheduler: Scheduler, task: Task, until: float = 0.0) -> None:
    """Let its try fail of itself."""
    task.tries += 1
    scheduler.postpone(task, until)


def meets_outage(scheduler: Scheduler, task: Task) -> None:
    """Let its try meet an outage."""
    task.probes += 1
    scheduler.postpone(task, 0.0)
