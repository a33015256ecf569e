"""Details as the CAS3 API answers them."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from adapters.wire.details import read_details
from domain.arrival_and_departure import PersonArrived, PersonDeparted
from domain.booking import BookingCancelled, BookingConfirmed, BookingProvisionallyMade
from domain.event import EventType
from domain.failures import PermanentFailure, TemporaryFailure
from domain.identifiers import BookingId, Code, Crn, EventId
from domain.owner import StaffMember
from domain.premises import Premises
from domain.referral import ReferralSubmitted
from tests.adapters.details_answers import (
    ARRIVAL,
    CANCELLATION,
    DEPARTURE,
    OF_BOOKING,
    PERSON,
    PREMISES,
    STAFF,
    answer,
)


def test_a_referral_is_read() -> None:
    event = read_details(
        EventType.REFERRAL_SUBMITTED, answer({"personReference": PERSON, "applicationId": "a1"})
    )

    assert isinstance(event, ReferralSubmitted)
    assert (event.id, event.crn, event.staff, event.is_update) == (EventId("e1"), Crn("A000001"), None, False)
    assert event.timestamp == datetime(2026, 6, 2, 9, 30, 0, 123456, UTC)
    assert event.application.value == "a1"


@pytest.mark.parametrize(
    ("event_type", "by", "kind"),
    [
        (EventType.BOOKING_PROVISIONALLY_MADE, "bookedBy", BookingProvisionallyMade),
        (EventType.BOOKING_CONFIRMED, "confirmedBy", BookingConfirmed),
    ],
)
def test_a_booking_is_read(
    event_type: EventType, by: str, kind: type[BookingProvisionallyMade | BookingConfirmed]
) -> None:
    event = read_details(
        event_type, answer({**OF_BOOKING, "expectedArrivedAt": "2022-11-30T12:00:00", by: STAFF})
    )

    assert isinstance(event, kind)
    assert event.staff == StaffMember(Code("N54A001"), Code("N54"))
    assert event.booking == BookingId("b1")
    assert event.lines == ("Expected arrival date: 30/11/2022",)


@pytest.mark.parametrize("event_type", [EventType.BOOKING_CANCELLED, EventType.BOOKING_CANCELLED_UPDATED])
def test_a_cancellation_is_read(event_type: EventType) -> None:
    details = {**OF_BOOKING, "cancellationReason": "Withdrawn", "cancelledAt": "2026-06-03", "notes": "n"}

    event = read_details(event_type, answer(details))

    assert isinstance(event, BookingCancelled)
    assert (event.reason, event.cancelled_on, event.notes) == ("Withdrawn", date(2026, 6, 3), "n")
    assert event.is_update is event_type.is_update


@pytest.mark.parametrize("event_type", [EventType.PERSON_ARRIVED, EventType.PERSON_ARRIVED_UPDATED])
def test_an_arrival_is_read(event_type: EventType) -> None:
    details = {**ARRIVAL, "expectedDepartureOn": "2026-08-25", "recordedBy": STAFF, "deliusEventNumber": ""}

    event = read_details(event_type, answer(details))

    assert isinstance(event, PersonArrived)
    assert event.premises == Premises(postcode="BB1 1BB", region="Wales")
    assert (event.arrival_date, event.expected_departure) == (date(2026, 6, 2), date(2026, 8, 25))
    assert event.is_update is event_type.is_update


@pytest.mark.parametrize("event_type", [EventType.PERSON_DEPARTED, EventType.PERSON_DEPARTED_UPDATED])
def test_a_departure_is_read(event_type: EventType) -> None:
    details = {**DEPARTURE, "reasonDetail": "Friend’s", "premises": PREMISES, "moveOnCategory": {"label": ""}}

    event = read_details(event_type, answer(details))

    assert isinstance(event, PersonDeparted)
    assert (event.departure_date, event.reason, event.reason_detail) == (
        date(2026, 6, 9),
        "Moved – on",
        "Friend’s",
    )
    assert event.premises == Premises(postcode="BB1 1BB")


@pytest.mark.parametrize(
    ("written", "moment"),
    [
        ("2026-06-02T09:30:00+00", "2026-06-02T09:30:00+00:00"),
        ("2026-06-02T09:30:00+01", "2026-06-02T08:30:00+00:00"),
        ("2026-06-02T09:30+0100", "2026-06-02T08:30:00+00:00"),
        ("2026-06-02T09:30:00-05:30", "2026-06-02T15:00:00+00:00"),
        ("2026-03-02T09:30:00+00:00[Europe/London]", "2026-03-02T09:30:00+00:00"),
        ("2026-06-02T09:30:00.123456789+01[Europe/London]", "2026-06-02T08:30:00.123456+00:00"),
        ("2026-06-02T09:30:00Z[UTC]", "2026-06-02T09:30:00+00:00"),
        (" 2026-06-02T09:30:00Z ", "2026-06-02T09:30:00+00:00"),
        ("2026-06-02T09:30:00.1Z", "2026-06-02T09:30:00.100000+00:00"),
        ("2026-06-02T09:30", "2026-06-02T08:30:00+00:00"),
        ("2026-06-02", "2026-06-01T23:00:00+00:00"),
        ("2026-10-25T01:30:00", "2026-10-25T00:30:00+00:00"),
    ],
)
def test_a_time_is_read_as_java_spells_it(written: str, moment: str) -> None:
    event = read_details(EventType.PERSON_ARRIVED, answer(ARRIVAL, timestamp=written))

    assert event.timestamp.isoformat() == moment


@pytest.mark.parametrize(
    "written",
    ["2026-06-02T09:30:00[Asia/Tokyo]", "2026-06-02T09:30:00+1", "2026-06-02T09:30:00Z[UTC", "[UTC]"],
)
def test_a_time_whose_zone_cannot_be_read_is_refused(written: str) -> None:
    with pytest.raises(PermanentFailure, match="timestamp: "):
        read_details(EventType.PERSON_ARRIVED, answer(ARRIVAL, timestamp=written))


@pytest.mark.parametrize("empty", [{"value": None}, {"value": ""}, {"value": " "}, {}])
@pytest.mark.parametrize(
    ("event_type", "details", "field"),
    [
        (EventType.PERSON_ARRIVED, ARRIVAL, "expectedDepartureOn"),
        (EventType.PERSON_ARRIVED, ARRIVAL, "notes"),
        (EventType.PERSON_ARRIVED, ARRIVAL, "recordedBy"),
        (EventType.PERSON_DEPARTED, DEPARTURE, "premises"),
        (EventType.PERSON_DEPARTED, DEPARTURE, "reasonDetail"),
        (EventType.BOOKING_CANCELLED, CANCELLATION, "cancelledAt"),
        (EventType.BOOKING_CANCELLED, CANCELLATION, "cancelledBy"),
    ],
)
def test_null_missing_and_empty_are_alike(
    event_type: EventType, details: dict[str, Any], field: str, empty: dict[str, object]
) -> None:
    with_field = details | dict.fromkeys([field] if empty else [], empty.get("value"))

    assert (
        read_details(event_type, answer(with_field)).lines == read_details(event_type, answer(details)).lines
    )


def test_an_address_may_be_null_line_by_line() -> None:
    premises = {"addressLine1": None, "postcode": None, "region": None}

    event = read_details(EventType.PERSON_ARRIVED, answer({**ARRIVAL, "premises": premises}))

    assert event.lines == ("Arrival date: 02/06/2026",)


def test_of_the_premises_of_a_departure_only_the_postcode_matters() -> None:
    event = read_details(EventType.PERSON_DEPARTED, answer({**DEPARTURE, "premises": {"region": 7}}))

    assert isinstance(event, PersonDeparted)
    assert event.premises == Premises()


def test_of_a_field_that_is_written_twice_the_last_counts() -> None:
    twice = answer(ARRIVAL).replace('"bookingId": "b1"', '"bookingId": "b0", "bookingId": "b1"')

    event = read_details(EventType.PERSON_ARRIVED, twice)

    assert isinstance(event, PersonArrived)
    assert event.booking == BookingId("b1")


def test_blank_codes_name_nobody() -> None:
    nobody = {"staffCode": " ", "probationRegionCode": "N54"}

    assert read_details(EventType.PERSON_ARRIVED, answer({**ARRIVAL, "recordedBy": nobody})).staff is None


def test_nul_characters_are_left_out() -> None:
    event = read_details(EventType.PERSON_ARRIVED, answer({**ARRIVAL, "notes": "Two\0 bags"}))

    assert event.lines[-1] == "Two bags"


@pytest.mark.parametrize(
    ("event_type", "body", "reason"),
    [
        (
            EventType.PERSON_ARRIVED,
            answer({**ARRIVAL, "bookingId": " "}),
            "bookingId: Value error, BookingId is blank",
        ),
        (EventType.PERSON_ARRIVED, answer({**ARRIVAL, "bookingId": 7}), "bookingId: Input should be a text"),
        (EventType.PERSON_ARRIVED, answer({**ARRIVAL, "premises": None}), "premises"),
        (EventType.PERSON_ARRIVED, answer({**ARRIVAL, "arrivedAt": "Jane Roe"}), "arrivedAt"),
        (EventType.PERSON_ARRIVED, answer({**ARRIVAL, "arrivedAt": 1780000000}), "arrivedAt"),
        (EventType.PERSON_ARRIVED, answer({**ARRIVAL, "arrivedAt": "1780000000"}), "written out"),
        (EventType.PERSON_ARRIVED, answer({**ARRIVAL, "arrivedAt": "-1780000000.5"}), "written out"),
        (
            EventType.BOOKING_CANCELLED,
            answer({**CANCELLATION, "cancelledAt": "1780000000"}),
            "cancelledAt: Input should be a date or time, written out",
        ),
        (EventType.PERSON_ARRIVED, answer({**ARRIVAL, "premises": {**PREMISES, "town": 7}}), "premises.town"),
        (EventType.PERSON_ARRIVED, answer({**ARRIVAL, "personReference": {"crn": 7}}), "personReference.crn"),
        (EventType.PERSON_ARRIVED, answer(ARRIVAL, timestamp="0001-01-01T00:00:00Z"), "outside the calendar"),
        (EventType.PERSON_ARRIVED, answer(ARRIVAL, id=""), "id: Value error, EventId is blank"),
        (EventType.PERSON_DEPARTED, answer(ARRIVAL), "departedAt: Field required"),
        (EventType.PERSON_ARRIVED, "[]", "the details do not validate"),
        (EventType.PERSON_ARRIVED, answer({**ARRIVAL, "personReference": None}), "personReference"),
        (EventType.REFERRAL_SUBMITTED, answer({"personReference": PERSON}), "applicationId: Field required"),
    ],
)
def test_details_that_do_not_validate_name_each_field(event_type: EventType, body: str, reason: str) -> None:
    with pytest.raises(PermanentFailure) as failure:
        read_details(event_type, body)

    assert reason in failure.value.reason
    assert "Jane" not in failure.value.reason


@pytest.mark.parametrize("body", ["<html>", "", answer(ARRIVAL)[:-9]])
def test_an_answer_that_is_not_json_may_be_one_the_next_time(body: str) -> None:
    with pytest.raises(TemporaryFailure, match="not JSON"):
        read_details(EventType.PERSON_ARRIVED, body)
