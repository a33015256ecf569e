"""The values that CAS3 proposes in its forms, and those that it does not take. All dates are London's."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from domain.london import as_date
from entrypoints.demo.cas3.places import PLACES
from entrypoints.demo.cas3.record import Booking, Record, Status
from entrypoints.sandbox.people import SamplePerson

LONGEST_STAY: Final = timedelta(days=84)
_IN_USE: Final = {Status.PROVISIONAL, Status.CONFIRMED, Status.ACTIVE}

Values = Mapping[str, Any]
"""The values in a form, by the names of its fields."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """The situation in which staff fill in a form, on that day. A booking that is still to be made has an
    empty id.
    """

    person: SamplePerson
    record: Record
    booking: Booking
    today: date


def place(now: Situation) -> str:
    """Return the first place in the officer's region where the person has no booking, else the first free."""
    taken = {booking.place for booking in now.record.bookings if booking.status in _IN_USE}
    free = [each for each in PLACES if each not in taken] or PLACES
    near = (each for each in free if each.premises.region == now.person.officer.region_name)
    return next(near, free[0]).name


def start(now: Situation) -> date:
    """Return from when on accommodation is needed."""
    referral = now.record.newest_referral
    return (referral.needed_from if referral else None) or now.today


def agreed_start(now: Situation) -> date:
    """Return the start that was agreed for the booking."""
    return now.booking.start or now.today


def end(now: Situation) -> date:
    """Return the last day that a stay may last."""
    return start(now) + LONGEST_STAY


def cancellation_date(now: Situation) -> date:
    """Return today, or when it was cancelled."""
    return now.booking.cancelled_on or now.today


def arrival(now: Situation) -> date:
    """Return the start that was agreed, but not after today; or when they arrived."""
    return now.booking.arrived_on or min(now.booking.start or now.today, now.today)


def expected_departure(now: Situation) -> date:
    """Return the end that was agreed, unless it does not come after the arrival."""
    arrived, agreed = arrival(now), now.booking.end
    return agreed if agreed and agreed > arrived else arrived + LONGEST_STAY


def departure(now: Situation) -> date:
    """Return today, or the expected day if that has passed, but not before the arrival; or when they left."""
    booking, today = now.booking, now.today
    leaving = min(today, booking.end or today)
    return booking.departed_on or max(leaving, booking.arrived_on or leaving)


def check_stay(_: Situation, values: Values) -> Mapping[str, str]:
    """Return what is wrong with the dates of a booking, by the names of the fields."""
    if values["end"] <= values["start"]:
        return {"end": "The end date must be after the start date"}
    if values["end"] - values["start"] > LONGEST_STAY:
        return {"end": f"A stay may not be longer than {LONGEST_STAY.days} nights"}
    return {}


def check_arrival(now: Situation, values: Values) -> Mapping[str, str]:
    """Return what is wrong with the dates of an arrival, by the names of the fields."""
    if values["arrived_on"] > now.today:
        return {"arrived_on": "The arrival date must be today or in the past"}
    if values["end"] <= values["arrived_on"]:
        return {"end": "The expected departure date must be after the arrival date"}
    return {}


def check_departure(now: Situation, values: Values) -> Mapping[str, str]:
    """Return what is wrong with the date of a departure, by the names of the fields."""
    if values["departed_on"] > now.today:
        return {"departed_on": "The departure date must be today or in the past"}
    arrived = now.booking.arrived_on
    if arrived is not None and values["departed_on"] < arrived:
        return {"departed_on": f"The departure date must not be before the arrival date, {as_date(arrived)}"}
    return {}
