"""The application, wired once for every stack: each puts its own adapters behind the ports."""

from collections.abc import Callable
from typing import TypedDict

from dependency_injector import containers, providers

from application.handle_delivery import HandleDelivery
from application.neighbours import Neighbours
from application.outage import FailurePolicy, RetryPauses
from application.record_event import RecordEvent
from application.scheduler import Scheduler
from application.send_announcements import SendAnnouncements
from application.worker import Worker
from domain.ports.announcements import Announcements
from domain.ports.clock import Clock
from domain.ports.delius import Delius
from domain.ports.event_details import EventDetails
from domain.ports.inbound_events import InboundEvents
from domain.ports.outbox import Outbox
from domain.ports.telemetry import Telemetry
from entrypoints.worker.loops import Loops


class Ports(TypedDict):
    """A provider of an adapter for each port: the type checker rejects one that lacks or does not fit."""

    clock: Callable[[], Clock]
    telemetry: Callable[[], Telemetry]
    inbound_events: Callable[[], InboundEvents]
    event_details: Callable[[], EventDetails]
    delius: Callable[[], Delius]
    outbox: Callable[[], Outbox]
    announcements: Callable[[], Announcements]


class ApplicationContainer(containers.DeclarativeContainer):
    """The wiring of the application to its ports. `concurrency` messages are in work at once; so many
    `suspicious_people` whose events fail make a suspected outage.
    """

    clock: providers.Dependency[Clock] = providers.Dependency()
    telemetry: providers.Dependency[Telemetry] = providers.Dependency()
    inbound_events: providers.Dependency[InboundEvents] = providers.Dependency()
    event_details: providers.Dependency[EventDetails] = providers.Dependency()
    delius: providers.Dependency[Delius] = providers.Dependency()
    outbox: providers.Dependency[Outbox] = providers.Dependency()
    announcements: providers.Dependency[Announcements] = providers.Dependency()
    pauses = providers.Dependency(instance_of=RetryPauses)
    suspicious_people: providers.Dependency[int | None] = providers.Dependency()
    concurrency = providers.Dependency(instance_of=int)

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
    loops = providers.Singleton(Loops, clock=clock, telemetry=telemetry)
    worker = providers.Singleton(
        Worker,
        inbound=inbound_events,
        scheduler=providers.Singleton(Scheduler, concurrency=concurrency),
        handle=handle_delivery,
        send_announcements=send_announcements,
        clock=clock,
        telemetry=telemetry,
    )
