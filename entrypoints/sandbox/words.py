"""Plain words for the codes of Delius and of the events."""

from collections.abc import Mapping

from application.handle_delivery import Disposal
from domain.address import CAS3_TYPE, MAIN, PREVIOUS, Address
from domain.announcement import AnnouncementType
from domain.event import ContactCode, EventType
from domain.outcome import Outcome
from domain.remarks import Remark
from entrypoints.sandbox.results import STILL_QUEUED

_CONTACTS: Mapping[str, str] = {
    ContactCode.REFERRAL_SUBMITTED: "Referral submitted",
    ContactCode.BOOKING_PROVISIONALLY_MADE: "Booking made provisionally",
    ContactCode.BOOKING_CONFIRMED: "Booking confirmed",
    ContactCode.BOOKING_CANCELLED: "Booking cancelled",
    ContactCode.PERSON_ARRIVED: "Arrived at the accommodation",
    ContactCode.PERSON_DEPARTED: "Left the accommodation",
}

_EVENTS: Mapping[str, str] = {
    EventType.REFERRAL_SUBMITTED: "referral submitted",
    EventType.BOOKING_PROVISIONALLY_MADE: "booking made provisionally",
    EventType.BOOKING_CONFIRMED: "booking confirmed",
    EventType.BOOKING_CANCELLED: "booking cancelled",
    EventType.BOOKING_CANCELLED_UPDATED: "cancellation changed",
    EventType.PERSON_ARRIVED: "person arrived",
    EventType.PERSON_ARRIVED_UPDATED: "arrival changed",
    EventType.PERSON_DEPARTED: "person departed",
    EventType.PERSON_DEPARTED_UPDATED: "departure changed",
}

_OUTCOMES: Mapping[str, tuple[str, str]] = {
    Outcome.RECORDED: ("Recorded", "everything that the event says is in Delius."),
    Outcome.ALREADY_RECORDED: ("Already recorded", "the event had been received before; nothing changed."),
    Outcome.OUT_OF_SEQUENCE: (
        "Received late",
        "a later event had been recorded already; only lines that were missing were added to the notes.",
    ),
    Disposal.SET_ASIDE: (
        "Set aside",
        "the event could not be recorded; its message is kept in the dead-letter queue.",
    ),
    Disposal.HANDED_BACK: (
        "Handed back",
        "the event cannot be recorded yet; its message comes again after a pause.",
    ),
    STILL_QUEUED: (
        "Still queued",
        "a neighbouring service is out of reach, or refuses everyone; the message waits in the queue.",
    ),
}

_LATE_AND_KNOWN = (
    "a later event had been recorded already, and Delius already says all that this one says; "
    "nothing changed."
)

_REMARKS: Mapping[str, str] = {
    Remark.ADDRESS_DELETED: "Somebody has deleted the address in Delius; it stays deleted.",
    Remark.ADDRESS_NOT_FOUND: "No address in Delius belongs to this booking: see to the address by hand.",
    Remark.STAFF_NOT_FOUND: (
        "Delius does not know who recorded it, or their region or team: the entry is the community manager's."
    ),
    Remark.STAFF_NOT_IN_TEAM: "Who recorded it is not in the team of their region; the entry is theirs.",
    Remark.CANCELLED_AFTER_ARRIVAL: "The person had arrived before; the address stays.",
    Remark.DATE_FAR_AWAY: "The date is more than a year away from the day on which CAS3 recorded it.",
    Remark.DEPARTURE_BEFORE_ARRIVAL: "It lies before the arrival; the address ends on the day it starts.",
    Remark.DEPARTURE_WITHOUT_ARRIVAL: "No arrival is known yet; the address is settled once it comes.",
    Remark.DETAIL_LEFT_OUT: "A detail is missing or cannot be read; the notes do without it.",
    Remark.STILL_MAIN_ELSEWHERE: "Another main address is at the place that was left: see to it by hand.",
}

_ANNOUNCEMENTS: Mapping[str, str] = {
    AnnouncementType.ADDRESS_CREATED: "added",
    AnnouncementType.ADDRESS_UPDATED: "changed",
}

_TYPES: Mapping[str, str] = {CAS3_TYPE: "CAS3", "A01B": "householder", "A07A": "friends or family"}

_STATUSES: Mapping[str, str] = {MAIN: "main", PREVIOUS: "previous"}


def contact_in_words(code: str) -> str:
    """Return what an entry of that type is called."""
    return _CONTACTS.get(code, "Contact")


def event_in_words(event_type: str | None) -> str:
    """Return what happened; the type as it stands in the message if it is none of the nine."""
    return _EVENTS.get(event_type, f"unknown event {event_type}") if event_type else "event of no type"


def outcome_in_words(outcome: str) -> str:
    """Return what an outcome is called."""
    return _OUTCOMES.get(outcome, (outcome, ""))[0]


def is_recorded(outcome: str) -> bool:
    """Return whether an event with that outcome needs nothing more."""
    return outcome in list(Outcome)


def outcome_explained(outcome: str) -> str:
    """Return what an outcome means."""
    return _OUTCOMES.get(outcome, (outcome, ""))[1]


def late_explained(*, is_unchanged: bool) -> str:
    """Return what a message that was received late changed."""
    return _LATE_AND_KNOWN if is_unchanged else outcome_explained(Outcome.OUT_OF_SEQUENCE)


def remark_explained(remark: str) -> str:
    """Return what was remarkable about an event that was recorded."""
    return _REMARKS.get(remark, remark)


def announcement_in_words(event_type: str) -> str:
    """Return what happened to the address that is announced."""
    return _ANNOUNCEMENTS.get(event_type, "announced")


def kind_in_words(address: Address) -> str:
    """Return what an address is for the person, such as `main, CAS3 (A17)`."""
    status = _STATUSES.get(address.status, f"status {address.status}")
    if address.type is None:
        return f"{status}, no type"
    kind = _TYPES.get(address.type)
    return f"{status}, {kind} ({address.type})" if kind else f"{status} ({address.type})"


def address_in_words(address: Address) -> str:
    """Return all lines of an address on one."""
    lines = address.lines
    every = (lines.building, lines.street, lines.district, lines.town, lines.county, lines.postcode)
    return ", ".join(line for line in every if line) or "not known"
