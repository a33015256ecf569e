"""The values that stand in a form before anybody fills it in. All dates are London's."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any, Final

from entrypoints.demo.cas3.booking import LONGEST_STAY, Booking, Status
from entrypoints.demo.cas3.choices import first_choice
from entrypoints.demo.cas3.people import Person
from entrypoints.demo.cas3.places import PLACES, Place
from entrypoints.demo.cas3.record import Record
from entrypoints.demo.page.doings import Action

_A_WHILE: Final = timedelta(days=14)
_IN_USE: Final = {Status.PROVISIONAL, Status.CONFIRMED, Status.ACTIVE}
_CHANGES: Final = {Action.CHANGE_CANCELLATION, Action.CHANGE_ARRIVAL, Action.CHANGE_DEPARTURE}


def for_person(action: Action, person: Person, record: Record, today: date) -> Mapping[str, Any]:
    """Those of a form that concerns no booking yet.

    They lie back a little: who arrived today, and left today, would have stayed no time that could be seen.
    """
    if action is Action.SUBMIT_REFERRAL:
        return {"needed_from": today - _A_WHILE}
    needed_from = record.newest_referral.needed_from if record.newest_referral else None
    start = needed_from or today
    place = _suitable(person, record)
    return {"place": place.name, "start": start, "end": start + LONGEST_STAY, "notes": ""}


def for_booking(action: Action, booking: Booking, today: date) -> Mapping[str, Any]:
    """Those of a form on a booking: where something is corrected, they are what was told last."""
    notes = booking.notes if action in _CHANGES else ""
    return {**_FORMS[action](booking, today), "notes": notes}


def _suitable(person: Person, record: Record) -> Place:
    """The first place in the officer's region where the person has no booking, else the first anywhere."""
    taken = {booking.place for booking in record.bookings if booking.status in _IN_USE}
    free = [place for place in PLACES if place not in taken] or PLACES
    near = (place for place in free if place.premises.region == person.officer.region_name)
    return next(near, free[0])


def _confirmation(_: Booking, __: date) -> Mapping[str, Any]:
    return {}


def _cancellation(booking: Booking, today: date) -> Mapping[str, Any]:
    return {
        "cancelled_on": booking.cancelled_on or today,
        "cancellation_reason": booking.cancellation_reason or first_choice("cancellation_reason"),
    }


def _arrival(booking: Booking, today: date) -> Mapping[str, Any]:
    arrived = booking.arrived_on or min(booking.start or today, today)
    is_still_to_come = booking.end is not None and booking.end > arrived
    leaving = booking.end if is_still_to_come else arrived + LONGEST_STAY
    return {"arrived_on": arrived, "expected_departure": leaving}


def _departure(booking: Booking, today: date) -> Mapping[str, Any]:
    return {
        "departed_on": booking.departed_on or _leaving_date(booking, today),
        "departure_reason": booking.departure_reason or first_choice("departure_reason"),
        "reason_detail": booking.reason_detail,
        "move_on": booking.move_on or first_choice("move_on"),
    }


def _leaving_date(booking: Booking, today: date) -> date:
    """Today, or when they were expected to leave if that has passed; never before they arrived."""
    leaving = min(today, booking.end or today)
    return max(leaving, booking.arrived_on or leaving)


_FORMS: Final[Mapping[Action, Callable[[Booking, date], Mapping[str, Any]]]] = {
    Action.CONFIRM: _confirmation,
    Action.CANCEL: _cancellation,
    Action.CHANGE_CANCELLATION: _cancellation,
    Action.ARRIVE: _arrival,
    Action.CHANGE_ARRIVAL: _arrival,
    Action.DEPART: _departure,
    Action.CHANGE_DEPARTURE: _departure,
}
