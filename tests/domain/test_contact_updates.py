"""Rule 1, "A later event for the same contact": it appends, says what is newest, and keeps people's edits."""

from datetime import datetime

import pytest

from domain.event import Event
from domain.outcome import Outcome
from tests.domain.builders import arrived, cancelled, confirmed, departed
from tests.domain.desk import Desk, day


@pytest.fixture
def desk() -> Desk:
    return Desk()


def test_an_update_appends_its_lines_and_never_erases(desk: Desk) -> None:
    original = cancelled(notes="First")
    update = cancelled(minute=1, notes="Second", update=True)

    desk.happens(original)
    desk.edits_contact(original, notes="First, said the officer")
    desk.happens(update)

    assert desk.notes(original) == [
        "First, said the officer",
        "Updated in CAS3 on 01/05/2026 10:01:00:",
        "Changed plans",
        "Second",
    ]


@pytest.mark.parametrize(
    ("original", "update"),
    [
        (cancelled(), cancelled(minute=1, notes="Second", update=True)),
        (arrived(day(2)), arrived(day(3), minute=1, update=True)),
        (departed(day(7)), departed(day(8), minute=1, update=True)),
    ],
)
def test_an_update_says_when_cas3_recorded_its_lines(desk: Desk, original: Event, update: Event) -> None:
    desk.happens(original, update)

    heading = "Updated in CAS3 on 01/05/2026 10:01:00:"
    assert desk.notes(original) == [*original.lines, heading, *update.lines]


def test_an_update_of_which_all_lines_stand_there_says_that_they_are_the_newest(desk: Desk) -> None:
    first, second = cancelled(notes="First"), cancelled(minute=1, notes="Second", update=True)
    again = cancelled(minute=2, notes="First", update=True)

    desk.happens(first, second, again)

    assert desk.notes(first)[-3:] == ["Updated in CAS3 on 01/05/2026 10:02:00:", "Changed plans", "First"]


def test_an_update_without_lines_adds_none(desk: Desk) -> None:
    original = cancelled()

    desk.happens(original, cancelled(minute=1, reason="", update=True))

    assert desk.notes(original) == ["Changed plans"]


def test_an_original_that_follows_another_says_nothing_of_an_update(desk: Desk) -> None:
    first, second = confirmed(day(2)), confirmed(day(3), minute=1)

    desk.happens(first, second)

    assert desk.notes(first) == [*first.lines, *second.lines]


def test_an_update_that_creates_the_contact_says_nothing_of_an_update(desk: Desk) -> None:
    update = arrived(day(3), minute=1, update=True)

    desk.happens(update)

    assert desk.notes(update)[0] == "Arrival date: 03/06/2026"


def test_a_time_corrected_by_hand_survives_an_update_that_does_not_change_it(desk: Desk) -> None:
    original = arrived(day(2))
    by_hand = datetime(2026, 6, 2, 14, 30)

    desk.happens(original)
    desk.edits_contact(original, time=by_hand)
    desk.happens(arrived(day(2), minute=1, update=True, notes="Room 4"))

    assert desk.diary(original).contact.time == by_hand


def test_a_time_corrected_by_hand_survives_an_update_after_the_predecessor(desk: Desk) -> None:
    original = arrived(day(2))
    by_hand = datetime(2026, 6, 2, 14, 30)

    desk.happens(original)
    desk.forget()
    desk.edits_contact(original, time=by_hand)
    desk.happens(arrived(day(2), minute=1, update=True, notes="Room 4"))

    assert desk.diary(original).contact.time == by_hand


def test_date_and_time_are_written_together_even_if_a_person_wrote_the_same(desk: Desk) -> None:
    original = arrived(day(2))

    desk.happens(original)
    desk.edits_contact(original, time=datetime(2026, 6, 3))
    recording = desk.happens(arrived(day(3), minute=1, update=True))

    assert recording.changes is not None
    assert recording.changes.changed_contact is not None
    assert recording.changes.changed_contact.moved


def test_an_update_that_changes_the_date_writes_date_and_time(desk: Desk) -> None:
    original = arrived(day(2))

    desk.happens(original)
    desk.edits_contact(original, time=datetime(2026, 6, 2, 14, 30))
    desk.happens(arrived(day(3), minute=1, update=True))

    assert desk.diary(original).contact.time == datetime(2026, 6, 3)


def test_where_the_contact_was_deleted_a_later_event_makes_a_new_one(desk: Desk) -> None:
    original, update = cancelled(notes="First"), cancelled(minute=1, notes="Second", update=True)

    desk.happens(original)
    desk.users.delete_contact(desk.person, desk.diary(original).contact.id)
    desk.happens(update)

    assert desk.notes(update) == ["Changed plans", "Second"]


def test_an_older_event_of_a_deleted_contact_makes_a_new_one_at_the_newest_time(desk: Desk) -> None:
    newest, older = arrived(day(5), minute=5, update=True), arrived(day(2), minute=1, notes="Two bags")

    desk.happens(newest)
    desk.users.delete_contact(desk.person, desk.diary(newest).contact.id)
    recording = desk.happens(older)

    assert recording.outcome is Outcome.OUT_OF_SEQUENCE
    assert desk.diary(older).contact.time == datetime(2026, 6, 5)
    assert desk.notes(older)[0] == "Earlier entry, recorded in CAS3 on 01/05/2026 10:01:00 (received late):"
    assert desk.notes(older)[-1] == "Two bags"
