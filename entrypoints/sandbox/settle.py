"""Handle one message by itself, without the threads of a worker."""

from collections.abc import Callable

from application.handle_delivery import Disposal, Handled, HandleDelivery
from application.task import Task


def settle(handle: HandleDelivery, task: Task, pause: Callable[[float], None]) -> Handled:
    """Try as often as a worker does while it holds the message, and return what became of it in the end. One
    that met an outage stays in hand.
    """
    handled = handle(task)
    while handled.result is Disposal.HELD and not handled.met_outage:
        pause(handled.pause)
        handled = handle(task)
    return handled
