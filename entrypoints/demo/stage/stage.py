"""The stage of the page: whoever does something there does it here, and sees what came of it."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from threading import RLock
from typing import Any, Final
from uuid import uuid4

from domain.contact import Contact
from domain.failures import TemporaryFailure
from domain.identifiers import ContactId
from domain.london import wall_time
from domain.ports.clock import Clock
from entrypoints.demo.cas3.choices import CHOICES
from entrypoints.demo.cas3.known_of_story import known_of_story
from entrypoints.demo.cas3.office import Cas3Office
from entrypoints.demo.cas3.people import person_of
from entrypoints.demo.cas3.rubbish import bad_message
from entrypoints.demo.page.doings import Correction, Doing, Mood, NotThere, Refused, Rubbish, Travel
from entrypoints.demo.page.sights import Delius, Resident, Scenery, State
from entrypoints.demo.stage.announced import Announcements
from entrypoints.demo.stage.listeners import Listeners
from entrypoints.demo.stage.marks import diary, homes
from entrypoints.demo.stage.surroundings import Report, Surroundings
from entrypoints.demo.stage.ways import Letter, Ways
from entrypoints.sandbox.person_view import PersonView
from entrypoints.sandbox.sample_events import SampleEvent
from entrypoints.sandbox.scene import Scene

_STATUSES: Final[Mapping[Mood, int | None]] = {Mood.WELL: None, Mood.ERRORS: 500, Mood.UNAVAILABLE: 503}
_BUSY: Final = "Delius cannot be written just now. Save it again in a moment."
_CHANGED_MEANWHILE: Final = "This entry was changed since you opened it. Read it again before you edit it."


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """What was seen at one look: the people as they are, what was reported and announced since the last."""

    people: Sequence[PersonView]
    reports: Sequence[Report]
    announcements: Sequence[str]


class LiveStage:
    """One at a time does something on it. Somebody has to `look` again and again, for what comes of that to
    be seen. What is new is told from what was there when somebody last did something with the person.
    """

    def __init__(self, surroundings: Surroundings, clock: Clock) -> None:
        self._surroundings = surroundings
        self._clock = clock
        self._lock = RLock()
        self._listeners = Listeners()
        self._cas3 = Cas3Office(surroundings.api_url)
        self._ways = Ways()
        self._mood = Mood.WELL
        self._announced = Announcements()
        self._people = _by_crn(surroundings.people())
        self._before = dict(self._people)

    @property
    def description(self) -> str:
        return self._surroundings.description

    @property
    def choices(self) -> Mapping[str, Sequence[tuple[str, str]]]:
        return CHOICES

    def people(self) -> Sequence[Resident]:
        with self._lock:
            return self._cas3.residents()

    def scenery(self, crn: str) -> Scenery:
        with self._lock:
            (resident,) = (each for each in self._cas3.residents() if each.crn == person_of(crn).crn)
            before, now = self._before[crn], self._people[crn]
            return Scenery(
                resident=resident,
                today=wall_time(self._clock.now()).date(),
                cas3=self._cas3.shown(crn),
                delius=Delius(
                    diary=diary(before, now),
                    homes=homes(before, now),
                    announced=self._announced.of(crn, now.addresses),
                ),
                ways=self._ways.seen(self._surroundings.was_asked),
                mood=self._mood,
            )

    def prefilled(self, doing: Doing) -> Mapping[str, Any]:
        with self._lock:
            return self._cas3.prefilled(doing, wall_time(self._clock.now()).date())

    def do(self, doing: Doing, values: Mapping[str, Any], travel: Travel) -> None:
        with self._doing(doing.crn):
            event = self._cas3.do(doing, values, self._clock.now(), _new_id)
            letter = self._letter(event, self._cas3.title(event))
            self._answer(event)
            if travel is Travel.HELD_BACK:
                self._ways.hold(letter, self._clock.now())
            else:
                self._send(letter)
                if travel is Travel.TWICE:
                    self._send(letter.copy)

    def tell(self, scene: Scene, days_later: int = 0) -> int:
        """CAS3 tells of a scene so many days later; the number of its message."""
        event = replace(scene.event.days_later(days_later), api_url=self._surroundings.api_url)
        with self._doing(event.crn):
            if scene.answered:
                self._cas3.hear(event, known_of_story(event).days_later(days_later))
                self._answer(event)
            return self._send(self._letter(event, scene.name))

    def state(self, number: int) -> State:
        """Where the message is."""
        with self._lock:
            return self._ways.state(number)

    def settling(self, number: int) -> Report | None:
        """The report that settled the message; None as long as it is not."""
        with self._lock:
            return self._ways.settling(number)

    def correct(self, correction: Correction) -> None:
        person_of(correction.crn)
        with self._doing(correction.crn):
            try:
                is_written = self._surroundings.edit_contact(correction.crn, self._corrected(correction))
            except TemporaryFailure:
                raise Refused({"": _BUSY}) from None
            if not is_written:
                raise Refused({"": _CHANGED_MEANWHILE})

    def send_again(self, number: int) -> None:
        with self._lock:
            if self._ways.is_held(number):
                raise NotThere(f"message {number} has not been sent yet")
            letter = self._ways.letter(number)
            with self._doing(letter.crn):
                self._send(letter.copy)

    def let_arrive(self, number: int) -> None:
        with self._lock:
            if not self._ways.is_held(number):
                return
            letter = self._ways.letter(number)
            with self._doing(letter.crn):
                self._ways.let_go(number, self._sent(letter), self._clock.now())

    def set_mood(self, mood: Mood) -> None:
        with self._doing():
            self._surroundings.fail(_STATUSES[mood])
            self._mood = mood

    def send_rubbish(self, crn: str, rubbish: Rubbish) -> int:
        bad = bad_message(rubbish, crn, self._surroundings.api_url, self._clock.now(), _new_id)
        with self._doing(bad.crn):
            if bad.path:
                self._surroundings.answer(bad.path, bad.answer)
            name = person_of(bad.crn).name if bad.crn == crn else ""
            letter = Letter(title=bad.title, crn=bad.crn, name=name, content=bad.body, detail_path=bad.path)
            return self._send(letter)

    def on_change(self, notify: Callable[[], None]) -> Callable[[], None]:
        return self._listeners.add(notify)

    def look(self) -> News:
        """Sees what there is now, and tells those who want to know if it is something else. TemporaryFailure
        if Delius cannot be read just now.
        """
        people = self._surroundings.people()
        announcements = self._surroundings.new_announcements()
        with self._lock:
            # With the lock held nothing is sent meanwhile whose id is not known yet.
            reports = self._surroundings.new_reports()
            news = News(people=people, reports=reports, announcements=announcements)
            for report in news.reports:
                self._ways.hear(report, self._clock.now())
            for message in news.announcements:
                self._announced.hear(message)
            before, self._people = self._people, _by_crn(people)
            is_new = bool(news.reports or news.announcements) or before != self._people
        if is_new:
            self._listeners.notify()
        return news

    @contextmanager
    def _doing(self, crn: str = "") -> Iterator[None]:
        """Somebody does something, with the person of that CRN if there is one."""
        with self._lock:
            yield
            if crn in self._people:
                self._before[crn] = self._people[crn]
                self._announced.begin(crn)
        self._listeners.notify()

    def _corrected(self, correction: Correction) -> Contact:
        contacts = {entry.contact.id: entry.contact for entry in self._people[correction.crn].diary}
        contact = contacts.get(ContactId(correction.entry))
        if contact is None:
            raise NotThere(f"the person has no entry {correction.entry}")
        return replace(contact, version=correction.version, time=correction.time, notes=correction.notes)

    def _letter(self, event: SampleEvent, title: str) -> Letter:
        return Letter(
            title=title,
            crn=event.crn,
            name=person_of(event.crn).name,
            content=event,
            detail_path=event.detail_path,
        )

    def _answer(self, event: SampleEvent) -> None:
        self._surroundings.answer(event.detail_path, event.answer)

    def _send(self, letter: Letter) -> int:
        return self._ways.send(letter, self._sent(letter), self._clock.now())

    def _sent(self, letter: Letter) -> str:
        content = letter.content
        if isinstance(content, SampleEvent):
            return self._surroundings.publish(content)
        return self._surroundings.send(content)


def _by_crn(people: Iterable[PersonView]) -> Mapping[str, PersonView]:
    return {person.crn.value: person for person in people}


def _new_id() -> str:
    return str(uuid4())
