"""The wording of the page, as a practitioner would say it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Final

from entrypoints.demo.cas3.actions import ACTIONS
from entrypoints.demo.cas3.bad_messages import Fault
from entrypoints.demo.changes import MarkedAnnouncement
from entrypoints.demo.messages import Progress
from entrypoints.demo.page_state import ApiState, DeliveryMode, RecordState
from entrypoints.sandbox.words import address_in_words, announcement_in_words

__all__ = ["ACTIONS"]


@dataclass(frozen=True, slots=True)
class ApiProblem:
    """A problem of the API, and what happens to the messages meanwhile."""

    short: str
    meanwhile: str


DELIVERY_MODES: Final[Sequence[tuple[str, str, str]]] = (
    (DeliveryMode.AS_USUAL, "As usual", ""),
    (DeliveryMode.TWICE, "Twice", "The same message is delivered two times."),
    (DeliveryMode.HELD_BACK, "Held back", "The message is not sent until you release it."),
    (
        DeliveryMode.KILLED,
        "Interrupted",
        "The worker is killed while it processes the message, and another is started.",
    ),
)
API_STATES: Final[Mapping[ApiState, str]] = {
    ApiState.WORKING: "Working",
    ApiState.ERRORS: "Answers with errors",
    ApiState.UNAVAILABLE: "Unavailable",
}
RECORD_STATES: Final[Mapping[RecordState, str]] = {
    RecordState.FREE: "Free",
    RecordState.LOCKED: "Locked by a user",
}
API_PROBLEMS: Final[Mapping[ApiState, ApiProblem]] = {
    ApiState.ERRORS: ApiProblem(
        "The CAS3 API answers with errors",
        "A message is tried again after a pause, and set aside if that does not help.",
    ),
    ApiState.UNAVAILABLE: ApiProblem(
        "The CAS3 API is unavailable", "Messages wait until it is available again."
    ),
}
FAULTS: Final[Mapping[Fault, str]] = {
    Fault.NO_JSON: "Text that is not a message",
    Fault.NO_CRN: "A message without a CRN",
    Fault.STRANGER: "A message about a person who is not in Delius",
    Fault.FOREIGN_DETAILS: "A message whose details are at another host",
    Fault.BROKEN_DETAILS: "A message whose details have no booking",
}
STATE_COLOURS: Final[Mapping[Progress, str]] = {
    Progress.HELD_BACK: "grey",
    Progress.QUEUED: "grey",
    Progress.IN_WORK: "blue",
    Progress.KILLED: "red",
    Progress.WAITING: "amber",
    Progress.LATER: "amber",
    Progress.RECORDED: "green",
    Progress.ALREADY_RECORDED: "teal",
    Progress.RECEIVED_LATE: "purple",
    Progress.SET_ASIDE: "red",
}

_POSTCODE: Final = re.compile(r"\b([A-Z]{1,2}[0-9][0-9A-Z]?) ([0-9][A-Z]{2})$")
_NO_BREAK: Final = "\u00a0"
_MONTHS: Final = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def day(when: date) -> str:
    """Return a date, such as `1 June 2026`."""
    return f"{when.day} {_MONTHS[when.month - 1]} {when.year}"


def month(when: date) -> str:
    """Return the month in short, such as `Jun`."""
    return _MONTHS[when.month - 1][:3]


def moment(when: datetime) -> str:
    """Return a date and time, such as `1 June 2026, 14:05`; a date alone where there is no time of day."""
    return day(when) if when.time() == time.min else f"{day(when)}, {when:%H:%M}"


def clock(when: datetime, today: date) -> str:
    """Return a time, such as `14:05:33`, with the date ahead unless it is today."""
    told = f"{when:%H:%M:%S}"
    return told if when.date() == today else f"{day(when)}, {told}"


def sentence(text: str) -> str:
    """Return the text with a capital letter ahead."""
    return text[:1].upper() + text[1:]


def address(text: str) -> str:
    """Return an address with its postcode kept on one line."""
    return _POSTCODE.sub(rf"\1{_NO_BREAK}\2", text)


def change(marked: MarkedAnnouncement) -> str:
    """Return what was announced without the address, such as `main address added`."""
    announcement = marked.announcement
    return f"{announcement.status} {announcement_in_words(announcement.event_type)}".lower()


def told(marked: MarkedAnnouncement) -> str:
    """Return what was announced, such as `Fen Lodge, Peterborough: main address added`."""
    what = change(marked)
    return f"{address(address_in_words(marked.address))}: {what}" if marked.address else sentence(what)
