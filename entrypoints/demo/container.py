"""The whole service in memory, as it works by itself."""

from typing import Final

from dependency_injector import providers

from application.outage import SUSPICIOUS_PEOPLE, RetryPauses
from application.scheduler import Scheduler
from application.worker import Worker
from domain.ports.clock import Clock
from entrypoints.sandbox.in_memory import InMemoryContainer
from entrypoints.worker.loops import Bell, Loops

HANDLING_THREADS: Final = 2
_PAUSES: Final = RetryPauses(handed_back=(5.0, 10.0))
"""Long enough to be seen, short enough to be waited for."""

_FOR_EVER: Final = 365 * 24 * 3600.0
"""The only worker lives as long as the queue, and an outage may last: nobody else waits for its messages."""


class DemoContainer(InMemoryContainer):
    """Adds a worker, as production has it, to the service in memory."""

    scheduler = providers.Singleton(Scheduler, concurrency=HANDLING_THREADS)
    bell = providers.Singleton(Bell)
    loops = providers.Singleton(
        Loops, bell=bell, clock=InMemoryContainer.clock, telemetry=InMemoryContainer.telemetry
    )
    worker = providers.Singleton(
        Worker,
        inbound=InMemoryContainer.inbound_events,
        scheduler=scheduler,
        handle=InMemoryContainer.handle_delivery,
        send_announcements=InMemoryContainer.send_announcements,
        clock=InMemoryContainer.clock,
        telemetry=InMemoryContainer.telemetry,
        changed=bell.provided.ring,
    )


def demo_container(clock: Clock, api_url: str) -> DemoContainer:
    """A container whose worker can run: its clock goes, its receives wait, and it knows an outage, and a
    foreign API.
    """
    return DemoContainer(
        now=clock.now(),
        clock=clock,
        api_url=api_url,
        visibility_timeout=_FOR_EVER,
        longest_poll=0.2,
        pauses=_PAUSES,
        suspicious_people=SUSPICIOUS_PEOPLE,
    )
