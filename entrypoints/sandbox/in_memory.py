"""The whole service on parts in memory, for the demo, the replay and the tests."""

from datetime import datetime

from dependency_injector import containers, providers

from adapters.in_memory.announcements import InMemoryAnnouncements
from adapters.in_memory.clock import InMemoryClock
from adapters.in_memory.delius.delius import InMemoryDelius
from adapters.in_memory.delius.outbox import InMemoryOutbox
from adapters.in_memory.delius.tables import Tables
from adapters.in_memory.event_details import InMemoryEventDetails
from adapters.in_memory.inbound_events import InMemoryInboundEvents
from adapters.in_memory.telemetry import InMemoryTelemetry
from application.outage import RetryPauses
from domain.ports.delius import Delius
from domain.ports.outbox import Outbox
from entrypoints.sandbox.in_memory_delius_users import DeliusUsers
from entrypoints.sandbox.in_memory_delius_view import DeliusView
from entrypoints.worker.application import ApplicationContainer, Ports


class InMemoryContainer(containers.DeclarativeContainer):
    """The wiring of the application to the adapters in memory. `now` is where the clock starts.

    Nothing runs by itself until somebody starts the worker: one event is played to its end before the next,
    so that several in trouble prove nothing, and a receive does not wait.
    """

    now = providers.Dependency(instance_of=datetime)

    clock = providers.Singleton(InMemoryClock, now=now)
    telemetry = providers.Singleton(InMemoryTelemetry)
    visibility_timeout: providers.Provider[float] = providers.Object(30.0)
    longest_poll: providers.Provider[float] = providers.Object(0.0)
    queue = providers.Singleton(
        InMemoryInboundEvents, clock=clock, visibility_timeout=visibility_timeout, longest_poll=longest_poll
    )
    api_url: providers.Provider[str | None] = providers.Object(None)
    api = providers.Singleton(InMemoryEventDetails, url=api_url)
    topic = providers.Singleton(InMemoryAnnouncements)

    tables = providers.Singleton(Tables)
    delius_users = providers.Singleton(DeliusUsers, tables=tables)
    delius_view = providers.Singleton(DeliusView, tables=tables)
    delius: providers.Provider[Delius] = providers.Singleton(InMemoryDelius, tables=tables)
    outbox: providers.Provider[Outbox] = providers.Singleton(InMemoryOutbox, tables=tables, clock=clock)

    pauses = providers.Singleton(RetryPauses)
    suspicious_people: providers.Provider[int | None] = providers.Object(None)
    concurrency: providers.Provider[int] = providers.Object(2)
    application = providers.Container(
        ApplicationContainer,
        **Ports(
            clock=clock,
            telemetry=telemetry,
            inbound_events=queue,
            event_details=api,
            delius=delius,
            outbox=outbox,
            announcements=topic,
        ),
        pauses=pauses,
        suspicious_people=suspicious_people,
        concurrency=concurrency,
    )
