"""What can be done on the page."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from domain.london import WallTime


class Action(StrEnum):
    """What staff can do at CAS3. Those with CHANGE in their names correct what was told before."""

    SUBMIT_REFERRAL = "submit-referral"
    BOOK = "book"
    CONFIRM = "confirm"
    CANCEL = "cancel"
    CHANGE_CANCELLATION = "change-cancellation"
    ARRIVE = "arrive"
    CHANGE_ARRIVAL = "change-arrival"
    DEPART = "depart"
    CHANGE_DEPARTURE = "change-departure"


class Travel(StrEnum):
    """How the message of an event travels."""

    AS_USUAL = "as-usual"
    TWICE = "twice"
    HELD_BACK = "held-back"


class Mood(StrEnum):
    """How the CAS3 API answers."""

    WELL = "well"
    ERRORS = "errors"
    UNAVAILABLE = "unavailable"


class Rubbish(StrEnum):
    """Messages that nobody can make sense of."""

    NO_JSON = "no-json"
    NO_CRN = "no-crn"
    STRANGER = "stranger"
    FOREIGN_DETAILS = "foreign-details"
    BROKEN_DETAILS = "broken-details"


@dataclass(frozen=True, slots=True, kw_only=True)
class Doing:
    """An action on a person; `booking` is None for those that concern no booking."""

    crn: str
    action: Action
    booking: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """What a practitioner makes of an entry that they read in that version."""

    crn: str
    entry: int
    version: int
    time: WallTime
    notes: str


class NotThere(LookupError):
    """Whom or what somebody asked for there is not, or not any more."""


class Refused(Exception):
    """What somebody filled in cannot be: `errors` says why, by the names of the fields.

    The error of an empty name is about the whole.
    """

    def __init__(self, errors: Mapping[str, str]) -> None:
        super().__init__("; ".join(errors.values()))
        self.errors = errors
