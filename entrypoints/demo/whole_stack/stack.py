"""Starts the neighbours and the worker, and ends them."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from adapters.oracle.installation import read_installation
from adapters.oracle.migrate import migrate
from adapters.system.clock import SystemClock
from domain.identifiers import PersonId
from entrypoints.demo.whole_stack.worker import Worker, started_worker
from entrypoints.operations.container import DatabaseContainer
from entrypoints.sandbox.cast import Member, Users, assemble
from entrypoints.sandbox.create_delius import create_delius
from entrypoints.sandbox.neighbours.aws import CREDENTIALS, Aws, Messaging, aws_at, create_messaging
from entrypoints.sandbox.neighbours.cas3_api import CLIENT, Cas3Api, cas3_api
from entrypoints.sandbox.neighbours.ministack import LOCALHOST, REGION, ministack
from entrypoints.sandbox.sql_delius_users import SqlDeliusUsers
from entrypoints.sandbox.sql_delius_view import SqlDeliusView
from entrypoints.settings import DatabaseSettings
from entrypoints.stop import Stop


@dataclass(frozen=True, slots=True, kw_only=True)
class LocalDelius:
    """A Delius in a file, what practitioners see in it, and what they do there; people by their CRNs."""

    url: str
    view: SqlDeliusView
    users: Users
    people: Mapping[str, PersonId]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stack:
    """Everything that runs, and the folder in which it keeps its files."""

    folder: Path
    aws: Aws
    messaging: Messaging
    api: Cas3Api
    delius: LocalDelius
    worker: Worker

    def waiting(self) -> int:
        """How many messages are in the queue or in work, and how many announcements are stored."""
        return sum(self._count(self.messaging.queue)) + self.delius.view.unannounced()

    def set_aside(self) -> int:
        """How many messages are in the dead-letter queue."""
        return sum(self._count(self.messaging.dead_letter_queue))

    def _count(self, queue: str) -> Iterator[int]:
        answer = self.aws.sqs.get_queue_attributes(
            QueueUrl=queue,
            AttributeNames=["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"],
        )
        yield from map(int, answer["Attributes"].values())


@contextmanager
def started_stack(stop: Stop, cast: Sequence[Member], pauses: Sequence[int]) -> Iterator[Stack]:
    """All of it, with these people in Delius, as long as the context lasts. What is handed back
    comes again after these pauses, in seconds: short, for whoever watches.
    """
    with ExitStack() as opened:
        folder = Path(opened.enter_context(TemporaryDirectory(prefix="cas3-and-delius-")))
        aws = opened.enter_context(aws_at(opened.enter_context(ministack(folder))))
        messaging = create_messaging(aws)
        api = opened.enter_context(cas3_api())
        delius = opened.enter_context(_delius(f"sqlite:///{folder / 'delius.db'}", cast))
        settings = {
            **_of_neighbours(aws, messaging, api),
            **_of_worker(pauses),
            "CAS3_DELIUS_URL": delius.url,
        }
        worker = opened.enter_context(started_worker(settings, folder, stop))
        yield Stack(folder=folder, aws=aws, messaging=messaging, api=api, delius=delius, worker=worker)


@contextmanager
def _delius(url: str, cast: Sequence[Member]) -> Iterator[LocalDelius]:
    container = DatabaseContainer(settings=DatabaseSettings.model_validate({"delius_url": url}))
    database = container.database()
    try:
        create_delius(database)
        migrate(database)
        installation = read_installation(database, SystemClock())
        users = SqlDeliusUsers(database, installation)
        view = SqlDeliusView(database, installation)
        yield LocalDelius(url=url, view=view, users=users, people=assemble(users, cast))
    finally:
        database.close()


def _of_neighbours(aws: Aws, messaging: Messaging, api: Cas3Api) -> Mapping[str, str]:
    client_id, client_secret = CLIENT
    return {
        **CREDENTIALS,
        "AWS_ENDPOINT_URL": aws.endpoint,
        "AWS_REGION": REGION,
        "CAS3_QUEUE_URL": messaging.queue,
        "CAS3_TOPIC_ARN": messaging.announcements_topic,
        "CAS3_API_URL": api.url,
        "CAS3_TOKEN_URL": api.token_url,
        "CAS3_CLIENT_ID": client_id,
        "CAS3_CLIENT_SECRET": client_secret,
    }


def _of_worker(pauses: Sequence[int]) -> Mapping[str, str]:
    return {
        "CAS3_HTTP_HOST": LOCALHOST,
        "CAS3_HTTP_PORT": "0",
        # The page shows what is being worked on.
        "CAS3_LOG_LEVEL": "DEBUG",
        "CAS3_RETRY_PAUSES": ",".join(map(str, pauses)),
    }
