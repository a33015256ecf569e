"""The state of the page, and the choices on it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from domain.london import WallTime
from entrypoints.demo.cas3.office import Cas3File
from entrypoints.demo.changes import MarkedAddress, MarkedAnnouncement, MarkedEntry
from entrypoints.demo.messages import TrackedMessage
from entrypoints.demo.stack import ReportedFact
from entrypoints.sandbox.person_view import AddressAnnouncement, PersonView


class DeliveryMode(StrEnum):
    """A manner of delivering the message of an event."""

    AS_USUAL = "as-usual"
    TWICE = "twice"
    HELD_BACK = "held-back"
    KILLED = "killed"


class ApiState(StrEnum):
    """A state of the CAS3 API."""

    WORKING = "working"
    ERRORS = "errors"
    UNAVAILABLE = "unavailable"

    @property
    def status(self) -> int | None:
        """Return the status of every answer, None where answers are as they should be."""
        return {ApiState.ERRORS: 500, ApiState.UNAVAILABLE: 503}.get(self)


class RecordState(StrEnum):
    """A state of a person's record in Delius."""

    FREE = "free"
    LOCKED = "locked"


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """A practitioner's correction of an entry that they read in that version."""

    crn: str
    entry: int
    version: int
    time: WallTime
    notes: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PageState:
    """All that the page shows of one person: at CAS3, in Delius, and the messages of all, newest first.

    `beginning` counts how often everything began, `changes` how often there was something else to see; what
    is shown may be newer than that, never older. `happened` is the number of the message that was sent or
    released last, 0 if none was; None if a practitioner edited an entry since.
    `locked` is the CRN of the person whose record a user of Delius has locked.
    """

    beginning: int
    changes: int
    file: Cas3File
    today: date
    diary: Sequence[MarkedEntry]
    addresses: Sequence[MarkedAddress]
    announced: Sequence[MarkedAnnouncement]
    messages: Sequence[TrackedMessage]
    happened: int | None
    api_state: ApiState
    locked: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """One reading of the demo: the people now, and the reports and announcements since the last."""

    people: Sequence[PersonView]
    reports: Sequence[ReportedFact]
    announcements: Sequence[AddressAnnouncement]
