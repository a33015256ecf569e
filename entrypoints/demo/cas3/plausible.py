"""Which values CAS3 does not take."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from domain.london import as_date
from entrypoints.demo.cas3.booking import LONGEST_STAY, Booking
from entrypoints.demo.cas3.telling import Deed
from entrypoints.demo.page.doings import Action, Refused


def check_plausible(deed: Deed) -> None:
    """Refused, by the names of the fields, if the dates contradict each other, or tell as done what is to
    come.
    """
    match deed.action:
        case Action.BOOK:
            errors = _of_stay(deed.values)
        case Action.ARRIVE | Action.CHANGE_ARRIVAL:
            errors = _of_arrival(deed.values, deed.today)
        case Action.DEPART | Action.CHANGE_DEPARTURE:
            errors = _of_departure(deed.values, deed.booking, deed.today)
        case _:
            errors = {}
    if errors:
        raise Refused(errors)


def _of_stay(values: Mapping[str, Any]) -> Mapping[str, str]:
    start, end = values["start"], values["end"]
    if end <= start:
        return {"end": "The end date must be after the start date"}
    if end - start > LONGEST_STAY:
        return {"end": f"A stay may not be longer than {LONGEST_STAY.days} nights"}
    return {}


def _of_arrival(values: Mapping[str, Any], today: date) -> Mapping[str, str]:
    if values["arrived_on"] > today:
        return {"arrived_on": "The arrival date must be today or in the past"}
    if values["expected_departure"] <= values["arrived_on"]:
        return {"expected_departure": "The expected departure date must be after the arrival date"}
    return {}


def _of_departure(values: Mapping[str, Any], booking: Booking | None, today: date) -> Mapping[str, str]:
    if values["departed_on"] > today:
        return {"departed_on": "The departure date must be today or in the past"}
    arrived_on = booking.arrived_on if booking else None
    if arrived_on is not None and values["departed_on"] < arrived_on:
        arrival = f"the arrival date, {as_date(arrived_on)}"
        return {"departed_on": f"The departure date must not be before {arrival}"}
    return {}
