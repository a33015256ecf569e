"""The events that CAS3 tells, as the service reads them."""

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from domain.arrival_and_departure import PersonArrived, PersonDeparted
from domain.booking import BookingCancelled, BookingConfirmed, BookingProvisionallyMade
from domain.event import EventType
from domain.identifiers import ApplicationId, BookingId, Code
from domain.london import instant
from domain.owner import StaffMember
from domain.referral import ReferralSubmitted
from entrypoints.demo.cas3.action import Action
from entrypoints.demo.cas3.actions import ACTIONS
from entrypoints.sandbox.sample_events import SampleEvent
from tests.entrypoints.demo.cas3.shift import API, FAR, MAEVE, NOW, ROSA, TODAY, Shift, read

ALL_IN_ORDER = [
    Action.SUBMIT_REFERRAL,
    Action.BOOK,
    Action.CANCEL,
    Action.CHANGE_CANCELLATION,
    Action.BOOK,
    Action.CONFIRM,
    Action.ARRIVE,
    Action.CHANGE_ARRIVAL,
    Action.DEPART,
    Action.CHANGE_DEPARTURE,
]
HEAD = {"applicationId", "applicationUrl"}
BOOKED = {*HEAD, "bookingId", "bookingUrl", "notes"}
STAYED = {*BOOKED, "premises", "deliusEventNumber", "recordedBy"}


@pytest.fixture
def shift() -> Shift:
    return Shift()


def midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=UTC)


def detail(event: SampleEvent) -> Mapping[str, Any]:
    found: Mapping[str, Any] = json.loads(event.answer)["eventDetails"]
    return found


def test_the_table_has_every_action_and_every_event() -> None:
    assert set(ACTIONS) == set(Action)
    assert {kind.event for kind in ACTIONS.values()} == set(EventType)


def test_every_action_has_its_event(shift: Shift) -> None:
    shift.does(*ALL_IN_ORDER)

    assert [event.type for event in shift.told] == [ACTIONS[action].event for action in ALL_IN_ORDER]
    assert {event.type for event in shift.told} == set(EventType)


def test_every_event_says_about_whom_it_is_and_who_recorded_it(shift: Shift) -> None:
    shift.does(*ALL_IN_ORDER)

    events = [read(event) for event in shift.told]
    officer = StaffMember(Code("N56C027"), Code("N56"))
    assert {event.crn.value for event in events} == {MAEVE}
    assert [event.staff for event in events] == [None, *[officer] * 9]
    assert [event.is_update for event in events] == ["CHANGE" in action.name for action in ALL_IN_ORDER]
    assert len({event.id for event in events}) == len(events)
    assert all(event.message.count(API) for event in shift.told)


def test_the_details_have_the_fields_of_their_kind(shift: Shift) -> None:
    shift.does(*ALL_IN_ORDER)

    cancelled = {*BOOKED, "cancelledAt", "cancellationReason", "cancelledBy"}
    arrived = {*STAYED, "arrivedAt", "expectedDepartureOn"}
    departed = {*STAYED, "departedAt", "reason", "reasonDetail"}
    booked = {*BOOKED, "expectedArrivedAt", "bookedBy"}
    confirmed = {*BOOKED, "expectedArrivedAt", "confirmedBy"}
    fields = [HEAD, booked, cancelled, cancelled, booked, confirmed, arrived, arrived, departed, departed]
    assert [set(detail(event)) for event in shift.told] == [{"personReference", *each} for each in fields]


def test_dates_are_written_as_cas3_writes_them(shift: Shift) -> None:
    shift.comes("departed")

    _, booked, _, arrived, departed = map(detail, shift.told)
    assert booked["expectedArrivedAt"] == arrived["arrivedAt"] == "2026-11-22T00:00:00Z"
    assert (arrived["expectedDepartureOn"], departed["departedAt"]) == ("2027-02-14", "2026-11-22T00:00:00Z")


def test_a_referral_is_told(shift: Shift) -> None:
    event = shift.does(Action.SUBMIT_REFERRAL)

    referral = read(event)
    assert isinstance(referral, ReferralSubmitted)
    assert referral.application == ApplicationId("id-1")
    assert referral.timestamp == NOW


@pytest.mark.parametrize(
    ("far", "kind"),
    [("provisional", BookingProvisionallyMade), ("confirmed", BookingConfirmed)],
)
def test_an_agreed_stay_is_told(
    shift: Shift, far: str, kind: type[BookingProvisionallyMade | BookingConfirmed]
) -> None:
    *before, last = FAR[far]
    shift.does(*before)
    event = read(shift.does(last, notes="  A ground floor room. "))

    assert isinstance(event, kind)
    assert event.expected_arrival == midnight(TODAY)
    assert (event.booking, event.notes) == (BookingId(shift.booking.id), "A ground floor room.")


def test_a_booking_is_confirmed_for_the_day_that_was_booked(shift: Shift) -> None:
    shift.does(Action.SUBMIT_REFERRAL)
    shift.does(Action.BOOK, start=date(2026, 12, 5))
    event = read(shift.does(Action.CONFIRM))

    assert isinstance(event, BookingConfirmed)
    assert event.expected_arrival == midnight(date(2026, 12, 5))


@pytest.mark.parametrize(
    ("far", "action"), [("provisional", Action.CANCEL), ("cancelled", Action.CHANGE_CANCELLATION)]
)
def test_a_cancellation_is_told(shift: Shift, far: str, action: Action) -> None:
    values = {"cancelled_on": date(2026, 11, 19), "cancellation_reason": "Recall to custody"}
    event = read(shift.comes(far).does(action, **values, notes="By telephone."))

    assert isinstance(event, BookingCancelled)
    assert (event.cancelled_on, event.reason) == (date(2026, 11, 19), "Recall to custody")
    assert event.notes == "By telephone."


@pytest.mark.parametrize(("far", "action"), [("confirmed", Action.ARRIVE), ("active", Action.CHANGE_ARRIVAL)])
def test_an_arrival_is_told(shift: Shift, far: str, action: Action) -> None:
    values = {"arrived_on": date(2026, 11, 21), "end": date(2026, 12, 31)}
    event = read(shift.comes(far).does(action, **values, notes="Has the key."))

    assert isinstance(event, PersonArrived)
    assert (event.arrival_date, event.expected_departure) == (date(2026, 11, 21), date(2026, 12, 31))
    assert event.premises.on_one_line == "Fen Lodge 5 Drove Way PE1 9CK Peterborough East of England"
    assert event.notes == "Has the key."


@pytest.mark.parametrize(
    ("far", "action"), [("active", Action.DEPART), ("departed", Action.CHANGE_DEPARTURE)]
)
def test_a_departure_is_told(shift: Shift, far: str, action: Action) -> None:
    values = {"departed_on": date(2026, 11, 22), "departure_reason": "Asked to leave – risk to others"}
    event = read(shift.comes(far).does(action, **values, reason_detail="Arson", notes=""))

    assert isinstance(event, PersonDeparted)
    assert (event.departure_date, event.reason) == (date(2026, 11, 22), "Asked to leave – risk to others")
    assert (event.reason_detail, event.notes) == ("Arson", "")
    assert event.premises is not None
    assert event.premises.postcode == "PE1 9CK"


def test_the_move_on_category_is_not_told(shift: Shift) -> None:
    event = shift.comes("active").does(Action.DEPART, move_on="Rough sleeping")

    assert "Rough sleeping" not in event.answer + event.message
    assert shift.facts["Move-on category"] == "Rough sleeping"


def test_a_booking_keeps_its_referral(shift: Shift) -> None:
    first, booked = shift.does(Action.SUBMIT_REFERRAL), shift.does(Action.BOOK)
    second = shift.does(Action.SUBMIT_REFERRAL)
    confirmed, booked_next = shift.does(Action.CONFIRM), shift.does(Action.BOOK)

    applications = [event.details["applicationId"] for event in (first, booked, confirmed)]
    assert len(set(applications)) == 1
    assert booked_next.details["applicationId"] == second.details["applicationId"] != applications[0]
    assert first.details["applicationUrl"] != second.details["applicationUrl"]


def test_the_clock_may_stand_still_or_go_back(shift: Shift) -> None:
    shift.does(Action.SUBMIT_REFERRAL, Action.BOOK)
    shift.now = instant(NOW - timedelta(hours=1))
    shift.does(Action.CONFIRM, Action.ARRIVE)

    times = [read(event).timestamp for event in shift.told]
    assert times == sorted(set(times))
    assert times[-1] - NOW < timedelta(seconds=1)


def test_one_person_is_not_late_for_another() -> None:
    rosa = Shift(ROSA)
    rosa.does(Action.SUBMIT_REFERRAL)
    maeve = Shift(MAEVE, office=rosa.office)

    assert maeve.does(Action.SUBMIT_REFERRAL).timestamp == NOW
