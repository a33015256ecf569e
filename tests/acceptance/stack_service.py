"""The production parts, worked by hand: a loop in place of the worker's threads, and a clock that is set."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from threading import Thread
from uuid import uuid4

from dependency_injector import providers

from adapters.http.client import HttpClient
from adapters.in_memory.clock import InMemoryClock
from adapters.oracle.database import Database
from adapters.telemetry.metrics import Metrics
from application.handle_delivery import Disposal
from application.task import Task
from domain.ports.inbound_events import Delivery
from entrypoints.sandbox.neighbours.aws import Aws, Messaging, create_messaging
from entrypoints.sandbox.neighbours.cas3_api import CLIENT, Cas3Api
from entrypoints.sandbox.settle import settle
from entrypoints.worker.container import WorkerContainer
from entrypoints.worker.settings import WorkerSettings
from tests.acceptance.interrupted_delius import InterruptedDelius
from tests.acceptance.refusing_announcements import RefusingAnnouncements


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The neighbours that all scenarios share, and the threads that still tidy up after earlier ones."""

    aws: Aws
    api: Cas3Api
    http_client: HttpClient
    tidying: list[Thread] = field(default_factory=list)


class OverheardMetrics(Metrics):
    """Metrics that remember the names of all that was counted."""

    def __init__(self) -> None:
        super().__init__()
        self.names: list[str] = []

    def count(self, name: str, facts: Mapping[str, str]) -> None:
        self.names.append(name)
        super().count(name, facts)


class StackService:
    """One worker with queues and topics of its own."""

    def __init__(self, neighbours: Neighbours, database: Database, now: datetime) -> None:
        self.aws, self.api = neighbours.aws, neighbours.api
        self.messaging = create_messaging(self.aws, f"-{uuid4()}")
        self.clock = InMemoryClock(now)
        self.metrics = OverheardMetrics()
        container = WorkerContainer(settings=_settings(self.messaging, self.api, database))
        container.clock.override(providers.Object(self.clock))
        container.metrics.override(providers.Object(self.metrics))
        container.sqs_client.override(providers.Object(self.aws.sqs))
        container.sns_client.override(providers.Object(self.aws.sns))
        container.http_client.override(providers.Object(neighbours.http_client))
        container.database.override(providers.Object(database))
        self.delius = InterruptedDelius(container.delius())
        container.delius.override(providers.Object(self.delius))
        self.topic = RefusingAnnouncements(container.topic())
        container.topic.override(providers.Object(self.topic))
        self.installation = container.installation()
        application = container.application()
        self.send_announcements = application.send_announcements()
        self._queue = container.queue()
        self._handle = application.handle_delivery()
        self._kept: list[Delivery] = []
        self._handed_back: list[Delivery] = []
        self._deleting = Thread(target=self._queue.deleter.run, name="deleting", daemon=True)
        self._deleting.start()
        neighbours.tidying.append(self._deleting)

    def work_off(self) -> None:
        """Works until nothing is left that can be done now; what meets an outage is kept in hand."""
        kept, self._kept = self._kept, []
        for delivery in kept:
            self._work_on(delivery)
        while self._is_something_visible():
            for delivery in self._queue.receive(10):
                self._work_on(delivery)

    def let_pauses_pass(self) -> None:
        """Make visible what was handed back: the queue has a clock of its own."""
        handed_back, self._handed_back = self._handed_back, []
        for delivery in handed_back:
            self.aws.sqs.change_message_visibility(
                QueueUrl=self.messaging.queue, ReceiptHandle=delivery.receipt, VisibilityTimeout=0
            )

    def stop(self) -> None:
        """Let the thread end that deletes what is settled."""
        self._queue.deleter.stop()

    def _work_on(self, delivery: Delivery) -> None:
        handled = settle(self._handle, Task(delivery), self.clock.wait)
        if handled.met_outage:
            self._kept.append(delivery)
            return
        # On its last receive it is sent anew instead, with a delay that the queue counts by itself.
        if handled.result is Disposal.HANDED_BACK and not delivery.is_last:
            self._handed_back.append(delivery)
        self.send_announcements()

    def _is_something_visible(self) -> bool:
        answer = self.aws.sqs.get_queue_attributes(
            QueueUrl=self.messaging.queue, AttributeNames=["ApproximateNumberOfMessages"]
        )
        return answer["Attributes"]["ApproximateNumberOfMessages"] != "0"


def _settings(messaging: Messaging, api: Cas3Api, database: Database) -> WorkerSettings:
    client_id, client_secret = CLIENT
    return WorkerSettings.model_validate(
        {
            "queue_url": messaging.queue,
            "topic_arn": messaging.announcements_topic,
            "api_url": api.url,
            "token_url": api.token_url,
            "client_id": client_id,
            "client_secret": client_secret,
            "delius_url": database.engine.url,
        }
    )
