"""The whole service on its real neighbours."""

import random
from collections.abc import Callable, Mapping
from typing import Final

from dependency_injector import containers, providers

from adapters.http.client import new_client
from adapters.http.event_details import HttpEventDetails
from adapters.http.token import Tokens
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
from adapters.sqs.policy import read_policy
from adapters.sqs.queues import find_queue
from adapters.system.clock import SystemClock
from adapters.telemetry.aws_calls import traced
from adapters.telemetry.metrics import Metrics
from adapters.telemetry.observed import ObservedDelius, ObservedEventDetails
from adapters.telemetry.telemetry import LoggedTelemetry
from adapters.telemetry.traces import Traces, is_exporting, tracer_provider
from application.outage import RetryPauses
from application.suspicion import SUSPICIOUS_PEOPLE
from entrypoints.worker.application import ApplicationContainer, Ports
from entrypoints.worker.credentials import CurrentCredentials
from entrypoints.worker.loops import Loops
from entrypoints.worker.observer import Observer
from entrypoints.worker.queue_parts import QueueUpkeep
from entrypoints.worker.settings import WorkerSettings

# So short that 250 locked people, ten at a time, keep a good event waiting for less than a minute.
_LOCK_WAIT_SECONDS: Final = 2.0


def _with_jitter(pause: float) -> float:
    """A fifth more or less, so that pauses still grow."""
    return random.uniform(0.8 * pause, 1.2 * pause)  # noqa: S311 - nothing secret


class WorkerContainer(containers.DeclarativeContainer):
    """The wiring of the application to SQS, the CAS3 API, the database of Delius and SNS.

    Building the parts asks the queue for its policy and Delius for its reference data. What has to be closed
    is closed by `shutdown_resources`.
    """

    settings = providers.Dependency(instance_of=WorkerSettings)
    credentials = providers.Singleton(CurrentCredentials, settings=settings)

    clock = providers.Singleton(SystemClock)
    metrics = providers.Singleton(Metrics)
    # What is noted on spans costs time, and nobody sees it where none are exported.
    traces = providers.Resource(
        Traces, provider=providers.Callable(tracer_provider), are_exported=providers.Callable(is_exporting)
    )
    telemetry = providers.Singleton(LoggedTelemetry, metrics=metrics, traces=traces)

    sqs_client = providers.Singleton(
        traced,
        client=providers.Singleton(
            sqs_client, region=settings.provided.aws_region, handlers=settings.provided.concurrency
        ),
        traces=traces,
    )
    queue_url = providers.Singleton(
        find_queue, client=sqs_client, url=settings.provided.queue_url, name=settings.provided.queue_name
    )
    queue_policy = providers.Singleton(
        read_policy,
        client=sqs_client,
        queue_url=queue_url,
        dead_letter_url=settings.provided.dead_letter_queue_url,
    )
    queue = providers.Singleton(SqsInboundEvents, client=sqs_client, queue_url=queue_url, policy=queue_policy)
    upkeep: providers.Provider[QueueUpkeep] = providers.Callable(queue)
    queue_checks: providers.Provider[Mapping[str, Callable[[], str]]] = providers.Singleton(
        queue_checks,
        client=sqs_client.provider,
        queue_url=queue_url.provider,
        policy=queue_policy.provider,
    )

    http_client = providers.Resource(new_client)
    tokens = providers.Singleton(
        Tokens,
        client=http_client,
        url=settings.provided.token_url,
        credentials=credentials.provided.of_client,
    )
    event_details = providers.Singleton(
        ObservedEventDetails,
        details=providers.Singleton(
            HttpEventDetails,
            client=http_client,
            tokens=tokens,
            api_url=settings.provided.api_url,
            details_path=settings.provided.details_path,
        ),
        metrics=metrics,
        traces=traces,
    )

    database = providers.Resource(
        Database.at,
        url=settings.provided.delius_url,
        username=settings.provided.delius_username,
        connections=settings.provided.database_connections,
        lock_wait=_LOCK_WAIT_SECONDS,
        options_now=credentials.provided.of_database,
    )
    installation = providers.Singleton(read_installation, database=database, clock=clock)
    delius = providers.Singleton(
        ObservedDelius,
        delius=providers.Singleton(OracleDelius, database=database, installation=installation, clock=clock),
        metrics=metrics,
        traces=traces,
        system=database.provided.dialect,
    )
    outbox = providers.Singleton(OracleOutbox, database=database, clock=clock)

    sns_client = providers.Singleton(
        traced,
        client=providers.Singleton(
            sns_client, region=settings.provided.aws_region, handlers=settings.provided.concurrency
        ),
        traces=traces,
    )
    topic = providers.Singleton(SnsAnnouncements, client=sns_client, topic_arn=settings.provided.topic_arn)

    application = providers.Container(
        ApplicationContainer,
        **Ports(
            clock=clock,
            telemetry=telemetry,
            inbound_events=queue,
            event_details=event_details,
            delius=delius,
            outbox=outbox,
            announcements=topic,
        ),
        pauses=providers.Singleton(
            RetryPauses, handed_back=settings.provided.retry_pauses, jitter=_with_jitter
        ),
        suspicious_people=SUSPICIOUS_PEOPLE,
        concurrency=settings.provided.concurrency,
    )
    keepers = providers.Singleton(Loops, clock=clock, telemetry=telemetry)
    # Each is asked for only when it is looked at: metrics are told of before a neighbour may be there.
    observer = providers.Singleton(
        Observer.of,
        queue=providers.Callable(read_depth, client=sqs_client, queue_url=queue_url).provider,
        dead_letters=providers.Callable(
            read_depth, client=sqs_client, queue_url=queue_policy.provided.dead_letter_url
        ).provider,
        outbox=providers.Callable(read_backlog, database=database).provider,
    )
