"""Rule 1: a detail that only the notes would show decides nothing; where it cannot be read it is left out."""

from typing import Any

import pytest

from adapters.wire.details import read_details
from domain.arrival_and_departure import PersonArrived
from domain.event import EventType
from tests.adapters.details_answers import ARRIVAL, BOOKING, CANCELLATION, DEPARTURE, answer


@pytest.mark.parametrize(
    ("event_type", "details", "field"),
    [
        (EventType.BOOKING_PROVISIONALLY_MADE, BOOKING, "expectedArrivedAt"),
        (EventType.BOOKING_PROVISIONALLY_MADE, BOOKING, "bookedBy"),
        (EventType.BOOKING_CONFIRMED, BOOKING, "expectedArrivedAt"),
        (EventType.BOOKING_CONFIRMED, BOOKING, "confirmedBy"),
        (EventType.BOOKING_CONFIRMED, BOOKING, "notes"),
        (EventType.BOOKING_CANCELLED, CANCELLATION, "cancellationReason"),
        (EventType.BOOKING_CANCELLED, CANCELLATION, "cancellationContext"),
        (EventType.BOOKING_CANCELLED_UPDATED, CANCELLATION, "cancelledBy"),
        (EventType.PERSON_ARRIVED, ARRIVAL, "expectedDepartureOn"),
        (EventType.PERSON_ARRIVED, ARRIVAL, "notes"),
        (EventType.PERSON_ARRIVED_UPDATED, ARRIVAL, "recordedBy"),
        (EventType.PERSON_DEPARTED, DEPARTURE, "reason"),
        (EventType.PERSON_DEPARTED, DEPARTURE, "reasonDetail"),
        (EventType.PERSON_DEPARTED_UPDATED, DEPARTURE, "recordedBy"),
    ],
)
@pytest.mark.parametrize("unreadable", [7, True, ["a text"], {"name": "a text"}])
def test_what_only_the_notes_would_show_is_left_out_where_it_cannot_be_read(
    event_type: EventType, details: dict[str, Any], field: str, unreadable: object
) -> None:
    event = read_details(event_type, answer({**details, field: unreadable}))

    assert event.left_out == (field,)
    assert event.staff is None
    without = read_details(event_type, answer({key: each for key, each in details.items() if key != field}))
    assert event.lines == without.lines


@pytest.mark.parametrize("departure", ["2026-09-02T10:00:00Z", "next week", "1780000000", "0000-00-00"])
def test_an_expected_departure_that_is_no_date_costs_nobody_the_address(departure: str) -> None:
    event = read_details(EventType.PERSON_ARRIVED, answer({**ARRIVAL, "expectedDepartureOn": departure}))

    assert isinstance(event, PersonArrived)
    assert (event.left_out, event.expected_departure) == (("expectedDepartureOn",), None)


@pytest.mark.parametrize("empty", [{"value": None}, {"value": ""}, {"value": "\u200b"}, {}])
@pytest.mark.parametrize(
    ("event_type", "details", "field"),
    [
        (EventType.BOOKING_PROVISIONALLY_MADE, BOOKING, "expectedArrivedAt"),
        (EventType.BOOKING_CONFIRMED, BOOKING, "expectedArrivedAt"),
        (EventType.BOOKING_CANCELLED, CANCELLATION, "cancellationReason"),
        (EventType.PERSON_DEPARTED, DEPARTURE, "reason"),
    ],
)
def test_what_cas3_promises_to_fill_is_left_out_where_it_says_nothing(
    event_type: EventType, details: dict[str, Any], field: str, empty: dict[str, object]
) -> None:
    given = {key: value for key, value in details.items() if key != field}

    event = read_details(
        event_type, answer(given | dict.fromkeys([field] if empty else [], empty.get("value")))
    )

    assert event.left_out == (field,)


def test_several_details_that_are_left_out_are_all_named() -> None:
    event = read_details(
        EventType.PERSON_DEPARTED,
        answer({**DEPARTURE, "reason": None, "notes": 7, "recordedBy": {"staffCode": 7}}),
    )

    assert sorted(event.left_out) == ["notes", "reason", "recordedBy"]
    assert event.lines == ("Departure date: 09/06/2026",)
