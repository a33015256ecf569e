"""Rule 1: one contact per external reference, its type, date, time and notes."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from domain.contact import CONTACT_ADDED, CONTACT_CHANGED
from domain.event import Event
from domain.failures import PermanentFailure
from domain.premises import Premises
from domain.remarks import Remark
from tests.domain.builders import arrived, cancelled, confirmed, departed, provisional, referral
from tests.domain.desk import Desk, day


@pytest.fixture
def desk() -> Desk:
    return Desk()


RECORDED = datetime(2026, 5, 1, 10, 0)
EVENTS: list[tuple[Event, str, str, datetime, str]] = [
    (referral(), "EARS", "urn:hmpps:cas3:application-submitted:app-1", RECORDED, ""),
    (
        provisional(day(9), notes="Ground floor"),
        "EABP",
        "urn:hmpps:cas3:booking-provisionally-made:b1",
        RECORDED,
        "Expected arrival date: 09/06/2026\nGround floor",
    ),
    (
        confirmed(day(9), notes=" \n"),
        "EACO",
        "urn:hmpps:cas3:booking-confirmed:b1",
        RECORDED,
        "Expected arrival date: 09/06/2026",
    ),
    (
        cancelled(context="Suitability", notes="Told by phone"),
        "EACA",
        "urn:hmpps:cas3:booking-cancelled:b1",
        RECORDED,
        "Changed plans\nSuitability\nTold by phone",
    ),
    (
        cancelled(on_day=day(3)),
        "EACA",
        "urn:hmpps:cas3:booking-cancelled:b1",
        datetime(2026, 6, 3),
        "Cancellation date: 03/06/2026\nChanged plans",
    ),
    (
        arrived(day(2), expected_departure=date(2026, 8, 25), notes="Two bags\r\nand a cat"),
        "EAAR",
        "urn:hmpps:cas3:person-arrived:b1",
        datetime(2026, 6, 2),
        (
            "Arrival date: 02/06/2026\nArrival address: 12 Church Street BB1 1BB Bimbly North West\n"
            "Expected departure date: 25/08/2026\nTwo bags\r\nand a cat"
        ),
    ),
    (
        arrived(day(2), premises=Premises(line2=" ", postcode="bb1 1bb ")),
        "EAAR",
        "urn:hmpps:cas3:person-arrived:b1",
        datetime(2026, 6, 2),
        "Arrival date: 02/06/2026\nArrival address: bb1 1bb",
    ),
    (
        departed(day(7), reason="Planned – move on", detail="Friend’s flat", notes="Keys returned"),
        "EADP",
        "urn:hmpps:cas3:person-departed:b1",
        datetime(2026, 6, 7),
        "Departure date: 07/06/2026\nPlanned – move on\nFriend’s flat\nKeys returned",
    ),
]


@pytest.mark.parametrize(("event", "code", "reference", "time", "notes"), EVENTS)
def test_each_event_is_one_contact(
    desk: Desk, event: Event, code: str, reference: str, time: datetime, notes: str
) -> None:
    desk.happens(event)

    (entry,) = desk.view.diary
    contact = entry.contact
    assert (entry.code, contact.reference.value, contact.time, contact.notes) == (
        code,
        reference,
        time,
        notes,
    )


def test_sensitive_comes_from_the_contact_type(desk: Desk) -> None:
    event = referral()
    desk.tables.contact_types[event.contact_code] = True

    desk.happens(event)

    assert desk.diary(event).sensitive


def test_a_contact_type_that_delius_does_not_know_cannot_be_recorded(desk: Desk) -> None:
    event = referral()
    del desk.tables.contact_types[event.contact_code]

    with pytest.raises(PermanentFailure, match="contact type EARS"):
        desk.happens(event)


def test_details_that_were_left_out_are_remarked_on_once() -> None:
    desk = Desk()
    event = replace(departed(day(7)), reason=None, left_out=("reason", "notes"))

    assert desk.happens(event).remarks.count(Remark.DETAIL_LEFT_OUT) == 1
    assert Remark.DETAIL_LEFT_OUT not in desk.happens(event).remarks
    assert desk.notes(event) == ["Departure date: 07/06/2026"]


def test_each_contact_written_is_audited_and_no_address_is(desk: Desk) -> None:
    original, update = arrived(day(2)), arrived(day(3), minute=1, update=True)

    desk.happens(original, update, update)

    contact = desk.diary(original).contact.id
    assert [
        (row.entry.interaction, row.entry.parameters, row.entry.outcome) for row in desk.tables.audit
    ] == [
        (CONTACT_ADDED, f"contactId='{contact}',offenderId='{desk.person}'", "P"),
        (CONTACT_CHANGED, f"contactId='{contact}',offenderId='{desk.person}'", "P"),
    ]
