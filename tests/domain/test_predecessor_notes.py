"""Rule 2, "After the predecessor": what it wrote is recognised, although its lines were others."""

from datetime import datetime

import pytest

from domain.event import Event
from domain.outcome import Outcome
from domain.premises import Premises
from tests.domain.builders import CHURCH_STREET, arrived, cancelled, departed
from tests.domain.desk import Desk, day


@pytest.fixture
def desk() -> Desk:
    return Desk()


NO_SECOND_LINE = Premises(line1="1 High St", postcode="ZZ1 1AA", town="Town", region="Region")
ADDRESS = "Arrival address: 1 High St  ZZ1 1AA Town Region"


def test_it_wrote_no_cancellation_date(desk: Desk) -> None:
    update = cancelled(minute=1, on_day=day(3), notes="Told by phone", update=True)
    written = desk.predecessor_wrote(update, "Changed plans\nTold by phone")

    assert desk.happens(update).outcome is Outcome.ALREADY_RECORDED
    assert desk.diary(update).contact == written


def test_it_wrote_no_expected_departure_and_blanks_for_blank_parts(desk: Desk) -> None:
    update = arrived(day(2), minute=1, premises=NO_SECOND_LINE, expected_departure=day(30), update=True)
    desk.predecessor_wrote(update, f"Arrival date: 02/06/2026\n{ADDRESS} \n")

    assert desk.happens(update).outcome is Outcome.ALREADY_RECORDED


@pytest.mark.parametrize(
    "edited",
    [
        f"Arrival date: 02/06/2026\r\n{ADDRESS}\r\n\r\nRang the hostel",
        "Arrival date: 02/06/2026\nArrival address: 1 High St \u200b ZZ1\u00a01AA Town  Region\u200b",
    ],
)
def test_line_breaks_and_blanks_of_other_kinds_make_no_difference(desk: Desk, edited: str) -> None:
    update = arrived(day(2), minute=1, premises=NO_SECOND_LINE, update=True)
    desk.predecessor_wrote(update, edited)

    assert desk.happens(update).outcome is Outcome.ALREADY_RECORDED


@pytest.mark.parametrize(
    "update",
    [
        arrived(day(2), minute=1, premises=NO_SECOND_LINE, notes="New words", update=True),
        arrived(day(3), minute=1, premises=NO_SECOND_LINE, update=True),
        arrived(day(2), minute=1, premises=CHURCH_STREET, update=True),
    ],
)
def test_an_update_with_a_line_that_does_not_stand_there_is_applied(desk: Desk, update: Event) -> None:
    desk.predecessor_wrote(update, f"Arrival date: 02/06/2026\n{ADDRESS}")

    assert desk.happens(update).outcome is Outcome.RECORDED
    assert desk.notes(update)[2] == "Updated in CAS3 on 01/05/2026 10:01:00:"


# Event 1 was recorded at 10:01 London time.
@pytest.mark.parametrize(
    ("at", "outcome"),
    [
        ("01/05/2026 10:01:00", Outcome.ALREADY_RECORDED),
        ("01/05/2026 10:01:59", Outcome.ALREADY_RECORDED),
        ("02/04/2027 00:00:00", Outcome.ALREADY_RECORDED),
        ("01/05/2026 10:00:59", Outcome.RECORDED),
        ("30/04/2026 23:59:59", Outcome.RECORDED),
        ("31/12/2025 23:59:59", Outcome.RECORDED),
    ],
)
def test_a_line_proves_the_arrival_update_of_its_time_and_older_ones(
    desk: Desk, at: str, outcome: Outcome
) -> None:
    update = arrived(day(4), minute=1, notes="Gone since", update=True)
    desk.predecessor_wrote(
        update, f"Arrival date: 02/06/2026\nAddress details were updated: {at}\r\n{ADDRESS}"
    )

    assert desk.happens(update).outcome is outcome


def test_of_several_such_lines_the_newest_counts_and_only_whole_lines_do(desk: Desk) -> None:
    newest_first = (
        "Address details were updated: 01/05/2026 10:05:00\nAddress details were updated: 01/05/2026 10:00:00"
    )
    quoted = "He said: Address details were updated: 01/05/2026 10:05:00"
    update = arrived(day(4), minute=1, update=True)

    desk.predecessor_wrote(update, newest_first)
    assert desk.happens(update).outcome is Outcome.ALREADY_RECORDED
    desk.predecessor_wrote(update, quoted)
    assert desk.happens(update).outcome is Outcome.RECORDED


def test_such_a_line_proves_nothing_of_a_departure(desk: Desk) -> None:
    update = departed(day(9), minute=1, update=True)
    desk.predecessor_wrote(update, "Address details were updated: 01/05/2026 10:05:00")

    assert desk.happens(update).outcome is Outcome.RECORDED


def test_once_something_is_remembered_its_notes_prove_nothing(desk: Desk) -> None:
    newer, older = (arrived(day(4), minute=minute, notes=f"{minute}", update=True) for minute in (9, 1))
    desk.predecessor_wrote(newer, "Address details were updated: 01/05/2026 10:05:00")

    assert desk.happens(newer).outcome is Outcome.RECORDED
    assert desk.happens(older).outcome is Outcome.OUT_OF_SEQUENCE
    assert desk.diary(older).contact.time == datetime(2026, 6, 4)
