"""Staff at work at CAS3: they fill in what stands in the forms already, but for what they change."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from itertools import count
from typing import Any, Final

from adapters.wire.details import read_details
from adapters.wire.notification import read_notification
from domain.event import Event
from domain.london import Instant, instant
from entrypoints.demo.cas3.action import Action, StaffAction
from entrypoints.demo.cas3.office import Cas3Office
from entrypoints.demo.cas3.record import Booking
from entrypoints.demo.page.view_model import about, booking_facts
from entrypoints.sandbox.people import PEOPLE
from entrypoints.sandbox.sample_events import SampleEvent
from entrypoints.sandbox.story import story

ROSA, DANIEL, MAEVE, IDRIS, JONAH = (person.crn for person in PEOPLE)
API: Final = "http://cas3-api.example:8080"
NOW: Final = instant(datetime(2026, 11, 22, 9, 30, tzinfo=UTC))
TODAY: Final = date(2026, 11, 22)

FAR: Final[Mapping[str, tuple[Action, ...]]] = {
    "provisional": (Action.SUBMIT_REFERRAL, Action.BOOK),
    "confirmed": (Action.SUBMIT_REFERRAL, Action.BOOK, Action.CONFIRM),
    "cancelled": (Action.SUBMIT_REFERRAL, Action.BOOK, Action.CANCEL),
    "active": (Action.SUBMIT_REFERRAL, Action.BOOK, Action.CONFIRM, Action.ARRIVE),
    "departed": (Action.SUBMIT_REFERRAL, Action.BOOK, Action.CONFIRM, Action.ARRIVE, Action.DEPART),
}
"""The actions that have been done when a booking has come so far."""


@dataclass(slots=True)
class Shift:
    """One officer's shift, on the person's newest booking."""

    crn: str = MAEVE
    now: Instant = NOW
    office: Cas3Office = field(default_factory=lambda: Cas3Office(API))
    told: list[SampleEvent] = field(default_factory=list)
    _numbers: "count[int]" = field(default_factory=lambda: count(1))

    def new_id(self) -> str:
        return f"id-{next(self._numbers)}"

    def doing(self, action: Action) -> StaffAction:
        is_new = action in {Action.SUBMIT_REFERRAL, Action.BOOK}
        return StaffAction(crn=self.crn, action=action, booking=None if is_new else self.booking.id)

    def proposed(self, action: Action) -> Mapping[str, Any]:
        return self.office.proposed(self.doing(action), TODAY)

    def does(self, *actions: Action, **values: Any) -> SampleEvent:
        """The event of the last of these; the values are for that one. Notes only if given."""
        *before, last = actions
        for action in before:
            self.does(action)
        proposed = self.proposed(last)
        filled = {**proposed, **({"notes": ""} if "notes" in proposed else {}), **values}
        self.told.append(self.office.do(self.doing(last), filled, self.now, self.new_id))
        return self.told[-1]

    def comes(self, far: str) -> "Shift":
        """Bring a booking so far."""
        self.does(*FAR[far])
        return self

    def hears_the_story(self) -> "Shift":
        for scene in story():
            self.office.hear(scene.event, scene.kept)
        return self

    @property
    def booking(self) -> Booking:
        return self.office.file(self.crn).record.bookings[-1]

    @property
    def facts(self) -> Mapping[str, str]:
        return dict(booking_facts(self.booking))

    @property
    def about(self) -> str:
        return about(self.office.file(self.crn))

    @property
    def actions(self) -> Sequence[Action]:
        return self.office.file(self.crn).actions(self.booking)


def read(event: SampleEvent) -> Event:
    """The event as the service reads it, its message and its details being of the same thing."""
    notification = read_notification(event.envelope)
    known = read_details(notification.event_type, event.answer)
    notification.check(known)
    return known
