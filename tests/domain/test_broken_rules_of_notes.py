"""The tests of notes are worth something only if they find broken rules: here they are, on purpose."""

from collections.abc import Callable

import pytest

from domain import contact_decision, notes, predecessor_notes, premises
from domain.outcome import Outcome
from tests.domain import test_contact_updates, test_premises
from tests.domain import test_predecessor_notes as of_predecessor
from tests.domain.builders import arrived, cancelled
from tests.domain.desk import Desk, day

_BROKEN: dict[str, tuple[object, str, object, Callable[[Desk], None]]] = {
    "its cancellation date is looked for": (
        predecessor_notes,
        "_NEVER_WRITTEN",
        ("Expected departure date: ",),
        of_predecessor.test_it_wrote_no_cancellation_date,
    ),
    "its expected departure is looked for": (
        predecessor_notes,
        "_NEVER_WRITTEN",
        ("Cancellation date: ",),
        of_predecessor.test_it_wrote_no_expected_departure_and_blanks_for_blank_parts,
    ),
    "runs of blanks are compared as they stand": (
        predecessor_notes,
        "_without_runs",
        str,
        of_predecessor.test_it_wrote_no_expected_departure_and_blanks_for_blank_parts,
    ),
    "its line of an update proves nothing": (
        predecessor_notes,
        "_newest_update_applied",
        lambda _: "",
        of_predecessor.test_of_several_such_lines_the_newest_counts_and_only_whole_lines_do,
    ),
    "its line of an update proves departures too": (
        predecessor_notes,
        "PersonArrived",
        object,
        of_predecessor.test_such_a_line_proves_nothing_of_a_departure,
    ),
    "every update counts as recorded by it": (
        predecessor_notes,
        "not_held",
        lambda *_: [],
        lambda desk: of_predecessor.test_an_update_with_a_line_that_does_not_stand_there_is_applied(
            desk, arrived(day(3), minute=1, premises=of_predecessor.NO_SECOND_LINE, update=True)
        ),
    ),
    "its notes prove something even where more is remembered": (
        contact_decision,
        "_predecessor_recorded",
        lambda event, contact, _: contact is not None and predecessor_notes.tell_of(event, contact.notes),
        of_predecessor.test_once_something_is_remembered_its_notes_prove_nothing,
    ),
    "an update does not say that its lines are the newest": (
        contact_decision,
        "updated",
        lambda _: "Updated:",
        test_contact_updates.test_an_update_of_which_all_lines_stand_there_says_that_they_are_the_newest,
    ),
    "what is received late is taken for the newest": (
        contact_decision,
        "earlier_entry",
        notes.updated,
        test_contact_updates.test_an_older_event_of_a_deleted_contact_makes_a_new_one_at_the_newest_time,
    ),
    "invisible text is a line of the notes": (
        notes,
        "is_blank",
        str.isspace,
        lambda desk: _is_left_out(desk, "\u200b"),
    ),
    "an address keeps its invisible characters and line breaks": (
        premises,
        "on_one_line",
        str.strip,
        lambda _: test_premises.test_line_breaks_and_invisible_characters_reach_no_column(),
    ),
}


def _is_left_out(desk: Desk, text: str) -> None:
    event = cancelled(notes=text)
    assert desk.happens(event).outcome is Outcome.RECORDED
    assert desk.notes(event) == ["Changed plans"]


@pytest.mark.parametrize("rule", _BROKEN)
def test_a_broken_rule_is_found(rule: str, monkeypatch: pytest.MonkeyPatch) -> None:
    where, name, stand_in, found_by = _BROKEN[rule]
    found_by(Desk())
    monkeypatch.setattr(where, name, stand_in)

    with pytest.raises(AssertionError):
        found_by(Desk())
