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
from application.handle_delivery import HandleDelivery
from application.neighbours import Neighbours
from application.outage import FailurePolicy, RetryPauses
from application.record_event import RecordEvent
from application.send_announcements import SendAnnouncements
from domain.ports.announcements import Announcements
from domain.ports.clock import Clock
from domain.ports.delius import Delius
from domain.ports.event_details import EventDetails
from domain.ports.inbound_events import InboundEvents
from domain.ports.outbox import Outbox
from domain.ports.telemetry import Telemetry
from entrypoints.sandbox.in_memory_delius_users import DeliusUsers
from entrypoints.sandbox.in_memory_delius_view import DeliusView


class InMemoryContainer(containers.DeclarativeContainer):
    """The wiring of the application to the adapters in memory. `now` is where the clock starts.

    What the application sees of an adapter is typed as its port; the second name of the same adapter is for
    looking into it. Nothing runs by itself: one event is played to its end before the next, so that several
    in trouble prove nothing, and a receive does not wait.
    """

    now = providers.Dependency(instance_of=datetime)

    settable_clock = providers.Singleton(InMemoryClock, now=now)
    clock: providers.Provider[Clock] = providers.Callable(settable_clock)
    reports = providers.Singleton(InMemoryTelemetry)
    telemetry: providers.Provider[Telemetry] = providers.Callable(reports)
    topic = providers.Singleton(InMemoryAnnouncements)
    announcements: providers.Provider[Announcements] = providers.Callable(topic)
    visibility_timeout: providers.Provider[float] = providers.Object(30.0)
    longest_poll: providers.Provider[float] = providers.Object(0.0)
    queue = providers.Singleton(
        InMemoryInboundEvents,
        clock=clock,
        visibility_timeout=visibility_timeout,
        longest_poll=longest_poll,
    )
    inbound_events: providers.Provider[InboundEvents] = providers.Callable(queue)
    api_url: providers.Provider[str | None] = providers.Object(None)
    api = providers.Singleton(InMemoryEventDetails, url=api_url)
    event_details: providers.Provider[EventDetails] = providers.Callable(api)

    tables = providers.Singleton(Tables)
    delius_users = providers.Singleton(DeliusUsers, tables=tables)
    delius_view = providers.Singleton(DeliusView, tables=tables)
    delius: providers.Provider[Delius] = providers.Singleton(InMemoryDelius, tables=tables)
    outbox: providers.Provider[Outbox] = providers.Singleton(InMemoryOutbox, tables=tables, clock=clock)

    pauses: providers.Provider[RetryPauses] = providers.Singleton(RetryPauses)
    suspicious_people: providers.Provider[int | None] = providers.Object(None)
    neighbours = providers.Singleton(Neighbours, clock=clock, telemetry=telemetry)
    policy = providers.Singleton(
        FailurePolicy,
        neighbours=neighbours,
        clock=clock,
        pauses=pauses,
        suspicious_people=suspicious_people,
    )
    record_event = providers.Singleton(
        RecordEvent, details=event_details, delius=delius, clock=clock, telemetry=telemetry
    )
    handle_delivery = providers.Singleton(
        HandleDelivery,
        inbound=inbound_events,
        record_event=record_event,
        clock=clock,
        telemetry=telemetry,
        policy=policy,
    )
    send_announcements = providers.Singleton(
        SendAnnouncements,
        outbox=outbox,
        announcements=announcements,
        telemetry=telemetry,
        clock=clock,
        neighbours=neighbours,
    )
