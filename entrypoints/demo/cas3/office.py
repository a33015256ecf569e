"""CAS3 itself: it knows what it has published, offers what can be done next, and publishes what is done."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from domain.contact import Contact
from domain.event import ContactCode, EventType
from domain.london import Instant, instant, wall_time
from entrypoints.demo.cas3.action import Action, ActionKind, StaffAction
from entrypoints.demo.cas3.actions import ACTIONS, BY_EVENT, offered, offered_with
from entrypoints.demo.cas3.proposals import Situation, Values
from entrypoints.demo.cas3.record import Booking, PublishedEvent, Record, Status
from entrypoints.demo.refusals import NotThere
from entrypoints.sandbox.people import PEOPLE, Officer, SamplePerson
from entrypoints.sandbox.sample_events import SampleEvent, SamplePremises
from entrypoints.sandbox.words import event_in_words

_JUST_AFTER: Final = timedelta(milliseconds=1)
_CHANGES: Final[Mapping[ContactCode, Action | None]] = {
    ContactCode.REFERRAL_SUBMITTED: None,
    ContactCode.BOOKING_PROVISIONALLY_MADE: None,
    ContactCode.BOOKING_CONFIRMED: None,
    ContactCode.BOOKING_CANCELLED: Action.CHANGE_CANCELLATION,
    ContactCode.PERSON_ARRIVED: Action.CHANGE_ARRIVAL,
    ContactCode.PERSON_DEPARTED: Action.CHANGE_DEPARTURE,
}
_PAGES_URL: Final = "http://cas3.example"
_BY_CRN: Final[Mapping[str, SamplePerson]] = {person.crn: person for person in PEOPLE}
_OFFICERS: Final[Mapping[str, Officer]] = {person.officer.code: person.officer for person in PEOPLE}


def person_of(crn: str) -> SamplePerson:
    """Return the person of that CRN; NotThere if CAS3 knows nobody of it."""
    if crn not in _BY_CRN:
        raise NotThere(f"there is nobody with the CRN {crn!r} at CAS3")
    return _BY_CRN[crn]


def officer_named(code: str) -> Officer | None:
    """Return the officer with that staff code; None if it is none of theirs."""
    return _OFFICERS.get(code)


@dataclass(frozen=True, slots=True)
class Cas3File:
    """A person with all that CAS3 knows of them."""

    person: SamplePerson
    record: Record

    def actions(self, booking: Booking | None = None) -> Sequence[Action]:
        """Return what is offered at this moment, with the person or with that booking of theirs."""
        return offered(self.record) if booking is None else offered_with(booking)

    def next_step(self, booking: Booking | None = None) -> Action | None:
        """Return what takes the person, or that booking, a step further; None if nothing does."""
        return next((action for action in self.actions(booking) if ACTIONS[action].is_step), None)


def change_of(file: Cas3File, contact: Contact, code: ContactCode) -> StaffAction | None:
    """Return the action that changes what the person's entry in Delius tells; None if none is offered."""
    action = _CHANGES[code]
    for booking in file.record.bookings:
        is_its = contact.reference.value.endswith(f":{booking.id}")
        if action is not None and is_its and action in file.actions(booking):
            return StaffAction(crn=file.person.crn, action=action, booking=booking.id)
    return None


class Cas3Office:
    """CAS3 with its people. NotThere for a CRN, or a booking, that it does not know.

    `api_url` is where the details of what it publishes are to be had. It is for one thread at a time.
    """

    def __init__(self, api_url: str) -> None:
        self._api_url = api_url
        self._published: defaultdict[str, list[PublishedEvent]] = defaultdict(list)
        self._records: dict[str, tuple[int, Record]] = {}

    def hear(self, event: SampleEvent, kept: Values) -> None:
        """Take in an event that CAS3 published before, and what it kept to itself, by the names of fields."""
        kind = BY_EVENT[event.type]
        values = kind.values(event.details, kept)
        self._published[person_of(event.crn).crn].append(PublishedEvent(event, kind.leads_to, values))

    def file(self, crn: str) -> Cas3File:
        """Return what CAS3 knows of the person."""
        person = person_of(crn)
        published = self._published[crn]
        count, record = self._records.get(crn, (-1, Record((), ())))
        if count != len(published):
            # Only more is ever published, and everything is read far more often than that.
            record = Record.of(published)
            self._records[crn] = (len(published), record)
        return Cas3File(person, record)

    def files(self) -> Sequence[Cas3File]:
        """Return what CAS3 knows of everybody, always in the same order."""
        return [self.file(person.crn) for person in PEOPLE]

    def proposed(self, action: StaffAction, today: date) -> Values:
        """Return sensible values for all fields of the form; NotThere if the action is not offered now."""
        return ACTIONS[action.action].proposed(self._situation(action, today))

    def do(self, action: StaffAction, values: Values, now: Instant, new_id: Callable[[], str]) -> SampleEvent:
        """Do it, remember it, and return the event that it publishes, the newest of the person.

        NotThere if the action is not offered now; Refused if the values contradict each other.
        """
        kind, situation = ACTIONS[action.action], self._situation(action, wall_time(now).date())
        filled = kind.details(situation, values)
        event = SampleEvent(
            type=kind.event,
            crn=action.crn,
            timestamp=self._next(action.crn, now),
            details={**_subject(kind, situation, new_id), **_circumstances(kind, situation), **filled},
            id=new_id(),
            api_url=self._api_url,
        )
        self._published[action.crn].append(PublishedEvent(event, kind.leads_to, values))
        return event

    def title(self, event: SampleEvent) -> str:
        """Return what an event is called, such as `Rosa Lindqvist arrived at Mill House, Durham`."""
        person, place = person_of(event.crn), self._place(event)
        match event.type:
            case EventType.PERSON_ARRIVED:
                return f"{person.name} arrived{place and f' at {place}'}"
            case EventType.PERSON_DEPARTED:
                return f"{person.name} left {place or 'the accommodation'}"
            case _:
                return (
                    f"{event_in_words(event.type).capitalize()} for {person.name}{place and f' at {place}'}"
                )

    def _place(self, event: SampleEvent) -> str:
        """Return the name of the place where it happened; empty if that is not known."""
        told = PublishedEvent(event, None).place
        booked = (
            each.place for each in self.file(event.crn).record.bookings if each.id == _booking_of(event)
        )
        place = told or next(booked, None)
        return place.name if place else ""

    def _situation(self, action: StaffAction, today: date) -> Situation:
        file = self.file(action.crn)
        booking = file.record.booking(action.booking) if action.booking is not None else None
        actions = file.actions(booking)
        if action.action not in actions:
            what = f"a booking that is {booking.status.lower()}" if booking else "the person"
            others = ", ".join(actions)
            raise NotThere(f"CAS3 does not offer {action.action} on {what} at this moment, but {others}")
        return Situation(
            person=file.person, record=file.record, booking=booking or Booking(id=""), today=today
        )

    def _next(self, crn: str, now: Instant) -> Instant:
        """Return now, or just after what was published of the person last."""
        last = max((each.at for each in self._published[crn]), default=None)
        return now if last is None or last < now else instant(last + _JUST_AFTER)


def _booking_of(event: SampleEvent) -> str:
    return str(event.details.get("bookingId") or "")


def _subject(kind: ActionKind, situation: Situation, new_id: Callable[[], str]) -> Mapping[str, Any]:
    """Return which application and booking the event is about."""
    if kind.leads_to is None:
        application = new_id()
    else:
        newest = situation.record.newest_referral
        application = situation.booking.application or (newest.id if newest else "")
    url = f"{_PAGES_URL}/applications/{application}" if application else None
    referred = {"applicationId": application or None, "applicationUrl": url}
    if kind.leads_to is None:
        return referred
    booking = situation.booking.id or new_id()
    return {**referred, "bookingId": booking, "bookingUrl": f"{_PAGES_URL}/bookings/{booking}"}


def _circumstances(kind: ActionKind, situation: Situation) -> Mapping[str, Any]:
    """Return who recorded it and, of a stay, where: of an unknown place CAS3 tells the region alone."""
    officer, place = situation.person.officer, situation.booking.place
    recorded = {kind.staff: officer.as_staff} if kind.staff else {}
    if kind.leads_to not in {Status.ACTIVE, Status.DEPARTED}:
        return recorded
    unknown = SamplePremises(line1="", postcode="", region=officer.region_name)
    return {**recorded, "premises": place.premises if place else unknown, "deliusEventNumber": "1"}
