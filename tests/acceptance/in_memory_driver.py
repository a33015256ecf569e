"""Drives the application with queue, API and topic in memory."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime

from dependency_injector import providers

from adapters.in_memory.event_details import Answer
from adapters.in_memory.inbound_events import FAILURE_REASON
from entrypoints.sandbox.in_memory import InMemoryContainer
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
from tests.acceptance.in_memory_service import InMemoryService
from tests.acceptance.interrupted_delius import InterruptedDelius
from tests.acceptance.office import Office
from tests.acceptance.seen import News, SetAside
from tests.acceptance.trouble import Flaw, Trouble

_STATUSES: Mapping[Trouble, int] = {
    Trouble.DETAILS_MISSING: 404,
    Trouble.ERRORS: 500,
    Trouble.REFUSED: 400,
    Trouble.OUT_OF_REACH: 503,
    Trouble.NO_ENTRY: 403,
}


def troubled(answer: str, trouble: Trouble | None) -> tuple[str, int]:
    """Return what CAS3 answers in that trouble in place of the answer: a text, and a status."""
    if trouble is Trouble.CUT_OFF:
        return answer[: len(answer) // 2], 200
    return answer, _STATUSES[trouble] if trouble else 200


class InMemoryCas3:
    def __init__(self, service: InMemoryService) -> None:
        self._service = service
        self._container = service.container
        self._events: dict[str, SampleEvent] = {}
        self._trouble: Trouble | None = None
        self.sent: list[str] = []

    def record(self, happening: Happening) -> None:
        self._events[happening.name] = as_published(happening)
        self._answer(self._events[happening.name])

    def tell(self, name: str) -> None:
        self._send(self._events[name].envelope)

    def tell_wrongly(self, name: str, flaw: Flaw) -> None:
        event = self._events[name]
        self._container.api().put(event.detail_path, Answer(flawed_answer(event.answer, flaw)))
        self._send(flawed_message(event.message, flaw))

    def begin(self, trouble: Trouble) -> None:
        self._trouble = trouble

    def end_trouble_of_new_events(self) -> None:
        self._trouble = None

    def end_trouble(self) -> None:
        self._trouble = None
        for event in self._events.values():
            self._answer(event)

    def _answer(self, event: SampleEvent) -> None:
        self._container.api().put(event.detail_path, Answer(*troubled(event.answer, self._trouble)))

    def _send(self, body: str) -> None:
        self.sent.append(body)
        self._container.queue().send(body)
        self._service.work_off()


class InMemoryOtherServices:
    def __init__(self, service: InMemoryService) -> None:
        self._service = service
        self._container = service.container

    def cut_off(self) -> None:
        self._container.topic().is_down = True

    def reconnect(self) -> None:
        self._container.topic().is_down = False
        self._container.application().send_announcements()()

    def refuse(self, crn: str) -> None:
        self._container.topic().refuses.add(crn)

    def refuse_nobody(self) -> None:
        self._container.topic().refuses.clear()
        self._service.pass_until(self._container.clock().now() + LONGER_THAN_ANY_PAUSE)
        self._container.application().send_announcements()()

    def heard(self) -> Sequence[News]:
        return [read_news(message) for message in self._container.topic().messages]


class InMemoryTime:
    def __init__(self, service: InMemoryService) -> None:
        self._service = service

    def set(self, now: datetime) -> None:
        self._service.pass_until(in_london(now))

    def pass_until_next_try(self) -> None:
        self._service.pass_until(self._service.container.clock().now() + LONGER_THAN_ANY_PAUSE)
        self._service.work_off()


class InMemoryView(ViewDesk):
    """The view of Delius, the dead letters and the reports."""

    def __init__(self, office: Office, container: InMemoryContainer, cas3: InMemoryCas3) -> None:
        super().__init__(office)
        self._container = container
        self._cas3 = cas3

    def set_aside(self) -> Sequence[SetAside]:
        return [
            SetAside(
                reason=message.attributes.get(FAILURE_REASON, ""),
                is_as_it_came=message.body in self._cas3.sent,
            )
            for message in self._container.queue().dead_letters
        ]

    def remarks(self) -> Sequence[str]:
        return [report.name for report in self._container.telemetry().reports]


class InMemoryDriver:
    """Everything on one container; Delius may be kept elsewhere, where the office is."""

    def __init__(self, container: InMemoryContainer, office: Office) -> None:
        delius = InterruptedDelius(container.delius())
        container.delius.override(providers.Object(delius))
        self.registry = RegistryDesk(office, delius)
        self.past = PastRecordsDesk(office)
        self.practitioner = PractitionerDesk(office, delius)
        self.housekeeper = HousekeeperDesk(office)
        service = InMemoryService(container)
        self.cas3 = InMemoryCas3(service)
        self.others = InMemoryOtherServices(service)
        self.time = InMemoryTime(service)
        self.view = InMemoryView(office, container, self.cas3)


def read_news(message: str) -> News:
    """The announcement, as other services understand it."""
    match json.loads(message):
        case {
            "eventType": str(),
            "description": str(title),
            "additionalInformation": {"addressStatus": str(status), "addressId": int(address)},
            "personReference": {"identifiers": [{"type": "CRN", "value": str(crn)}]},
        }:
            return News(title=title, crn=crn, address=address, status=status)
        case _:
            raise AssertionError(f"other services cannot read {message}")
