"""Drives the application as it is in production: queue and topics over the wire, an API, a database."""

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from adapters.sqs.message import FAILURE_REASON
from entrypoints.sandbox.neighbours.aws import hear, listen, publish
from entrypoints.sandbox.sample_events import SampleEvent
from tests.acceptance.desks import (
    HousekeeperDesk,
    PastRecordsDesk,
    PractitionerDesk,
    RegistryDesk,
    ViewDesk,
)
from tests.acceptance.driver import LONGER_THAN_ANY_PAUSE
from tests.acceptance.flaws import flawed_answer, flawed_message
from tests.acceptance.happenings import Happening, as_published, in_london
from tests.acceptance.in_memory_driver import read_news, troubled
from tests.acceptance.office import Office
from tests.acceptance.seen import News, SetAside
from tests.acceptance.stack_service import StackService
from tests.acceptance.trouble import Flaw, Trouble

if TYPE_CHECKING:
    from types_boto3_sqs.type_defs import MessageTypeDef


class StackCas3:
    def __init__(self, service: StackService) -> None:
        self._service = service
        self._events: dict[str, SampleEvent] = {}
        self._trouble: Trouble | None = None
        self._published: dict[str, tuple[str, str]] = {}
        self._sent: list[str] = []

    def record(self, happening: Happening) -> None:
        event = replace(as_published(happening), api_url=self._service.api.url)
        self._events[happening.name] = event
        self._answer(event)

    def tell(self, name: str) -> None:
        event = self._events[name]
        self._publish(event.message, event)

    def tell_wrongly(self, name: str, flaw: Flaw) -> None:
        event = self._events[name]
        self._service.api.put(event.detail_path, flawed_answer(event.answer, flaw))
        message = flawed_message(event.message, flaw)
        if flaw is Flaw.UNREADABLE:
            # A topic would wrap it in something that can be read.
            self._send(message)
        else:
            self._publish(message, event)

    def begin(self, trouble: Trouble) -> None:
        self._trouble = trouble

    def end_trouble_of_new_events(self) -> None:
        self._trouble = None

    def end_trouble(self) -> None:
        self._trouble = None
        for event in self._events.values():
            self._answer(event)

    def is_as_it_came(self, body: str) -> bool:
        """Return whether the body of a message is just what came of what was told."""
        if body in self._sent:
            return True
        envelope = json.loads(body)
        attribute = envelope["MessageAttributes"]["eventType"]["Value"]
        return self._published.get(envelope["MessageId"]) == (envelope["Message"], attribute)

    def _answer(self, event: SampleEvent) -> None:
        self._service.api.put(event.detail_path, *troubled(event.answer, self._trouble))

    def _publish(self, message: str, event: SampleEvent) -> None:
        number = publish(self._service.aws, self._service.messaging, message, event.type.value)
        self._published[number] = (message, event.type.value)
        self._service.work_off()

    def _send(self, body: str) -> None:
        self._service.aws.sqs.send_message(QueueUrl=self._service.messaging.queue, MessageBody=body)
        self._sent.append(body)
        self._service.work_off()


class StackOtherServices:
    """They are cut off by taking the topic away."""

    def __init__(self, service: StackService) -> None:
        self._service = service
        self._heard: list[News] = []

    def cut_off(self) -> None:
        self._service.aws.sns.delete_topic(TopicArn=self._service.messaging.announcements_topic)

    def reconnect(self) -> None:
        *_, name = self._service.messaging.announcements_topic.split(":")
        self._service.aws.sns.create_topic(Name=name)
        listen(self._service.aws, self._service.messaging)
        self._service.send_announcements()

    def refuse(self, crn: str) -> None:
        self._service.topic.refuses.add(crn)

    def refuse_nobody(self) -> None:
        self._service.topic.refuses.clear()
        self._service.clock.set(self._service.clock.now() + LONGER_THAN_ANY_PAUSE)
        self._service.send_announcements()

    def heard(self) -> Sequence[News]:
        self._heard += map(read_news, hear(self._service.aws, self._service.messaging))
        return list(self._heard)


class StackTime:
    def __init__(self, service: StackService) -> None:
        self._service = service

    def set(self, now: datetime) -> None:
        self._service.clock.set(in_london(now))

    def pass_until_next_try(self) -> None:
        self._service.clock.set(self._service.clock.now() + LONGER_THAN_ANY_PAUSE)
        self._service.let_pauses_pass()
        self._service.work_off()


class StackView(ViewDesk):
    """The view of Delius, the dead letters and the reports."""

    def __init__(self, office: Office, service: StackService, cas3: StackCas3) -> None:
        super().__init__(office)
        self._service = service
        self._cas3 = cas3

    def set_aside(self) -> Sequence[SetAside]:
        return [
            SetAside(reason=_reason(message), is_as_it_came=self._cas3.is_as_it_came(message["Body"]))
            for message in self._dead_letters()
        ]

    def remarks(self) -> Sequence[str]:
        return tuple(self._service.metrics.names)

    def _dead_letters(self) -> "Sequence[MessageTypeDef]":
        answer = self._service.aws.sqs.receive_message(
            QueueUrl=self._service.messaging.dead_letter_queue,
            MaxNumberOfMessages=10,
            VisibilityTimeout=0,
            MessageAttributeNames=["All"],
        )
        return answer.get("Messages", [])


def _reason(message: "MessageTypeDef") -> str:
    attributes = message.get("MessageAttributes", {})
    return attributes[FAILURE_REASON].get("StringValue", "") if FAILURE_REASON in attributes else ""


class StackDriver:
    """Everything of one service, and the office of its Delius."""

    def __init__(self, service: StackService, office: Office) -> None:
        self.registry = RegistryDesk(office, service.delius)
        self.past = PastRecordsDesk(office)
        self.practitioner = PractitionerDesk(office, service.delius)
        self.housekeeper = HousekeeperDesk(office)
        self.cas3 = StackCas3(service)
        self.others = StackOtherServices(service)
        self.time = StackTime(service)
        self.view = StackView(office, service, self.cas3)
