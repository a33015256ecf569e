"""The whole service on its real neighbours."""

import random
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Final

import httpx
from dependency_injector import containers, providers

from adapters.http.client import new_client
from adapters.http.event_details import HttpEventDetails
from adapters.http.token import BearerToken, Tokens
from adapters.network.aws import sns_client, sqs_client
from adapters.oracle.backlog import read_backlog
from adapters.oracle.database import Database
from adapters.oracle.delius import OracleDelius
from adapters.oracle.installation import read_installation
from adapters.oracle.outbox import OracleOutbox
from adapters.sns.announcements import SnsAnnouncements
from adapters.sqs.checks import queue_checks
from adapters.sqs.depth import read_depth
from adapters.sqs.inbound_events import SqsInboundEvents
from adapters.sqs.policy import QueuePolicy, read_policy
from adapters.sqs.queues import find_queue
from adapters.system.clock import SystemClock
from adapters.telemetry.metrics import Metrics
from adapters.telemetry.observed import ObservedAnnouncements, ObservedDelius, ObservedEventDetails
from adapters.telemetry.telemetry import LoggedTelemetry
from adapters.telemetry.traces import Traces, is_exporting, tracer_provider
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
from entrypoints.worker.loops import Bell, Loops
from entrypoints.worker.observer import Observer
from entrypoints.worker.queue_parts import QueueUpkeep
from entrypoints.worker.settings import WorkerSettings

if TYPE_CHECKING:
    from types_boto3_sqs import SQSClient

# So short that 250 locked people, ten at a time, keep a good event waiting for less than a minute.
_LOCK_WAIT_SECONDS: Final = 2.0


def _queue_url(client: "SQSClient", settings: WorkerSettings) -> str:
    return settings.queue_url or find_queue(client, str(settings.queue_name))


def _database(settings: WorkerSettings) -> Iterator[Database]:
    # Two connections more than there are events in work: for the outbox, and for the look at it.
    connections = settings.concurrency + 2
    database = Database.at(settings.delius_url, settings.delius_username, connections, _LOCK_WAIT_SECONDS)
    yield database
    database.close()


def _http_client(connections: int) -> Iterator[httpx.Client]:
    with new_client(connections) as client:
        yield client


def _traces() -> Iterator[Traces]:
    # Spans around each exchange cost time, and nobody sees them where none are exported.
    traces = Traces(provider=tracer_provider(), with_neighbours=is_exporting())
    yield traces
    traces.close()


def _observer(
    client: "Callable[[], SQSClient]",
    queue_url: Callable[[], str],
    policy: Callable[[], QueuePolicy],
    database: Callable[[], Database],
) -> Observer:
    # Each is asked for only when it is looked at: metrics are told of before a neighbour may be there.
    return Observer.of(
        queue=lambda: read_depth(client(), queue_url()),
        dead_letters=lambda: read_depth(client(), policy().dead_letter_url),
        outbox=lambda: read_backlog(database()),
    )


def _with_jitter(pause: float) -> float:
    """A fifth more or less, so that pauses still grow."""
    return random.uniform(0.8 * pause, 1.2 * pause)  # noqa: S311


class WorkerContainer(containers.DeclarativeContainer):
    """The wiring of the application to SQS, the CAS3 API, the database of Delius and SNS.

    Building the parts asks the queue for its policy and Delius for its reference data. What has to be closed
    is closed by `shutdown_resources`.
    """

    settings = providers.Dependency(instance_of=WorkerSettings)

    clock: providers.Provider[Clock] = providers.Singleton(SystemClock)
    metrics = providers.Singleton(Metrics)
    traces = providers.Resource(_traces)
    telemetry: providers.Provider[Telemetry] = providers.Singleton(
        LoggedTelemetry, metrics=metrics, traces=traces
    )

    sqs_client = providers.Singleton(
        sqs_client, region=settings.provided.aws_region, handlers=settings.provided.concurrency
    )
    queue_url = providers.Singleton(_queue_url, client=sqs_client, settings=settings)
    queue_policy = providers.Singleton(
        read_policy,
        client=sqs_client,
        queue_url=queue_url,
        dead_letter_url=settings.provided.dead_letter_queue_url,
    )
    queue = providers.Singleton(SqsInboundEvents, client=sqs_client, queue_url=queue_url, policy=queue_policy)
    inbound_events: providers.Provider[InboundEvents] = providers.Callable(queue)
    upkeep: providers.Provider[QueueUpkeep] = providers.Callable(queue)
    queue_checks: providers.Provider[Mapping[str, Callable[[], str]]] = providers.Singleton(
        queue_checks,
        client=sqs_client.provider,
        queue_url=queue_url.provider,
        policy=queue_policy.provider,
    )

    http_client = providers.Resource(_http_client, connections=settings.provided.concurrency)
    tokens = providers.Singleton(
        Tokens,
        client=http_client,
        url=settings.provided.token_url,
        client_id=settings.provided.client_id,
        client_secret=settings.provided.client_secret,
    )
    auth = providers.Singleton(BearerToken, tokens=tokens)
    event_details: providers.Provider[EventDetails] = providers.Singleton(
        ObservedEventDetails,
        details=providers.Singleton(
            HttpEventDetails,
            client=http_client,
            auth=auth,
            api_url=settings.provided.api_url,
            details_path=settings.provided.details_path,
        ),
        metrics=metrics,
        traces=traces,
    )

    database = providers.Resource(_database, settings=settings)
    installation = providers.Singleton(read_installation, database=database, clock=clock)
    delius: providers.Provider[Delius] = providers.Singleton(
        ObservedDelius,
        delius=providers.Singleton(OracleDelius, database=database, installation=installation, clock=clock),
        metrics=metrics,
        traces=traces,
        system=database.provided.dialect,
    )
    outbox: providers.Provider[Outbox] = providers.Singleton(OracleOutbox, database=database, clock=clock)

    sns_client = providers.Singleton(
        sns_client, region=settings.provided.aws_region, handlers=settings.provided.concurrency
    )
    announcements: providers.Provider[Announcements] = providers.Singleton(
        ObservedAnnouncements,
        announcements=providers.Singleton(
            SnsAnnouncements, client=sns_client, topic_arn=settings.provided.topic_arn
        ),
        traces=traces,
    )

    neighbours = providers.Singleton(Neighbours, clock=clock, telemetry=telemetry)
    policy = providers.Singleton(
        FailurePolicy,
        neighbours=neighbours,
        clock=clock,
        pauses=providers.Singleton(
            RetryPauses, handed_back=settings.provided.retry_pauses, jitter=providers.Object(_with_jitter)
        ),
    )
    scheduler = providers.Singleton(Scheduler, concurrency=settings.provided.concurrency)
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
    observer = providers.Singleton(
        _observer,
        client=sqs_client.provider,
        queue_url=queue_url.provider,
        policy=queue_policy.provider,
        database=database.provider,
    )
    bell = providers.Singleton(Bell)
    loops = providers.Singleton(Loops, bell=bell, clock=clock, telemetry=telemetry)
    keepers = providers.Singleton(Loops, bell=bell, clock=clock, telemetry=telemetry)
    worker = providers.Singleton(
        Worker,
        inbound=inbound_events,
        scheduler=scheduler,
        handle=handle_delivery,
        send_announcements=send_announcements,
        clock=clock,
        telemetry=telemetry,
        changed=bell.provided.ring,
    )
