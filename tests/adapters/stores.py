"""The stores that are held to the contract of the ports `Delius` and `Outbox`, and how to look into each."""

from dataclasses import dataclass

from adapters.in_memory.clock import InMemoryClock
from adapters.in_memory.delius.delius import InMemoryDelius
from adapters.in_memory.delius.outbox import InMemoryOutbox
from adapters.in_memory.delius.tables import Tables
from adapters.in_memory.delius.users import DeliusUsers
from adapters.in_memory.delius.view import DeliusView
from domain.ports.delius import Delius
from domain.ports.outbox import Outbox


@dataclass(frozen=True, slots=True)
class Store:
    """One store, what people do there beside the service, and what they see."""

    delius: Delius
    outbox: Outbox
    users: DeliusUsers
    view: DeliusView


def in_memory(clock: InMemoryClock) -> Store:
    """The store in memory; it waits a short while for a lock."""
    tables = Tables()
    return Store(
        InMemoryDelius(tables, clock, lock_wait=0.05),
        InMemoryOutbox(tables),
        DeliusUsers(tables),
        DeliusView(tables),
    )
