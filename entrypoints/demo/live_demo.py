"""The demo at work: actions on its page are done here, and their results read."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from threading import RLock
from typing import Final
from uuid import uuid4

from domain.contact import Contact
from domain.failures import TemporaryFailure
from domain.identifiers import AddressId, ContactId
from domain.london import wall_time
from domain.ports.clock import Clock
from entrypoints.demo.cas3.action import StaffAction
from entrypoints.demo.cas3.bad_messages import Fault, bad_message
from entrypoints.demo.cas3.office import Cas3File, Cas3Office, person_of
from entrypoints.demo.cas3.proposals import Values
from entrypoints.demo.changes import Mark, MarkedAnnouncement, marked_addresses, marked_diary
from entrypoints.demo.listeners import Listeners
from entrypoints.demo.messages import MessageHistory, TrackedMessage
from entrypoints.demo.page_state import ApiState, Correction, DeliveryMode, PageState, Sighting
from entrypoints.demo.refusals import NotThere, Refused
from entrypoints.demo.stack import Stack
from entrypoints.sandbox.person_view import AddressAnnouncement, PersonView
from entrypoints.sandbox.sample_events import SampleEvent
from entrypoints.sandbox.story import Scene

_BUSY: Final = "Delius cannot be written just now. Save it again in a moment."
_CHANGED_MEANWHILE: Final = "This entry was changed since you opened it. Read it again before you edit it."
_STATUSES: Final[Mapping[ApiState, int | None]] = {
    ApiState.WORKING: None,
    ApiState.ERRORS: 500,
    ApiState.UNAVAILABLE: 503,
}


class LiveDemo:
    """CAS3 and Delius with the service between them. Any thread may call it; one at a time does something.

    Somebody has to `look` again and again for what comes of that to be seen. New is what was not there when
    somebody last did something with the person. NotThere for a person, or anything else, that does not exist.
    """

    def __init__(self, stack: Stack, clock: Clock) -> None:
        self._stack = stack
        self._clock = clock
        self._lock = RLock()
        self._listeners = Listeners()
        self._cas3 = Cas3Office(stack.api_url)
        self._history = MessageHistory()
        self._api_state = ApiState.WORKING
        self._announced: defaultdict[str, list[AddressAnnouncement]] = defaultdict(list)
        self._people = _by_crn(stack.people())
        self._before = {crn: (person, 0) for crn, person in self._people.items()}
        self._happened: dict[str, int | None] = {}

    @property
    def description(self) -> str:
        """Return which parts stand behind the page, in a sentence."""
        return self._stack.description

    def files(self) -> Sequence[Cas3File]:
        """Return what CAS3 knows of everybody, always in the same order."""
        with self._lock:
            return self._cas3.files()

    def state(self, crn: str) -> PageState:
        """Return what there is to see now of that person."""
        with self._lock:
            file = self._cas3.file(crn)
            (before, _), now = self._before[crn], self._people[crn]
            return PageState(
                file=file,
                today=wall_time(self._clock.now()).date(),
                diary=marked_diary(before, now),
                addresses=marked_addresses(before, now),
                announced=self._marked_announcements(crn),
                messages=self._history.newest_first(),
                happened=self._happened.get(crn, 0),
                api_state=self._api_state,
            )

    def proposed(self, action: StaffAction) -> Values:
        """Return sensible values for the form; NotThere if CAS3 does not offer the action now."""
        with self._lock:
            return self._cas3.proposed(action, wall_time(self._clock.now()).date())

    def do(self, action: StaffAction, values: Values, mode: DeliveryMode) -> None:
        """Do it as staff at CAS3, which publishes an event. Refused if the values contradict each other."""
        with self._acting(action.crn):
            event = self._cas3.do(action, values, self._clock.now(), _new_id)
            message = TrackedMessage.of(event, self._cas3.title(event), person_of(event.crn).name)
            self._stack.answer(message.path, message.answer)
            if mode is DeliveryMode.HELD_BACK:
                self._happened[event.crn] = self._history.hold(message, self._clock.now())
                return
            self._send(message)
            if mode is DeliveryMode.TWICE:
                self._send(message.copy)

    def tell(self, scene: Scene, days_later: int = 0) -> int:
        """Publish the event of a scene so many days later; return the number of its message."""
        later = scene.days_later(days_later)
        event = replace(later.event, api_url=self._stack.api_url)
        message = replace(
            TrackedMessage.of(event, scene.name, person_of(event.crn).name), mends=not scene.answered
        )
        with self._acting(event.crn):
            if scene.answered:
                self._cas3.hear(event, later.kept)
                self._stack.answer(message.path, message.answer)
            return self._send(message)

    def message(self, number: int) -> TrackedMessage:
        """Return the message of that number."""
        with self._lock:
            return self._history.get(number)

    def correct(self, correction: Correction) -> None:
        """Write an entry anew as a practitioner. Refused if somebody wrote it since it was read."""
        person_of(correction.crn)
        with self._acting(correction.crn):
            try:
                is_written = self._stack.edit_contact(correction.crn, self._corrected(correction))
            except TemporaryFailure:
                raise Refused({"": _BUSY}) from None
            if not is_written:
                raise Refused({"": _CHANGED_MEANWHILE})
            self._happened[correction.crn] = None

    def send_again(self, number: int) -> None:
        """Send the same message once more, with its details at the API if they were missing before."""
        with self._lock:
            message = self._history.get(number)
            if message.mark is None:
                raise NotThere(f"message {number} has not been sent yet")
            with self._acting(message.crn):
                if message.mends:
                    self._mend(message)
                self._history.note_sent_again(number)
                self._send(message.copy)

    def release(self, number: int) -> None:
        """Send a message that was held back; do nothing if it was not."""
        with self._lock:
            message = self._history.get(number)
            if message.mark is None:
                with self._acting(message.crn):
                    self._history.release(number, self._sent(message), self._clock.now())
                    self._happened[message.crn] = number

    def set_api_state(self, state: ApiState) -> None:
        """Let the CAS3 API answer so from now on."""
        with self._acting():
            self._stack.api.fails_with = _STATUSES[state]
            self._api_state = state

    def send_bad_message(self, crn: str, fault: Fault) -> int:
        """Send a message with that fault, about that person if it is about anybody; return its number."""
        bad = bad_message(fault, crn, self._stack.api_url, self._clock.now(), _new_id)
        name = person_of(bad.crn).name if bad.crn == crn else ""
        with self._acting(bad.crn):
            if bad.path:
                self._stack.answer(bad.path, bad.answer)
            return self._send(
                TrackedMessage(
                    title=bad.title,
                    crn=bad.crn,
                    name=name,
                    content=bad.body,
                    path=bad.path,
                    answer=bad.answer,
                )
            )

    def on_change(self, notify: Callable[[], None]) -> Callable[[], None]:
        """Call `notify`, from any thread, whenever there is something else to see, until what is returned is
        called.
        """
        return self._listeners.add(notify)

    def look(self) -> Sighting:
        """See what there is now, and notify the listeners if it is something else. TemporaryFailure if Delius
        cannot be read just now.
        """
        people = self._stack.people()
        announcements = [AddressAnnouncement.read(each) for each in self._stack.new_announcements()]
        with self._lock:
            # With the lock held nothing is sent meanwhile whose id is not known yet.
            reports = self._stack.new_reports()
            for report in reports:
                self._history.hear(report, self._clock.now(), self._stack.api.was_asked)
            for announcement in announcements:
                self._announced[announcement.crn].append(announcement)
            before, self._people = self._people, _by_crn(people)
            is_new = bool(reports or announcements) or before != self._people
        if is_new:
            self._listeners.notify()
        return Sighting(people=people, reports=reports, announcements=announcements)

    @contextmanager
    def _acting(self, crn: str = "") -> Iterator[None]:
        """Let somebody do something, with the person of that CRN if there is one: marks begin anew."""
        with self._lock:
            yield
            if crn in self._people:
                self._before[crn] = (self._people[crn], len(self._announced[crn]))
        self._listeners.notify()

    def _marked_announcements(self, crn: str) -> Sequence[MarkedAnnouncement]:
        known = {address.id: address for address in self._people[crn].addresses}
        _, old = self._before[crn]
        return [
            MarkedAnnouncement(
                each, known.get(AddressId(each.address_id)), Mark.NEW if index >= old else None
            )
            for index, each in enumerate(self._announced[crn])
        ]

    def _corrected(self, correction: Correction) -> Contact:
        contacts = {entry.contact.id: entry.contact for entry in self._people[correction.crn].diary}
        contact = contacts.get(ContactId(correction.entry))
        if contact is None:
            raise NotThere(f"the person has no entry {correction.entry}")
        return replace(contact, version=correction.version, time=correction.time, notes=correction.notes)

    def _mend(self, message: TrackedMessage) -> None:
        """Let CAS3 have the details that it lacked."""
        self._stack.answer(message.path, message.answer)
        if isinstance(message.content, SampleEvent):
            self._cas3.hear(message.content, {})

    def _send(self, message: TrackedMessage) -> int:
        number = self._history.send(message, self._sent(message), self._clock.now())
        self._happened[message.crn] = number
        return number

    def _sent(self, message: TrackedMessage) -> str:
        content = message.content
        return self._stack.publish(content) if isinstance(content, SampleEvent) else self._stack.send(content)


def _by_crn(people: Iterable[PersonView]) -> Mapping[str, PersonView]:
    return {person.crn.value: person for person in people}


def _new_id() -> str:
    return str(uuid4())
