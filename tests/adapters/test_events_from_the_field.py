"""Messages and details from the field, from the wire to what Delius holds.

They lie beside the repository and not in it. Without them these tests are skipped: each of their kinds has
tests of its own.
"""

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from adapters.wire.details import read_details
from adapters.wire.notification import read_notification
from domain.address import AddressLines
from domain.event import Event, EventType
from domain.outcome import Outcome
from tests.domain.desk import CRN, Desk, day

_INPUTS = Path(__file__).parents[3] / "shared" / "data" / "inputs"


def given(name: str) -> dict[str, Any]:
    """Return the input of that name."""
    path = _INPUTS / f"{name}.json"
    if not path.exists():
        pytest.skip(f"{path.name} is not here")
    found: dict[str, Any] = json.loads(path.read_text())
    return found


def event_of(message: object, details: object) -> Event:
    """Return the event as the worker reads it."""
    notification = read_notification(json.dumps(message))
    event = read_details(notification.event_type, json.dumps(details))
    notification.check(event)
    return event


def test_a_crn_in_lower_case_is_the_persons() -> None:
    found = given("crn-in-lower-case")["given"]
    desk = Desk(crn=found["Delius"][0])
    event = event_of(found["message"], found["details"])

    assert desk.happens(event).outcome is Outcome.RECORDED
    assert desk.notes(event) == ["Expected arrival date: 09/03/2026"]


def test_invisible_characters_in_an_address_reach_nobody() -> None:
    found = given("invisible-characters-in-address")["given"]
    desk = Desk()
    details = {
        "personReference": {"crn": CRN},
        "bookingId": "b1",
        "arrivedAt": "2026-06-02T00:00:00Z",
        "premises": found["premises"],
        "notes": found["notes"],
    }
    event = read_details(
        EventType.PERSON_ARRIVED,
        json.dumps({"id": "1", "timestamp": "2026-06-02T09:30:00Z", "eventDetails": details}),
    )
    home = desk.home(day(4), found["main address entered by hand, started later"]["postcode"])

    desk.happens(event)

    assert desk.address("b1").lines == AddressLines(street="1 High St", county="Region", postcode="ZZ1 1AA")
    assert desk.notes(event)[1:] == ["Arrival address: 1 High St ZZ1 1AA Region"]
    assert desk.held(home) == (day(4), day(4), "P")


def test_updates_that_the_predecessor_recorded_change_nothing() -> None:
    found = given("update-recorded-by-the-predecessor")
    desk = Desk(crn="T100200")
    first, also = found["given"], found["also"]
    arrival = event_of(first["message"], first["details"])
    cancellation = event_of({**first["message"], "eventType": also["eventType"]}, also["details"])
    written = [
        desk.predecessor_wrote(arrival, first["contact"]["notes"], datetime(2026, 3, 4)),
        desk.predecessor_wrote(cancellation, also["contact"]["notes"], datetime(2026, 3, 2)),
    ]

    outcomes = [desk.happens(event).outcome for event in (arrival, cancellation)]

    assert outcomes == [Outcome.ALREADY_RECORDED, Outcome.ALREADY_RECORDED]
    assert [desk.diary(event).contact for event in (arrival, cancellation)] == written
    assert desk.announced() == []
