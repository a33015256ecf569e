"""What is seen on the page. Times are London wall time; every text is ready to be shown."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from domain.london import WallTime
from entrypoints.demo.page.doings import Action, Mood


class Mark(StrEnum):
    """What came of the newest action concerning the person."""

    NEW = "New"
    CHANGED = "Changed"


class State(StrEnum):
    """Where a message is."""

    HELD_BACK = "Held back"
    QUEUED = "Queued"
    IN_WORK = "In work"
    WAITING = "Waiting for an outage to end"
    LATER = "Tried again later"
    RECORDED = "Recorded"
    ALREADY_RECORDED = "Already recorded"
    OUT_OF_SEQUENCE = "Out of sequence"
    SET_ASIDE = "Set aside"

    @property
    def is_final(self) -> bool:
        """Whether nothing more happens to the message by itself."""
        return self in {State.RECORDED, State.ALREADY_RECORDED, State.OUT_OF_SEQUENCE, State.SET_ASIDE}


@dataclass(frozen=True, slots=True, kw_only=True)
class Resident:
    """One of the made-up people; `about` says in a few words where they stand."""

    crn: str
    name: str
    about: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Booking:
    """A booking as CAS3 shows it, with what can be done with it at this moment.

    `facts` are its labels and values in the order in which they are shown.
    """

    id: str
    place: str
    status: str
    facts: Sequence[tuple[str, str]]
    actions: Sequence[Action]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cas3:
    """What CAS3 knows of a person. `referrals` in words; `actions` are those that concern no booking."""

    officer: str
    referrals: Sequence[str]
    bookings: Sequence[Booking]
    actions: Sequence[Action]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of the notes of an entry, and whether it is new."""

    text: str
    is_new: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An entry of the diary in Delius. `version` changes whenever anybody writes it."""

    id: int
    version: int
    time: WallTime
    title: str
    code: str
    officer: str
    reference: str
    notes: Sequence[Line]
    mark: Mark | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Home:
    """An address in Delius. `end` is None while it is open; `kind` says what it is, such as `main, CAS3`."""

    id: int
    address: str
    start: date
    end: date | None
    kind: str
    is_main: bool
    is_cas3: bool
    mark: Mark | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Announced:
    """What other services were told of one of the person's addresses, which is empty if it is gone."""

    at: WallTime
    what: str
    address: str
    event_type: str
    mark: Mark | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Delius:
    """What a practitioner sees of a person in Delius, the diary in order of date and time."""

    diary: Sequence[Entry]
    homes: Sequence[Home]
    announced: Sequence[Announced]


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A station of a message's way."""

    at: WallTime
    state: State
    told: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """The way of one message, numbered from 1; `steps` in order, of which the last says where it is now.

    `crn` and `name` are empty where the message tells of nobody. `is_asked_for`: the CAS3 API was asked for
    its details. `is_announced`: it changed addresses, of which other services are told.
    """

    number: int
    title: str
    crn: str
    name: str
    steps: Sequence[Step]
    is_asked_for: bool = False
    is_announced: bool = False

    @property
    def state(self) -> State:
        """Where the message is."""
        return self.steps[-1].state


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenery:
    """All that is seen with one person in the middle. `ways` has the newest message first."""

    resident: Resident
    today: date
    cas3: Cas3
    delius: Delius
    ways: Sequence[Way]
    mood: Mood
