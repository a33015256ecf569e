"""What the page calls things, in words that a practitioner uses."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from entrypoints.demo.page.doings import Action, Mood, Rubbish, Travel
from entrypoints.demo.page.sights import Announced, State


@dataclass(frozen=True, slots=True)
class Words:
    """What an action is called, and what the button says that does it."""

    title: str
    button: str


@dataclass(frozen=True, slots=True)
class Trouble:
    """What is wrong, and what becomes of the messages meanwhile."""

    short: str
    meanwhile: str


ACTIONS: Mapping[Action, Words] = {
    Action.SUBMIT_REFERRAL: Words("Submit a referral", "Submit the referral"),
    Action.BOOK: Words("Book a place provisionally", "Book provisionally"),
    Action.CONFIRM: Words("Confirm the booking", "Confirm the booking"),
    Action.CANCEL: Words("Cancel the booking", "Cancel the booking"),
    Action.CHANGE_CANCELLATION: Words("Change the cancellation", "Save the change"),
    Action.ARRIVE: Words("Record an arrival", "Record the arrival"),
    Action.CHANGE_ARRIVAL: Words("Change the arrival", "Save the change"),
    Action.DEPART: Words("Record a departure", "Record the departure"),
    Action.CHANGE_DEPARTURE: Words("Change the departure", "Save the change"),
}

FORWARD = frozenset({Action.SUBMIT_REFERRAL, Action.BOOK, Action.CONFIRM, Action.ARRIVE, Action.DEPART})
"""What takes a person a step further; the rest corrects or ends something."""

TRAVELS: Sequence[tuple[str, str, str]] = (
    (Travel.AS_USUAL, "As usual", ""),
    (Travel.TWICE, "Twice", "The same message comes two times."),
    (Travel.HELD_BACK, "Held back until you let it go", "It waits below, and later news may overtake it."),
)

MOODS: Mapping[Mood, str] = {
    Mood.WELL: "Answers well",
    Mood.ERRORS: "Answers with errors (500)",
    Mood.UNAVAILABLE: "Is unavailable (503)",
}

BAD_DAYS: Mapping[Mood, Trouble] = {
    Mood.ERRORS: Trouble(
        "The CAS3 API answers with errors",
        "A message is tried again after a pause, and set aside if that does not help. When several messages "
        "in a row meet errors, the service waits instead.",
    ),
    Mood.UNAVAILABLE: Trouble("The CAS3 API is unavailable", "Messages wait until it answers well."),
}

RUBBISH: Mapping[Rubbish, str] = {
    Rubbish.NO_JSON: "Text that is no message at all",
    Rubbish.NO_CRN: "A message that does not say about whom",
    Rubbish.STRANGER: "News of somebody whom Delius does not know",
    Rubbish.FOREIGN_DETAILS: "A message whose details are at another host",
    Rubbish.BROKEN_DETAILS: "A message whose details cannot be read",
}

STATE_COLOURS: Mapping[State, str] = {
    State.HELD_BACK: "grey",
    State.QUEUED: "grey",
    State.IN_WORK: "blue",
    State.WAITING: "amber",
    State.LATER: "amber",
    State.RECORDED: "green",
    State.ALREADY_RECORDED: "teal",
    State.OUT_OF_SEQUENCE: "purple",
    State.SET_ASIDE: "red",
}

_POSTCODE = re.compile(r"\b([A-Z]{1,2}[0-9][0-9A-Z]?) ([0-9][A-Z]{2})$")
_NO_BREAK = "\u00a0"

_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def day(when: date) -> str:
    """Such as `1 June 2026`."""
    return f"{when.day} {_MONTHS[when.month - 1]} {when.year}"


def short_day(when: date) -> str:
    """Such as `1 Jun 2026`."""
    return f"{when.day} {_MONTHS[when.month - 1][:3]} {when.year}"


def month(when: date) -> str:
    """Such as `Jun`."""
    return _MONTHS[when.month - 1][:3]


def moment(when: datetime) -> str:
    """Such as `1 June 2026, 14:05`."""
    return f"{day(when)}, {when:%H:%M}"


def clock(when: datetime, today: date) -> str:
    """Such as `14:05:33`, with the day ahead unless it is today."""
    time = f"{when:%H:%M:%S}"
    return time if when.date() == today else f"{short_day(when)}, {time}"


def sentence(text: str) -> str:
    """The text with a capital letter ahead."""
    return text[:1].upper() + text[1:]


def address(text: str) -> str:
    """The address with its postcode kept on one line."""
    return _POSTCODE.sub(rf"\1{_NO_BREAK}\2", text)


def told(announced: Announced) -> str:
    """Such as `Fen Lodge, Peterborough: main address added`."""
    if not announced.address:
        return sentence(announced.what)
    return f"{address(announced.address)}: {announced.what[:1].lower()}{announced.what[1:]}"
