"""The little that can be told of a message that says nothing that can be used."""

import json
import time
import timeit

import pytest

from adapters.in_memory.clock import InMemoryClock
from adapters.in_memory.inbound_events import InMemoryInboundEvents
from adapters.wire.message import read_message
from domain.notification import MessageSubject, Notification, UnusableMessage
from tests.adapters.test_notification import envelope, message
from tests.domain.desk import NOW

_BOOKING = "6ba7b810-9dad-11d1-80b4-00c04fd430c8"
_CRN = "X418302"
_PATH = "/events/cas3/person-arrived/1"
_ABOUT = {
    "personReference": {
        "identifiers": [{"type": "NOMS", "value": "A1234BC"}, {"type": "CRN", "value": _CRN}]
    },
    "additionalInformation": {"bookingId": _BOOKING},
}
_ALL = MessageSubject(
    event_type="accommodation.cas3.person.arrived", crn=_CRN, detail_path=_PATH, booking=_BOOKING
)


def subject(body: str, **attributes: str) -> MessageSubject:
    read = read_message(body, attributes)
    assert isinstance(read, UnusableMessage)
    return read.subject


def test_what_a_notification_is_about_is_what_it_says() -> None:
    read = read_message(json.dumps(message(**_ABOUT)), {})
    assert isinstance(read, Notification)
    assert read.subject == _ALL


def test_in_raw_delivery_the_trace_stands_in_the_attributes_of_the_message() -> None:
    raw = read_message(json.dumps(message()), {"traceparent": "00-1"})
    wrapped = envelope(json.dumps(message()), traceparent={"Type": "String", "Value": "00-2"})
    assert isinstance(raw, Notification)
    assert raw.trace_parent == "00-1"
    both = read_message(wrapped, {"traceparent": "00-1"})
    assert isinstance(both, Notification)
    assert both.trace_parent == "00-2"


@pytest.mark.parametrize("indent", [None, 2])
def test_a_message_that_was_cut_off_tells_what_it_still_holds(indent: int | None) -> None:
    whole = json.dumps(message(**_ABOUT), indent=indent)
    assert subject(whole.rstrip("}\n ")) == _ALL
    assert subject(envelope(whole)[:-20]) == _ALL


def test_a_message_with_one_wrong_part_tells_the_others() -> None:
    assert subject(json.dumps(message(**_ABOUT, eventType="prison.released"))).event_type == "prison.released"
    assert subject(json.dumps(message(**_ABOUT, version=1, detailUrl=None))) == MessageSubject(
        event_type=_ALL.event_type, crn=_CRN, booking=_BOOKING
    )
    assert subject(json.dumps(message(personReference=None, crn="x418302"))).crn == _CRN


@pytest.mark.parametrize("body", [f"Please look at {_CRN}", f"<crn>{_CRN}</crn>", f"crn={_CRN}&a=b"])
def test_a_message_that_is_no_json_tells_its_crn(body: str) -> None:
    assert subject(body).crn == _CRN


def test_the_event_type_may_stand_in_the_attributes_of_the_message_or_of_the_envelope() -> None:
    named = "accommodation.cas3.booking.confirmed"
    assert subject("{", eventType=named).event_type == named
    wrapped = envelope("{", eventType={"Type": "String", "Value": named})
    assert subject(wrapped).event_type == named


@pytest.mark.parametrize(
    "body",
    [
        json.dumps({"eventType": "Rosa Marlow left", "detailUrl": "https://a/Rosa Marlow", "crn": "Rosa"}),
        json.dumps({"eventType": {"Rosa": 1}, "detailUrl": ["Rosa"], "additionalInformation": "Rosa"}),
        '{"detailUrl": "https://[Rosa", "bookingId": "Rosa"}',
        "",
    ],
)
def test_nothing_is_told_that_has_not_the_shape_of_an_id(body: str) -> None:
    assert subject(body, eventType="Rosa Marlow") == MessageSubject()


def test_what_is_reported_of_an_unusable_message_says_whom_it_is_about() -> None:
    queue = InMemoryInboundEvents(InMemoryClock(NOW))
    queue.send(json.dumps(message(**_ABOUT)) + ",", {})
    (delivery,) = queue.receive(1)
    assert delivery.facts == {"eventType": _ALL.event_type, "crn": _CRN, "detailPath": _PATH}
    assert not delivery.is_readable


def test_the_time_to_read_a_body_of_blanks_grows_no_faster_than_the_body() -> None:
    short, long = (_processor_seconds(" " * number + "x") for number in (4_000, 64_000))
    # Sixteen times as long; in the square of that it would be 256 times.
    assert long < 64 * short


def _processor_seconds(body: str) -> float:
    return min(timeit.repeat(lambda: subject(body), timer=time.process_time, number=1, repeat=5))
