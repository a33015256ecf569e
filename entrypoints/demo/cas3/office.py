"""CAS3 itself: it knows what it has told, offers what can be done next, and tells of what is done."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any, Final

from domain.london import Instant, instant, wall_time
from entrypoints.demo.cas3 import prefilled, shown
from entrypoints.demo.cas3.booking import Booking
from entrypoints.demo.cas3.offers import check_offered
from entrypoints.demo.cas3.people import PEOPLE, person_of
from entrypoints.demo.cas3.plausible import check_plausible
from entrypoints.demo.cas3.record import Record, record_of
from entrypoints.demo.cas3.telling import EVENT_TYPES, Deed, beside, details
from entrypoints.demo.cas3.titles import title
from entrypoints.demo.cas3.told import NOTHING, Beside, Told
from entrypoints.demo.page import sights
from entrypoints.demo.page.doings import Action, Doing
from entrypoints.sandbox.sample_events import SampleEvent

_JUST_AFTER: Final = timedelta(milliseconds=1)


class Cas3Office:
    """CAS3 with its people. NotThere for a CRN, or a booking, that it does not know.

    `api_url` is where the details of what it tells are to be had. It is for one thread at a time.
    """

    def __init__(self, api_url: str) -> None:
        self._api_url = api_url
        self._told: defaultdict[str, list[Told]] = defaultdict(list)

    def hear(self, event: SampleEvent, known: Beside = NOTHING) -> None:
        """Takes in what CAS3 told of before, such as a story, with what it knows beside it."""
        self._told[person_of(event.crn).crn].append(Told(event, known))

    def record(self, crn: str) -> Record:
        """What CAS3 knows of the person."""
        return record_of(self._told[person_of(crn).crn])

    def prefilled(self, doing: Doing, today: date) -> Mapping[str, Any]:
        """Sensible values for all fields of the form; NotThere if the action is not offered now."""
        person, record = person_of(doing.crn), self.record(doing.crn)
        check_offered(doing, record)
        if doing.booking is None:
            return prefilled.for_person(doing.action, person, record, today)
        return prefilled.for_booking(doing.action, record.booking(doing.booking), today)

    def do(
        self, doing: Doing, values: Mapping[str, Any], now: Instant, new_id: Callable[[], str]
    ) -> SampleEvent:
        """Does it, remembers it, and gives the event that tells of it, the newest of the person.

        NotThere if the action is not offered now; Refused if the dates contradict each other.
        """
        record = self.record(doing.crn)
        check_offered(doing, record)
        deed = _deed(doing, values, record, now, new_id)
        check_plausible(deed)
        event = SampleEvent(
            type=EVENT_TYPES[doing.action],
            crn=doing.crn,
            timestamp=self._next(doing.crn, now),
            details=details(deed),
            id=new_id(),
            api_url=self._api_url,
        )
        self.hear(event, beside(deed))
        return event

    def shown(self, crn: str) -> sights.Cas3:
        """What there is to see of the person."""
        return shown.cas3(person_of(crn), self.record(crn))

    def residents(self) -> Sequence[sights.Resident]:
        """All people, always in the same order, and where they stand."""
        return [shown.resident(person, self.record(person.crn)) for person in PEOPLE]

    def title(self, event: SampleEvent) -> str:
        """What an event that CAS3 told of is called."""
        return title(event, person_of(event.crn), self.record(event.crn))

    def _next(self, crn: str, now: Instant) -> Instant:
        """Now, or just after what was told of the person last."""
        last = max((told.at for told in self._told[crn]), default=None)
        return now if last is None or last < now else instant(last + _JUST_AFTER)


def _deed(
    doing: Doing, values: Mapping[str, Any], record: Record, now: Instant, new_id: Callable[[], str]
) -> Deed:
    booking = record.booking(doing.booking) if doing.booking is not None else None
    application = new_id() if doing.action is Action.SUBMIT_REFERRAL else _application(booking, record)
    return Deed(
        action=doing.action,
        officer=person_of(doing.crn).officer,
        today=wall_time(now).date(),
        application=application,
        booking=Booking(id=new_id()) if doing.action is Action.BOOK else booking,
        values=values,
    )


def _application(booking: Booking | None, record: Record) -> str:
    """That of the booking, as far as it was told, else the person's newest."""
    newest = record.newest_referral
    return (booking.application if booking else "") or (newest.id if newest else "")
