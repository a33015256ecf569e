"""Handle what is in the queue, one message after the other."""

from collections.abc import Iterator

from application.handle_delivery import Handled
from application.task import Task
from entrypoints.sandbox.in_memory import InMemoryContainer
from entrypoints.sandbox.settle import settle

_BATCH_LIMIT = 10


def work_off(container: InMemoryContainer) -> Iterator[Handled]:
    """Yield the result of each message that is visible now, as it is handled and its announcements sent."""
    inbound, application = container.queue(), container.application()
    handle, send_announcements = application.handle_delivery(), application.send_announcements()
    while deliveries := inbound.receive(_BATCH_LIMIT):
        for delivery in deliveries:
            handled = settle(handle, Task(delivery), container.clock().wait)
            yield handled
            if handled.announces:
                send_announcements()
