"""A worker in a process of its own, and all its neighbours."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import func, select

from adapters.in_memory.clock import InMemoryClock
from adapters.oracle.database import Database
from adapters.oracle.own_tables import is_event, outbox, remembered
from entrypoints.sandbox.neighbours.aws import CREDENTIALS
from entrypoints.sandbox.neighbours.ministack import LOCALHOST, REGION
from entrypoints.sandbox.sample_events import SampleEvent
from tests.adapters.stores import Store, on_database
from tests.domain.desk import NOW
from tests.support.aws import Queues
from tests.support.cas3_api import CLIENT_ID, CLIENT_SECRET, Cas3Api
from tests.support.databases import USERNAME
from tests.support.waiting import wait_until
from tests.support.worker_process import WorkerProcess


@dataclass(slots=True)
class WorkerScene:
    """Queues, an API and a database, the people in it, and the workers that were started."""

    queues: Queues
    api: Cas3Api
    database: Database
    folder: Path
    settings: dict[str, str] = field(default_factory=dict)
    workers: list[WorkerProcess] = field(default_factory=list)
    store: Store = field(init=False)
    _owner: tuple[int, int, int] = field(init=False)

    def __post_init__(self) -> None:
        self.store = on_database(self.database, InMemoryClock(NOW))
        users = self.store.users
        provider, team = users.add_provider("N03"), users.add_team("N03HPT")
        self._owner = (provider, team, users.add_staff("N03A001", team))

    def register(self, crns: Iterable[str]) -> None:
        """Add people with a manager."""
        for crn in crns:
            self.store.users.allocate(self.store.users.register(crn), *self._owner)

    def happens(self, *events: SampleEvent) -> None:
        """CAS3 knows of the events and publishes them, in that order."""
        for event in events:
            self.api.tell(event)
            self.queues.publish(event)

    def worker(self, **settings: str) -> WorkerProcess:
        """A worker that works."""
        worker = self.new_worker(**settings)
        return worker.start()

    def new_worker(self, **settings: str) -> WorkerProcess:
        """A worker that is still to be started."""
        worker = WorkerProcess({**self._settings(), **self.settings, **settings}, self.folder)
        self.workers.append(worker)
        return worker

    @property
    def recorded(self) -> int:
        """Return how many events were recorded."""
        with self.database.transaction() as connection:
            events = select(func.count()).select_from(remembered).where(is_event)
            return connection.execute(events).scalar_one()

    def until_recorded(self, events: int, seconds: float = 180.0) -> None:
        """Wait until so many events are recorded and nothing is left in the queue."""
        wait_until(lambda: self.recorded >= events and self.queues.is_worked_off, seconds)
        assert self.recorded == events

    def until_set_aside(self, messages: int, seconds: float = 180.0) -> Sequence[str]:
        """Wait until so many messages are set aside and nothing is left in the queue; their reasons."""
        wait_until(lambda: self.queues.is_worked_off, seconds)
        wait_until(lambda: len(self.queues.dead_letters()) >= messages, seconds)
        return self.queues.reasons()

    @property
    def unannounced(self) -> int:
        """Return how many announcements are stored that were not sent yet."""
        with self.database.transaction() as connection:
            return connection.execute(select(func.count()).select_from(outbox)).scalar_one()

    def contacts(self) -> Mapping[str, int]:
        """Return how often each external reference stands in Delius."""
        return Counter(
            entry.contact.reference.value for person in self.store.view.people() for entry in person.diary
        )

    def announcements(self) -> Mapping[tuple[str, int], int]:
        """Return how often each type was announced of each address."""
        return Counter(
            (str(each["eventType"]).rpartition(".")[2], int(each["additionalInformation"]["addressId"]))
            for each in self.queues.announced()
        )

    def _settings(self) -> Mapping[str, str]:
        return {
            **CREDENTIALS,
            "AWS_REGION": REGION,
            "AWS_ENDPOINT_URL": self.queues.aws.endpoint,
            "CAS3_QUEUE_URL": self.queues.url,
            "CAS3_TOPIC_ARN": self.queues.messaging.announcements_topic,
            "CAS3_API_URL": self.api.url,
            "CAS3_TOKEN_URL": self.api.token_url,
            "CAS3_CLIENT_ID": CLIENT_ID,
            "CAS3_CLIENT_SECRET": CLIENT_SECRET,
            "CAS3_DELIUS_URL": self.database.engine.url.render_as_string(hide_password=False),
            "CAS3_DELIUS_USERNAME": USERNAME,
            "CAS3_HTTP_HOST": LOCALHOST,
            "CAS3_HTTP_PORT": "0",
            "CAS3_LOG_LEVEL": "DEBUG",
        }
