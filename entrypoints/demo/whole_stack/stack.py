"""The production worker among its neighbours on this machine: started, looked at, and ended."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from shlex import quote
from tempfile import TemporaryDirectory
from typing import Final
from uuid import uuid4

from sqlalchemy import URL, make_url

from adapters.oracle.database import Database
from adapters.oracle.installation import Installation, read_installation
from adapters.system.clock import SystemClock
from domain.contact import Contact
from domain.identifiers import PersonId
from entrypoints.demo.whole_stack.delius import drop_delius, make_delius
from entrypoints.demo.whole_stack.worker import LoggedReport, WorkerLog, WorkerProcess, started_worker
from entrypoints.sandbox.neighbours.aws import (
    CREDENTIALS,
    Aws,
    Messaging,
    aws_at,
    create_messaging,
    empty,
    hear,
    publish,
)
from entrypoints.sandbox.neighbours.cas3_api import CLIENT, Cas3Api, cas3_api
from entrypoints.sandbox.neighbours.ministack import LOCALHOST, REGION, free_port, ministack
from entrypoints.sandbox.people import SamplePerson, assemble
from entrypoints.sandbox.person_view import PersonView
from entrypoints.sandbox.sample_events import SampleEvent
from entrypoints.sandbox.sql_delius_users import SqlDeliusUsers
from entrypoints.sandbox.sql_delius_view import SqlDeliusView
from entrypoints.stop import Stop

_DATABASE: Final = "delius.db"
_SETTINGS: Final = "settings.sh"
KINDS: Final = {"sqlite": "SQLite", "postgresql": "PostgreSQL", "oracle": "Oracle"}
# Longer than a long poll: that of a killed worker would get the message once more.
_COMES_AGAIN_SECONDS: Final = 12
_PAGE_WAITS_SECONDS: Final = 0.3
_USERNAME: Final = "Cas3AndDelius"
_SAMPLED: Final = "00-{trace}-{span}-01"


@dataclass(slots=True, kw_only=True)
class WholeStack:
    """Every neighbour is a program or a file of this machine, with its files in `folder`; CAS3 publishes to
    the topic. What is not given is made at every beginning; `people_ids` are the ids of the people by CRN.
    """

    database_url: URL
    database: Database
    other_database: Database
    aws: Aws
    api: Cas3Api
    messaging: Messaging
    folder: Path
    log: WorkerLog
    worker_port: int
    stop: Stop
    people_there: Sequence[SamplePerson]
    pauses: Sequence[int]
    opened: ExitStack
    locked: ExitStack
    installation: Installation = field(init=False)
    view: SqlDeliusView = field(init=False)
    users: SqlDeliusUsers = field(init=False)
    people_ids: Mapping[str, PersonId] = field(init=False)
    worker: WorkerProcess = field(init=False)

    @property
    def description(self) -> str:
        kind = KINDS[self.database_url.get_backend_name()]
        return f"The worker as in production, stand-ins for SQS, SNS and the CAS3 API, and Delius in {kind}."

    @property
    def api_url(self) -> str:
        return self.api.url

    def begin(self) -> None:
        """Make Delius, and start a worker. UnusableInput if there is a Delius already."""
        make_delius(self.database)
        self.installation = read_installation(self.database, SystemClock())
        self.view = SqlDeliusView(self.database, self.installation)
        self.users = SqlDeliusUsers(self.database, self.installation)
        self.people_ids = assemble(self.users, self.people_there)
        self._start_worker()

    def start_again(self) -> None:
        self.lock_record(None)
        self.worker.kill()
        self.api.forget()
        empty(self.aws, self.messaging)
        drop_delius(self.database)
        self.begin()

    def kill_worker(self) -> None:
        self.worker.kill()
        self.api.release()
        self._start_worker()

    def pause(self) -> None:
        self.worker.pause()

    def answer(self, path: str, body: str) -> None:
        self.api.put(path, body)

    def publish(self, event: SampleEvent) -> str:
        """Publish the event; its message gets another id on its way through the topic but keeps its trace."""
        trace = uuid4().hex
        trace_parent = _SAMPLED.format(trace=trace, span=trace[:16])
        publish(self.aws, self.messaging, event.message, event.type.value, trace_parent)
        return trace

    def send(self, body: str) -> str:
        return self.aws.sqs.send_message(QueueUrl=self.messaging.queue, MessageBody=body)["MessageId"]

    def people(self) -> Sequence[PersonView]:
        return self.view.people()

    def edit_contact(self, crn: str, contact: Contact) -> bool:
        return self.users.edit_contact(self.people_ids[crn], contact)

    def lock_record(self, crn: str | None) -> None:
        self.locked.close()
        if crn is not None:
            user = SqlDeliusUsers(self.other_database, self.installation)
            self.locked.enter_context(user.locked(self.people_ids[crn]))

    def unannounced(self) -> int:
        return self.view.unannounced()

    def new_reports(self) -> Sequence[LoggedReport]:
        return list(self.log.new())

    def new_announcements(self) -> Sequence[str]:
        return hear(self.aws, self.messaging)

    def waiting(self) -> int:
        """Return how many messages are in the queue or in work, and how many announcements are stored."""
        return sum(self._counts(self.messaging.queue)) + self.unannounced()

    def set_aside(self) -> int:
        """Return how many messages are in the dead-letter queue."""
        return sum(self._counts(self.messaging.dead_letter_queue))

    def places(self) -> Iterator[str]:
        """Yield a line on each thing that can be looked at besides the page."""
        yield f"health   {self.worker.url}/health/readiness"
        yield f"metrics  {self.worker.url}/metrics"
        yield f"log      {self.log.path}"
        yield f"Delius   {self.database_url.render_as_string()}"
        yield f"queue    {self.messaging.queue}"
        yield f"topic    {self.messaging.events_topic} at {self.aws.endpoint}"
        yield f"settings {self.folder / _SETTINGS}: source it, then try check, explain, dead-letters"

    def _start_worker(self) -> None:
        settings = {
            **_neighbours(self.aws, self.messaging, self.api),
            **_worker(self.pauses, self.worker_port),
            "CAS3_DELIUS_URL": self.database_url.render_as_string(hide_password=False),
        }
        _write(self.folder / _SETTINGS, settings)
        self.worker = self.opened.enter_context(started_worker(settings, self.log, self.stop))

    def _counts(self, queue: str) -> Iterable[int]:
        answer = self.aws.sqs.get_queue_attributes(
            QueueUrl=queue,
            AttributeNames=["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"],
        )
        return map(int, answer["Attributes"].values())


@contextmanager
def started_stack(
    stop: Stop, people: Sequence[SamplePerson], pauses: Sequence[int], database_url: URL | None = None
) -> Iterator[WholeStack]:
    """Yield all of it at work, with these people in a Delius that is made in that database, or in a file.
    What is handed back comes again after these pauses, in seconds. UnusableInput if there is a Delius in
    that database; Unsuccessful if the database fails.
    """
    with ExitStack() as opened:
        folder = Path(opened.enter_context(TemporaryDirectory(prefix="cas3-and-delius-")))
        aws = opened.enter_context(aws_at(opened.enter_context(ministack(folder))))
        url = database_url or make_url(f"sqlite:///{folder / _DATABASE}")
        stack = WholeStack(
            database_url=url,
            # Where a locked record keeps others from reading, as in SQLite, the page does not wait for it.
            database=opened.enter_context(Database.at(url, _USERNAME, 1, _PAGE_WAITS_SECONDS)),
            other_database=opened.enter_context(Database.at(url, _USERNAME, 1)),
            locked=opened.enter_context(ExitStack()),
            aws=aws,
            api=opened.enter_context(cas3_api()),
            messaging=create_messaging(aws, visibility_timeout=_COMES_AGAIN_SECONDS),
            folder=folder,
            worker_port=free_port(),
            log=WorkerLog(folder / "worker.log"),
            stop=stop,
            people_there=people,
            pauses=pauses,
            opened=opened,
        )
        stack.begin()
        yield stack


def _neighbours(aws: Aws, messaging: Messaging, api: Cas3Api) -> Mapping[str, str]:
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


def _write(path: Path, settings: Mapping[str, str]) -> None:
    """Write them as a shell reads them, for the operator's commands."""
    path.touch(mode=0o600)
    path.write_text("".join(f"export {name}={quote(value)}\n" for name, value in settings.items()))


def _worker(pauses: Sequence[int], port: int) -> Mapping[str, str]:
    return {
        "CAS3_HTTP_HOST": LOCALHOST,
        "CAS3_HTTP_PORT": str(port),
        # The page shows what is being worked on.
        "CAS3_LOG_LEVEL": "DEBUG",
        "CAS3_RETRY_PAUSES": ",".join(map(str, pauses)),
    }
