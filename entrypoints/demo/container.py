"""The whole service in memory, as it works by itself."""

from typing import Final

from dependency_injector import providers

from application.handle_delivery import RetryPauses
from application.outage import OutageGuard
from application.scheduler import Lanes
from application.worker import Worker
from domain.ports.clock import Clock
from entrypoints.sandbox.in_memory import InMemoryContainer

HANDLING_THREADS: Final = 2
_PAUSES: Final = RetryPauses(handed_back=(5.0, 10.0))
"""Long enough to be seen, short enough to be waited for."""

_FOR_EVER: Final = 365 * 24 * 3600.0
"""The only worker lives as long as the queue, and an outage may last: nobody else waits for its messages."""


class DemoContainer(InMemoryContainer):
    """Adds a worker, as production has it, to the service in memory."""

    lanes = providers.Singleton(Lanes, guard=InMemoryContainer.guard, concurrency=HANDLING_THREADS)
    worker = providers.Singleton(
        Worker,
        inbound=InMemoryContainer.inbound_events,
        lanes=lanes,
        handle=InMemoryContainer.handle_delivery,
        send_announcements=InMemoryContainer.send_announcements,
        telemetry=InMemoryContainer.telemetry,
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
        guard=providers.Singleton(OutageGuard),
    )
