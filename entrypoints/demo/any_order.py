"""The same events in any order: one stay told twice to the service in memory, in order and shuffled."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any, Final

from adapters.in_memory.event_details import Answer
from domain.address import Address
from domain.london import Instant, instant, wall_time
from entrypoints.demo.cas3.action import Action, StaffAction
from entrypoints.demo.cas3.actions import ACTIONS
from entrypoints.demo.cas3.office import Cas3Office
from entrypoints.sandbox.in_memory import InMemoryContainer
from entrypoints.sandbox.people import ROSA, assemble
from entrypoints.sandbox.person_view import DiaryEntry, PersonView
from entrypoints.sandbox.play import Player
from entrypoints.sandbox.sample_events import SampleEvent

REPEATED: Final = 3
_BEGINNING: Final = instant(datetime(2026, 6, 1, 9, tzinfo=UTC))
_HEADINGS: Final = ("Updated in CAS3 on ", "Earlier entry, recorded in CAS3 on ")
_DAY: Final = timedelta(days=1)
_STAY: Final[Sequence[tuple[Action, int, Mapping[str, Any]]]] = (
    (Action.SUBMIT_REFERRAL, 1, {"needed_from": 8 * _DAY}),
    (Action.BOOK, 2, {"place": "Quayside, Newcastle upon Tyne"}),
    (Action.CANCEL, 3, {}),
    (Action.CHANGE_CANCELLATION, 4, {}),
    (Action.BOOK, 5, {"place": "Mill House, Durham"}),
    (Action.CONFIRM, 6, {}),
    (Action.ARRIVE, 8, {}),
    (Action.CHANGE_ARRIVAL, 9, {"arrived_on": 7 * _DAY, "end": 60 * _DAY}),
    (Action.DEPART, 40, {}),
    (Action.CHANGE_DEPARTURE, 41, {"departed_on": 39 * _DAY}),
)
"""All nine types of event, each so many days after the beginning, with the values that are not as proposed;
those that are dates are days after the beginning, too.
"""


@dataclass(frozen=True, slots=True)
class Delivered:
    """A message that was delivered, by its place in the right order, and what became of it."""

    number: int
    title: str
    outcome: str


@dataclass(frozen=True, slots=True)
class Told:
    """The messages in the order in which they were delivered, and what Delius held in the end."""

    messages: Sequence[Delivered]
    person: PersonView

    @property
    def diary(self) -> Sequence[tuple[DiaryEntry, Sequence[str]]]:
        """Return the entries with the lines of their notes, each once, sorted and without headings."""
        return [(entry, _lines(entry.contact.notes)) for entry in self.person.diary]

    @property
    def end(self) -> object:
        """Return all that must not depend on the order."""
        entries = [
            (each.contact.reference, each.code, each.contact.time, lines) for each, lines in self.diary
        ]
        return entries, [_compared(address) for address in self.person.addresses]


def in_order() -> Told:
    """Return what comes of the events in the order in which they happened."""
    return _told(range(len(_STAY)))


def shuffled(seed: int) -> Told:
    """Return what comes of the same events in an order, and with repetitions, that the seed decides."""
    chance = Random(seed)  # noqa: S311 - it has to be the same every time, not to be a secret
    numbers = [*range(len(_STAY)), *chance.sample(range(len(_STAY)), k=REPEATED)]
    chance.shuffle(numbers)
    return _told(numbers)


def _told(numbers: Sequence[int]) -> Told:
    office = Cas3Office("http://cas3-api.example")
    events = [_event(office, number) for number in range(len(_STAY))]
    container = InMemoryContainer(now=_later(60 * _DAY))
    assemble(container.delius_users(), [ROSA])
    for event in events:
        container.api().put(event.detail_path, Answer(event.answer))
    player = Player(container)
    delivered = [
        Delivered(
            number + 1,
            office.title(events[number]).replace(f" for {ROSA.name}", ""),
            player.play(events[number].envelope).outcome,
        )
        for number in numbers
    ]
    return Told(delivered, container.delius_view().person(ROSA.crn))


def _event(office: Cas3Office, number: int) -> SampleEvent:
    action, later, changed = _STAY[number]
    now = _later(later * _DAY)
    bookings = office.file(ROSA.crn).record.bookings
    booking = None if ACTIONS[action].offered_on == frozenset() else bookings[-1].id
    staff_action = StaffAction(crn=ROSA.crn, action=action, booking=booking)
    proposed = office.proposed(staff_action, wall_time(now).date())
    values = {name: _dated(value) for name, value in changed.items()}
    ids = (f"{number}-{each}" for each in range(9))
    return office.do(staff_action, {**proposed, **values}, now, lambda: next(ids))


def _later(than_the_beginning: timedelta) -> Instant:
    return instant(_BEGINNING + than_the_beginning)


def _dated(value: object) -> object:
    return wall_time(_later(value)).date() if isinstance(value, timedelta) else value


def _lines(notes: str) -> Sequence[str]:
    return sorted({line for line in notes.split("\n") if line and not line.startswith(_HEADINGS)})


def _compared(address: Address) -> object:
    return address.lines, address.type, address.start, address.end, address.status
