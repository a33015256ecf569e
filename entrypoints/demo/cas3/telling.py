"""What CAS3 tells of what staff do: the type of the event, its details, and what it keeps to itself."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from domain.event import EventType
from entrypoints.demo.cas3.booking import Booking
from entrypoints.demo.cas3.people import Officer
from entrypoints.demo.cas3.places import place_named
from entrypoints.demo.cas3.told import NOTHING, Beside
from entrypoints.demo.page.doings import Action
from entrypoints.sandbox.sample_events import SamplePremises, on

EVENT_TYPES: Final[Mapping[Action, EventType]] = {
    Action.SUBMIT_REFERRAL: EventType.REFERRAL_SUBMITTED,
    Action.BOOK: EventType.BOOKING_PROVISIONALLY_MADE,
    Action.CONFIRM: EventType.BOOKING_CONFIRMED,
    Action.CANCEL: EventType.BOOKING_CANCELLED,
    Action.CHANGE_CANCELLATION: EventType.BOOKING_CANCELLED_UPDATED,
    Action.ARRIVE: EventType.PERSON_ARRIVED,
    Action.CHANGE_ARRIVAL: EventType.PERSON_ARRIVED_UPDATED,
    Action.DEPART: EventType.PERSON_DEPARTED,
    Action.CHANGE_DEPARTURE: EventType.PERSON_DEPARTED_UPDATED,
}
"""Which event tells of which action."""

_PAGES: Final = "http://cas3.example"
_SENTENCE: Final = {"deliusEventNumber": "1"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """What an officer does on that day, with the values of the form. A referral concerns no booking; the
    `application` is empty where the booking has none.
    """

    action: Action
    officer: Officer
    today: date
    application: str
    booking: Booking | None
    values: Mapping[str, Any]

    def given(self, name: str) -> str | None:
        """The text that was filled in; None for nothing."""
        return str(self.values[name]).strip() or None


def beside(deed: Deed) -> Beside:
    """What was filled in and no event carries."""
    match deed.action:
        case Action.SUBMIT_REFERRAL:
            return Beside(needed_from=deed.values["needed_from"])
        case Action.BOOK:
            return Beside(place=place_named(deed.values["place"]), end=deed.values["end"])
        case Action.DEPART | Action.CHANGE_DEPARTURE:
            return Beside(move_on=deed.values["move_on"])
        case _:
            return NOTHING


def details(deed: Deed) -> Mapping[str, Any]:
    """The fields of the event's kind, as the API names them; what is not known is None."""
    url = f"{_PAGES}/applications/{deed.application}" if deed.application else None
    referred = {"applicationId": deed.application or None, "applicationUrl": url}
    if deed.booking is None:
        return referred
    booked = {"bookingId": deed.booking.id, "bookingUrl": f"{_PAGES}/bookings/{deed.booking.id}"}
    return {**referred, **booked, "notes": deed.given("notes"), **_kind(deed, deed.booking)}


def _kind(deed: Deed, booking: Booking) -> Mapping[str, Any]:
    by = deed.officer.as_staff
    match deed.action:
        case Action.BOOK:
            return {"expectedArrivedAt": on(deed.values["start"]), "bookedBy": by}
        case Action.CONFIRM:
            return {"expectedArrivedAt": on(booking.start or deed.today), "confirmedBy": by}
        case Action.CANCEL | Action.CHANGE_CANCELLATION:
            return {**_cancellation(deed.values), "cancelledBy": by}
        case Action.ARRIVE | Action.CHANGE_ARRIVAL:
            return {**_arrival(deed.values), **_stayed(booking, deed.officer), "recordedBy": by}
        case _:
            return {**_departure(deed), **_stayed(booking, deed.officer), "recordedBy": by}


def _stayed(booking: Booking, officer: Officer) -> Mapping[str, Any]:
    """Of a place that is not known CAS3 can tell the region alone."""
    unknown = SamplePremises(line1="", postcode="", region=officer.region_name)
    return {"premises": booking.place.premises if booking.place else unknown, **_SENTENCE}


def _cancellation(values: Mapping[str, Any]) -> Mapping[str, Any]:
    return {"cancelledAt": values["cancelled_on"], "cancellationReason": values["cancellation_reason"]}


def _arrival(values: Mapping[str, Any]) -> Mapping[str, Any]:
    return {"arrivedAt": on(values["arrived_on"]), "expectedDepartureOn": values["expected_departure"]}


def _departure(deed: Deed) -> Mapping[str, Any]:
    return {
        "departedAt": on(deed.values["departed_on"]),
        "reason": deed.values["departure_reason"],
        "reasonDetail": deed.given("reason_detail"),
    }
