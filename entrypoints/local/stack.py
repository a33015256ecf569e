"""Starts the neighbours and the worker, and ends them."""

from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from adapters.oracle.development.create import create_delius
from adapters.oracle.development.view import SqlDeliusView
from adapters.oracle.migrate import migrate
from entrypoints.database import DatabaseContainer
from entrypoints.demo.cast import assemble
from entrypoints.local.stop import Stop
from entrypoints.local.worker import Worker, started_worker
from entrypoints.neighbours.aws import CREDENTIALS, Aws, Messaging, aws_at, create_messaging
from entrypoints.neighbours.cas3_api import CLIENT, Cas3Api, cas3_api
from entrypoints.neighbours.ministack import LOCALHOST, REGION, ministack
from entrypoints.settings import DatabaseSettings

# Short, so that whoever watches sees what is handed back come again.
_RETRY_PAUSES: Final = "1,2"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stack:
    """Everything that runs, and the folder in which it keeps its files."""

    folder: Path
    aws: Aws
    messaging: Messaging
    api: Cas3Api
    delius: SqlDeliusView
    worker: Worker

    def waiting(self) -> int:
        """How many messages are in the queue or in work, and how many announcements are stored."""
        return sum(self._count(self.messaging.queue)) + self.delius.unannounced()

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
def started_stack(stop: Stop) -> Iterator[Stack]:
    """All of it, with the people of the story in Delius, as long as the context lasts."""
    with ExitStack() as opened:
        folder = Path(opened.enter_context(TemporaryDirectory(prefix="cas3-and-delius-")))
        aws = opened.enter_context(aws_at(opened.enter_context(ministack(folder))))
        messaging = create_messaging(aws)
        api = opened.enter_context(cas3_api())
        url = f"sqlite:///{folder / 'delius.db'}"
        delius = opened.enter_context(_delius(url))
        settings = {**_of_neighbours(aws, messaging, api), "CAS3_DELIUS_URL": url, **_of_worker()}
        worker = opened.enter_context(started_worker(settings, folder, stop))
        yield Stack(folder=folder, aws=aws, messaging=messaging, api=api, delius=delius, worker=worker)


@contextmanager
def _delius(url: str) -> Iterator[SqlDeliusView]:
    container = DatabaseContainer(settings=DatabaseSettings.model_validate({"delius_url": url}))
    database = container.database()
    try:
        create_delius(database)
        migrate(database)
        assemble(container.delius_users())
        yield container.delius_view()
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


def _of_worker() -> Mapping[str, str]:
    return {"CAS3_HTTP_HOST": LOCALHOST, "CAS3_HTTP_PORT": "0", "CAS3_RETRY_PAUSES": _RETRY_PAUSES}
