"""What is seen on the page, and what can be set there."""

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
    """How the message of an event is delivered."""

    AS_USUAL = "as-usual"
    TWICE = "twice"
    HELD_BACK = "held-back"


class ApiState(StrEnum):
    """How the CAS3 API answers."""

    WORKING = "working"
    ERRORS = "errors"
    UNAVAILABLE = "unavailable"


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """What a practitioner makes of an entry that they read in that version."""

    crn: str
    entry: int
    version: int
    time: WallTime
    notes: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PageState:
    """All that the page shows of one person: at CAS3, in Delius, and the messages of all, newest first."""

    file: Cas3File
    today: date
    diary: Sequence[MarkedEntry]
    addresses: Sequence[MarkedAddress]
    announced: Sequence[MarkedAnnouncement]
    messages: Sequence[TrackedMessage]
    api_state: ApiState


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """What was seen at one look: the people now, and what was reported and announced since the last."""

    people: Sequence[PersonView]
    reports: Sequence[ReportedFact]
    announcements: Sequence[AddressAnnouncement]
