"""Values that CAS3 does not take."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

import pytest

from entrypoints.demo.cas3.action import Action
from entrypoints.demo.refusals import Refused
from tests.entrypoints.demo.cas3.shift import TODAY, Shift

YESTERDAY = TODAY - timedelta(days=1)
TOMORROW = TODAY + timedelta(days=1)
AFTER_THE_START = {"end": "The end date must be after the start date"}
TOO_LONG = {"end": "A stay may not be longer than 84 nights"}
AFTER_THE_ARRIVAL = {"end": "The expected departure date must be after the arrival date"}
NOT_ARRIVED_YET = {"arrived_on": "The arrival date must be today or in the past"}
NOT_LEFT_YET = {"departed_on": "The departure date must be today or in the past"}
TOO_EARLY = {"departed_on": "The departure date must not be before the arrival date, 22/11/2026"}


@pytest.mark.parametrize(
    ("far", "action", "values", "errors"),
    [
        ("departed", Action.BOOK, {"end": TODAY}, AFTER_THE_START),
        ("departed", Action.BOOK, {"end": YESTERDAY}, AFTER_THE_START),
        ("departed", Action.BOOK, {"end": TODAY + timedelta(days=85)}, TOO_LONG),
        ("confirmed", Action.ARRIVE, {"end": TODAY}, AFTER_THE_ARRIVAL),
        ("active", Action.CHANGE_ARRIVAL, {"end": YESTERDAY}, AFTER_THE_ARRIVAL),
        ("active", Action.DEPART, {"departed_on": YESTERDAY}, TOO_EARLY),
        ("departed", Action.CHANGE_DEPARTURE, {"departed_on": YESTERDAY}, TOO_EARLY),
        ("confirmed", Action.ARRIVE, {"arrived_on": TOMORROW}, NOT_ARRIVED_YET),
        ("active", Action.CHANGE_ARRIVAL, {"arrived_on": TOMORROW}, NOT_ARRIVED_YET),
        ("active", Action.DEPART, {"departed_on": TOMORROW}, NOT_LEFT_YET),
        ("departed", Action.CHANGE_DEPARTURE, {"departed_on": TOMORROW}, NOT_LEFT_YET),
    ],
)
def test_dates_that_cannot_be_are_refused(
    far: str, action: Action, values: Mapping[str, Any], errors: Mapping[str, str]
) -> None:
    shift = Shift().comes(far)
    before, told = shift.office.file(shift.crn), len(shift.told)
    with pytest.raises(Refused) as refused:
        shift.does(action, **values)

    assert refused.value.errors == errors
    assert (shift.office.file(shift.crn), len(shift.told)) == (before, told)


@pytest.mark.parametrize(
    ("far", "action", "values"),
    [
        ("departed", Action.BOOK, {"end": TODAY + timedelta(days=1)}),
        ("departed", Action.BOOK, {"end": TODAY + timedelta(days=84)}),
        ("departed", Action.BOOK, {"start": date(2030, 1, 1), "end": date(2030, 3, 1)}),
        ("confirmed", Action.ARRIVE, {"end": TODAY + timedelta(days=1)}),
        ("confirmed", Action.ARRIVE, {"arrived_on": YESTERDAY}),
        ("active", Action.DEPART, {"departed_on": TODAY}),
        ("provisional", Action.CANCEL, {"cancelled_on": date(2030, 1, 1)}),
    ],
)
def test_everything_else_is_taken(far: str, action: Action, values: Mapping[str, Any]) -> None:
    shift = Shift().comes(far)
    told = len(shift.told)
    shift.does(action, **values)

    assert len(shift.told) == told + 1
