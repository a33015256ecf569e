"""The production worker among its neighbours, as the page needs them."""

from collections.abc import Sequence
from typing import Final
from uuid import uuid4

from domain.contact import Contact
from entrypoints.demo.whole_stack.reports import Report
from entrypoints.demo.whole_stack.stack import Stack
from entrypoints.sandbox.neighbours.aws import hear, publish
from entrypoints.sandbox.person_view import PersonView
from entrypoints.sandbox.sample_events import SampleEvent

_SAMPLED: Final = "00-{trace}-{span}-01"


class StackSurroundings:
    """Every neighbour is a program or a file of this machine; CAS3 publishes to the topic."""

    description = (
        "The worker as in production, with stand-ins for SQS, SNS and the CAS3 API, and Delius in SQLite."
    )

    def __init__(self, stack: Stack) -> None:
        self._stack = stack

    @property
    def api_url(self) -> str:
        return self._stack.api.url

    def pause(self) -> None:
        self._stack.worker.pause()

    def answer(self, path: str, body: str) -> None:
        self._stack.api.put(path, body)

    def fail(self, status: int | None) -> None:
        self._stack.api.fails_with = status

    def was_asked(self, path: str) -> bool:
        return self._stack.api.was_asked(path)

    def publish(self, event: SampleEvent) -> str:
        """Its message gets another id on its way through the topic, but keeps its trace."""
        trace = uuid4().hex
        trace_parent = _SAMPLED.format(trace=trace, span=trace[:16])
        publish(self._stack.aws, self._stack.messaging, event.message, event.type.value, trace_parent)
        return trace

    def send(self, body: str) -> str:
        sent = self._stack.aws.sqs.send_message(QueueUrl=self._stack.messaging.queue, MessageBody=body)
        return sent["MessageId"]

    def people(self) -> Sequence[PersonView]:
        return self._stack.delius.view.people()

    def edit_contact(self, crn: str, contact: Contact) -> bool:
        delius = self._stack.delius
        return delius.users.edit_contact(delius.people[crn], contact)

    def unannounced(self) -> int:
        return self._stack.delius.view.unannounced()

    def new_reports(self) -> Sequence[Report]:
        return list(self._stack.worker.log.new())

    def new_announcements(self) -> Sequence[str]:
        return hear(self._stack.aws, self._stack.messaging)
