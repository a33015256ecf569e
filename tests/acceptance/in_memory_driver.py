"""Drives the application with queue, API and topic in memory."""

import json
from collections import deque
from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import datetime, timedelta

from dependency_injector import providers

from adapters.in_memory.event_details import Answer
from adapters.in_memory.inbound_events import FAILURE_REASON
from domain.failures import Outage
from entrypoints.sandbox.in_memory import InMemoryContainer
from entrypoints.sandbox.sample_events import SampleEvent
from tests.acceptance.desks import (
    HousekeeperDesk,
    PastRecordsDesk,
    PractitionerDesk,
    RegistryDesk,
    ViewDesk,
)
from tests.acceptance.driver import Flaw, News, SetAside, Trouble
from tests.acceptance.flaws import flawed_answer, flawed_message
from tests.acceptance.happenings import Happening, as_published, in_london
from tests.acceptance.interrupted_delius import InterruptedDelius
from tests.acceptance.office import Office
from tests.support.work_off import work_off as handled_in_turn

LONGER_THAN_ANY_PAUSE = timedelta(minutes=30)
STATUSES: Mapping[Trouble, int] = {
    Trouble.DETAILS_MISSING: 404,
    Trouble.ERRORS: 500,
    Trouble.OUT_OF_REACH: 503,
}


class InMemoryCas3:
    def __init__(self, container: InMemoryContainer) -> None:
        self._container = container
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

    def end_trouble(self) -> None:
        self._trouble = None
        for event in self._events.values():
            self._answer(event)

    def _answer(self, event: SampleEvent) -> None:
        status = STATUSES[self._trouble] if self._trouble else 200
        self._container.api().put(event.detail_path, Answer(event.answer, status))

    def _send(self, body: str) -> None:
        self.sent.append(body)
        self._container.queue().send(body)
        work_off(self._container)


class InMemoryOtherServices:
    def __init__(self, container: InMemoryContainer) -> None:
        self._container = container

    def cut_off(self) -> None:
        self._container.topic().is_down = True

    def reconnect(self) -> None:
        self._container.topic().is_down = False
        self._container.application().send_announcements()()

    def heard(self) -> Sequence[News]:
        return [read_news(message) for message in self._container.topic().messages]


class InMemoryTime:
    def __init__(self, container: InMemoryContainer) -> None:
        self._container = container

    def set(self, now: datetime) -> None:
        self._container.clock().set(in_london(now))

    def pass_until_next_try(self) -> None:
        clock = self._container.clock()
        clock.set(clock.now() + LONGER_THAN_ANY_PAUSE)
        work_off(self._container)


class InMemoryView(ViewDesk):
    """What there is to see in Delius and beside it."""

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
        self.registry = RegistryDesk(office)
        self.past = PastRecordsDesk(office)
        self.practitioner = PractitionerDesk(office, delius)
        self.housekeeper = HousekeeperDesk(office)
        self.cas3 = InMemoryCas3(container)
        self.others = InMemoryOtherServices(container)
        self.time = InMemoryTime(container)
        self.view = InMemoryView(office, container, self.cas3)


def work_off(container: InMemoryContainer) -> None:
    """Works until nothing is left that can be done now; an outage ends it, leaving the rest as it is."""
    with suppress(Outage):
        deque(handled_in_turn(container), maxlen=0)


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
