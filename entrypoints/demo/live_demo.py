"""The demo at work: actions on its page are done here, and their results read."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from threading import RLock

from domain.failures import TemporaryFailure
from domain.london import wall_time
from domain.ports.clock import Clock
from entrypoints.demo.cas3.action import StaffAction
from entrypoints.demo.cas3.bad_messages import Fault, bad_message
from entrypoints.demo.cas3.office import Cas3File, person_of
from entrypoints.demo.cas3.proposals import Values
from entrypoints.demo.demo_state import DemoState
from entrypoints.demo.listeners import Listeners
from entrypoints.demo.messages import Progress, TrackedMessage
from entrypoints.demo.page_state import ApiState, Correction, DeliveryMode, PageState, Sighting
from entrypoints.demo.refusals import CHANGED_MEANWHILE, NotThere, Refused, refused_if_busy
from entrypoints.demo.script import PostedForm, Script
from entrypoints.demo.stack import Stack
from entrypoints.sandbox.person_view import AddressAnnouncement, PersonView
from entrypoints.sandbox.sample_events import SampleEvent
from entrypoints.sandbox.story import Scene


class LiveDemo:
    """CAS3 and Delius with the service between them. Any thread may call it; one at a time does something.

    Somebody has to `look` again and again for what comes of that to be seen. NotThere for a person, or
    anything else, that does not exist. `beginning` counts how often everything began; `script` is what is to
    be done again since. The `listeners` are called, from any thread, at every change.
    """

    def __init__(self, stack: Stack, clock: Clock) -> None:
        self._stack = stack
        self._clock = clock
        self._lock = RLock()
        self.listeners = Listeners()
        self._now = DemoState(stack.api_url, stack.people())
        self._is_outdated = False
        self._next: Script | None = None
        self.script = Script(self._today())
        self.beginning = 1

    @property
    def description(self) -> str:
        """Return which parts stand behind the page, in a sentence."""
        return self._stack.description

    def files(self) -> Sequence[Cas3File]:
        """Return what CAS3 knows of everybody, always in the same order."""
        with self._lock:
            return self._now.cas3.files()

    def state(self, crn: str) -> PageState:
        """Return what there is to see now of that person."""
        with self._lock:
            return self._now.of(crn, self._today(), self.beginning, self.listeners.count)

    def proposed(self, action: StaffAction) -> Values:
        """Return sensible values for the form; NotThere if CAS3 does not offer the action now."""
        with self._lock:
            return self._now.cas3.proposed(action, self._today())

    def start_again(self, script: Script | None = None) -> None:
        """Let everything begin anew as soon as somebody looks, with a script if there is one."""
        self._next = script or Script(self._today())

    def note_posted(self, path: str, fields: Mapping[str, str]) -> None:
        """Note what was done on the page."""
        with self._lock:
            self._now.posted.append(PostedForm(self._now.scenes, path, fields))

    def done_so_far(self) -> Script:
        """Return all that was done on the page since it began."""
        with self._lock:
            return Script(self.script.day, tuple(self._now.posted))

    @property
    def is_quiet(self) -> bool:
        """Return whether nothing is about to happen to any message."""
        with self._lock:
            return self._now.history.is_quiet

    def do(self, action: StaffAction, values: Values, mode: DeliveryMode) -> None:
        """Do it as staff at CAS3, which publishes an event. Refused if the values contradict each other."""
        with self._acting(action.crn):
            cas3 = self._now.cas3
            event = cas3.do(action, values, self._clock.now(), self._now.new_id)
            message = TrackedMessage.of(event, cas3.title(event), person_of(event.crn).name)
            self._stack.answer(message.path, message.answer)
            self._deliver(message, mode)

    def tell(self, scene: Scene, days_later: int, beginning: int) -> int:
        """Publish a scene so many days later; return its message's number. NotThere for another beginning."""
        later = scene.days_later(days_later)
        event = replace(later.event, api_url=self._stack.api_url)
        message = TrackedMessage.of(event, scene.name, person_of(event.crn).name, mends=not scene.answered)
        with self._acting(event.crn):
            if beginning != self.beginning:
                raise NotThere(f"beginning {beginning} is over")
            if scene.answered:
                self._now.cas3.hear(event, later.kept)
                self._stack.answer(message.path, message.answer)
            self._now.scenes += 1
            return self._send(message)

    def message(self, number: int) -> TrackedMessage:
        """Return the message of that number."""
        with self._lock:
            return self._now.history.get(number)

    def correct(self, correction: Correction) -> None:
        """Write an entry anew as a practitioner. Refused if somebody wrote it since it was read."""
        person_of(correction.crn)
        with self._acting(correction.crn):
            with refused_if_busy():
                is_written = self._stack.edit_contact(correction.crn, self._now.corrected(correction))
            if not is_written:
                raise Refused({"": CHANGED_MEANWHILE})
            self._now.happened[correction.crn] = None

    def send_again(self, number: int) -> None:
        """Send the same message once more, with its details at the API if they were missing before."""
        message = self.message(number)
        if message.mark is None:
            raise NotThere(f"message {number} has not been sent yet")
        with self._acting(message.crn):
            if message.mends and isinstance(message.content, SampleEvent):
                # CAS3 has the details now that it lacked.
                self._stack.answer(message.path, message.answer)
                self._now.cas3.hear(message.content, {})
            self._now.history.note_sent_again(number)
            self._send(message.copy)

    def release(self, number: int) -> None:
        """Send a message that was held back; do nothing if it was not."""
        message = self.message(number)
        with self._acting(message.crn):
            if self.message(number).mark is None:
                self._now.history.release(number, self._sent(message), self._clock.now())
                self._now.happened[message.crn] = number

    def lock_record(self, crn: str, *, is_locked: bool) -> None:
        """Lock the person's record in Delius and no other, or nobody's. Refused if it is in use just now."""
        with self._acting(), refused_if_busy():
            locked, self._now.locked = person_of(crn).crn if is_locked else None, None
            self._stack.lock_record(locked)
            self._now.locked = locked

    def set_api_state(self, state: ApiState) -> None:
        """Let the CAS3 API answer so from now on."""
        with self._acting():
            self._stack.api.fails_with = state.status
            self._now.api_state = state

    def send_bad_message(self, crn: str, fault: Fault) -> int:
        """Send a message with that fault, about that person if it is about anybody; return its number."""
        with self._lock:
            bad = bad_message(fault, crn, self._stack.api_url, self._clock.now(), self._now.new_id)
            with self._acting(bad.crn):
                self._stack.answer(bad.path, bad.answer)
                return self._send(TrackedMessage.of_bad(bad, person_of(crn).name if bad.crn == crn else ""))

    def look(self) -> Sighting:
        """See what there is now, and notify the listeners if it is something else. For one thread: it is this
        one that starts everything again, or kills.
        """
        if (script := self._next) is not None:
            self._begin(script)
        announcements = [AddressAnnouncement.read(each) for each in self._stack.new_announcements()]
        with self._lock:
            # With the lock held nothing is sent meanwhile whose id is not known yet.
            reports = self._stack.new_reports()
            for report in reports:
                self._now.history.hear(report, self._clock.now(), self._stack.api.was_asked)
        people = self._people(is_outdated=bool(reports))
        with self._lock:
            is_new = any([self._now.see(people, announcements), self._has_killed(), reports])
        if is_new:
            self.listeners.notify()
        return Sighting(people=people, reports=reports, announcements=announcements)

    def _begin(self, script: Script) -> None:
        with self._lock:
            self._next, self.script = None, script
            self._stack.start_again()
            self._now = DemoState(self._stack.api_url, self._stack.people())
            self.beginning += 1
        self.listeners.notify()

    def _people(self, *, is_outdated: bool) -> Sequence[PersonView]:
        """Return the people, read again only if something was reported or done: a long diary is work."""
        if is_outdated or self._is_outdated:
            # First, so that what is done while they are read is seen the next time.
            self._is_outdated = False
            try:
                return self._stack.people()
            except TemporaryFailure:
                # They are seen the next time: what is reported is not kept waiting.
                self._is_outdated = True
        return list(self._now.people.values())

    def _today(self) -> date:
        return wall_time(self._clock.now()).date()

    def _has_killed(self) -> bool:
        """Kill the worker if it waits for details at which that is to happen; return whether it was done."""
        for number in self._now.to_kill_at:
            message = self._now.history.get(number)
            # What the worker reports of it first may be read only after it has asked.
            if message.state is Progress.IN_WORK and self._stack.api.was_asked(message.path):
                self._stack.kill_worker()
                self._now.history.interrupt(number, self._clock.now())
                self._now.to_kill_at.remove(number)
                return True
        return False

    @contextmanager
    def _acting(self, crn: str = "") -> Iterator[None]:
        """Let somebody do something, with the person of that CRN if there is one: marks begin anew."""
        with self._lock:
            yield
            self._now.mark_from_now(crn)
            self._is_outdated = True
        self.listeners.notify()

    def _deliver(self, message: TrackedMessage, mode: DeliveryMode) -> None:
        match mode:
            case DeliveryMode.HELD_BACK:
                self._now.happened[message.crn] = self._now.history.hold(message, self._clock.now())
            case DeliveryMode.TWICE:
                self._send(message)
                self._send(message.copy)
            case DeliveryMode.KILLED:
                self._stack.api.hold(message.path)
                self._now.to_kill_at.append(self._send(message))
            case DeliveryMode.AS_USUAL:
                self._send(message)

    def _send(self, message: TrackedMessage) -> int:
        number = self._now.history.send(message, self._sent(message), self._clock.now())
        self._now.happened[message.crn] = number
        return number

    def _sent(self, message: TrackedMessage) -> str:
        content = message.content
        return self._stack.publish(content) if isinstance(content, SampleEvent) else self._stack.send(content)
