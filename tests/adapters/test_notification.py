"""Messages as they come out of the queue."""

import json
from typing import Any

import pytest

from adapters.wire.notification import read_notification
from domain.event import EventType
from domain.failures import PermanentFailure
from domain.identifiers import BookingId, Crn


def message(**changes: object) -> dict[str, Any]:
    return {
        "eventType": "accommodation.cas3.person.arrived",
        "version": 1,
        "description": "Someone has arrived",
        "detailUrl": "https://api.example/events/cas3/person-arrived/1",
        "occurredAt": "2026-06-02T00:00:00Z",
        "additionalInformation": {"applicationId": None, "bookingId": "b1"},
        "personReference": {"identifiers": [{"type": "CRN", "value": "A000001"}]},
        "unknown": {"keys": "are ignored"},
        **changes,
    }


def envelope(inner: str, **attributes: object) -> str:
    return json.dumps({"Type": "Notification", "Message": inner, "MessageAttributes": attributes})


@pytest.mark.parametrize(
    "body",
    [
        json.dumps(message()),
        envelope(json.dumps(message())),
        envelope(json.dumps(message()), timestamp={"Type": "Number.java.lang.Long", "Value": "1"}),
    ],
)
def test_a_message_is_read_with_and_without_its_envelope(body: str) -> None:
    notification = read_notification(body)

    assert notification.event_type is EventType.PERSON_ARRIVED
    assert notification.crn == Crn("A000001")
    assert notification.detail_url == "https://api.example/events/cas3/person-arrived/1"
    assert notification.booking == BookingId("b1")


@pytest.mark.parametrize(
    ("attributes", "trace_parent"),
    [
        ({"traceparent": {"Type": "String", "Value": "00-1"}}, "00-1"),
        ({"traceparent": {"Type": "String", "Value": 7}}, None),
        ({}, None),
    ],
)
def test_the_trace_is_read_from_the_envelope(attributes: dict[str, object], trace_parent: str | None) -> None:
    assert read_notification(envelope(json.dumps(message()), **attributes)).trace_parent == trace_parent


@pytest.mark.parametrize("information", [None, {}, {"bookingId": None}, {"bookingId": ""}])
def test_the_booking_may_be_missing(information: object) -> None:
    assert read_notification(json.dumps(message(additionalInformation=information))).booking is None


@pytest.mark.parametrize("attributes", [[], "", {"traceparent": None}, {"traceparent": "00-1"}])
def test_attributes_of_the_envelope_decide_nothing(attributes: object) -> None:
    body = json.dumps({"Message": json.dumps(message()), "MessageAttributes": attributes})

    assert read_notification(body).trace_parent is None


def test_the_crn_is_found_among_other_identifiers() -> None:
    identifiers = [
        {"type": None},
        None,
        "A1234BC",
        {"type": 7, "value": 7},
        {"type": "CRN", "value": 7},
        {"type": "CRN", "value": "\u200b"},
        {"type": "NOMS", "value": "A1234BC"},
        {"type": "CRN", "value": None},
        {"type": "CRN", "value": "X1"},
    ]

    assert read_notification(json.dumps(message(personReference={"identifiers": identifiers}))).crn == Crn(
        "X1"
    )


def test_of_a_key_that_is_written_twice_the_last_counts() -> None:
    twice = json.dumps(message()).replace('"eventType":', '"eventType": "accommodation.cas1.x", "eventType":')

    assert read_notification(twice).event_type is EventType.PERSON_ARRIVED


@pytest.mark.parametrize("key", ["version", "description", "occurredAt", "additionalInformation", "unknown"])
@pytest.mark.parametrize("value", [None, {}])
def test_what_is_not_needed_may_be_null_or_of_any_kind(key: str, value: object) -> None:
    assert read_notification(json.dumps(message(**{key: value}))).crn == Crn("A000001")


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ("rubbish", "the message is not JSON"),
        ("", "the message is not JSON"),
        ("[]", "the message is not as agreed: body: "),
        (envelope("rubbish"), "the message in the envelope is not JSON"),
        (json.dumps({"Message": 7}), "the message is not as agreed: Message: "),
        (json.dumps(message(eventType=None)), "the message has no eventType"),
        (json.dumps(message(eventType="accommodation.cas1.person.arrived")), "none of the nine"),
        (json.dumps(message(detailUrl=None)), "the message has no detailUrl"),
        (json.dumps(message(detailUrl=" ")), "the message has no detailUrl"),
        (json.dumps(message(personReference=None)), "the message has no CRN"),
        (json.dumps(message(personReference={"identifiers": []})), "the message has no CRN"),
        (
            json.dumps(message(personReference={"identifiers": [{"type": "CRN", "value": " "}]})),
            "the message has no CRN",
        ),
        (
            json.dumps(message(additionalInformation={"bookingId": 7})),
            "additionalInformation.bookingId: Input should be a valid string",
        ),
    ],
)
def test_a_message_that_cannot_be_used_says_what_is_wrong(body: str, reason: str) -> None:
    with pytest.raises(PermanentFailure) as failure:
        read_notification(body)

    assert reason in failure.value.reason


def test_a_reason_says_nothing_of_what_stands_in_the_message() -> None:
    with pytest.raises(PermanentFailure) as failure:
        read_notification(json.dumps(message(eventType="Jane Roe", detailUrl={"secret": "Jane Roe"})))

    assert "Jane" not in failure.value.reason
