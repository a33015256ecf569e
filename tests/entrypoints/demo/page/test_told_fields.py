"""The fields of the details beside what they became in the diary."""

import json
from dataclasses import replace

import pytest

from adapters.in_memory.telemetry import Report
from domain.event import ContactCode
from entrypoints.demo.messages import Progress, TrackedMessage
from tests.entrypoints.demo.page.browser import Browser
from tests.entrypoints.demo.page.samples import ROSA, at, entry, lines, message
from tests.entrypoints.demo.page.scripted_demo import ScriptedDemo

ROSAS = "/people/X418302"
DETAILS = {
    "id": "1d0e",
    "eventDetails": {
        "personReference": {"crn": "X418302", "noms": None},
        "arrivedAt": "2026-11-02T00:00:00Z",
        "premises": {"addressLine1": "Room 4, Mill House", "addressLine2": "", "postcode": "DH1 9AB"},
        "notes": " Has the key.\nSupport plan agreed. ",
        "applicationUrl": "http://cas3.example/applications/7",
    },
}
ARRIVED = entry(
    3,
    ContactCode.PERSON_ARRIVED,
    at(2, "00:00:00"),
    "person-arrived:7",
    *lines("Arrival date: 02/11/2026", "Arrival address: Room 4, Mill House DH1 9AB", "Has the key."),
)


def settled(**facts: str) -> TrackedMessage:
    arrived = message(7, "Person arrived", ROSA, ("14:07:09", Progress.RECORDED, ""))
    return replace(arrived, answer=json.dumps(DETAILS), settled_by=Report("Recorded", facts))


def test_each_field_stands_beside_the_line_that_it_became() -> None:
    recorded = settled(externalReference="urn:hmpps:cas3:person-arrived:7")
    page = Browser(ScriptedDemo(messages=[recorded], diary=[ARRIVED])).page(ROSAS)

    rows = [(*row.texts("th"), *row.texts("td")) for row in page["fields-7"].all("tr")[1:]]
    assert rows == [
        ("arrivedAt", "2026-11-02T00:00:00Z", "Arrival date: 02/11/2026"),
        ("premises.addressLine1", "Room 4, Mill House", "Arrival address: Room 4, Mill House DH1 9AB"),
        ("premises.postcode", "DH1 9AB", "Arrival address: Room 4, Mill House DH1 9AB"),
        ("notes", "Has the key. Support plan agreed.", "Has the key."),
    ]


@pytest.mark.parametrize(
    "pending",
    [
        settled(externalReference="urn:hmpps:cas3:person-arrived:8"),
        settled(reason="the message has no CRN"),
        replace(settled(), settled_by=None),
        replace(settled(externalReference="urn:hmpps:cas3:person-arrived:7"), answer=""),
    ],
)
def test_what_is_not_in_the_diary_has_no_such_table(pending: TrackedMessage) -> None:
    page = Browser(ScriptedDemo(messages=[pending], diary=[ARRIVED])).page(ROSAS)

    assert "fields-7" not in page
