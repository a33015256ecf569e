"""The demo to look at and to try: everything in memory, seen on a page."""

from adapters.system.clock import SystemClock
from entrypoints.demo.stage.in_memory import in_memory
from entrypoints.demo.stage.page import Address
from entrypoints.demo.stage.performance import perform
from entrypoints.stop import listening


def run_demo_page(address: Address) -> int:
    """Stays until Ctrl-C; 0. UnusableInput if the page cannot be served there."""
    clock = SystemClock()
    with listening() as stop, in_memory(clock) as surroundings:
        perform(surroundings, clock, address, stop)
    return 0
